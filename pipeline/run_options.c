#include "pipeline/run_options.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "pipeline/command.h"
#include "pipeline/deliveries.h"
#include "pipeline/lib/day.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/source.h"

static gboolean
refuse(GError **error, const gchar *message)
{
    g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_USAGE, message);
    return FALSE;
}

static gint
compare_exports(gconstpointer a, gconstpointer b)
{
    g_autofree gchar *name_a = roll_source_stem(*(const gchar *const *)a);
    g_autofree gchar *name_b = roll_source_stem(*(const gchar *const *)b);

    return strcmp(name_a, name_b);
}

/* Sorts them, so that the order of the arguments never matters. */
static gboolean
check_exports(RunOptions *options, GError **error)
{
    guint n = options->exports != NULL ? g_strv_length(options->exports) : 0;

    if (n == 0)
        return refuse(error, "which exports?  None is named");
    qsort(options->exports, n, sizeof *options->exports, compare_exports);
    for (guint i = 0; i < n; i++) {
        g_autofree gchar *name = roll_source_stem(options->exports[i]);

        if (strcmp(options->exports[i], "-") == 0)
            return refuse(error, "-: a run keeps its exports, so they must be files");
        if (i + 1 < n && compare_exports(&options->exports[i], &options->exports[i + 1]) == 0) {
            g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                        "%s and %s: two exports of the name \"%s\"; give one of them, or rename it",
                        options->exports[i], options->exports[i + 1], name);
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
check_until(RunOptions *options, GError **error)
{
    gint stage = program_stage(options->until != NULL ? options->until : "report");
    g_autofree gchar *known = NULL;

    options->last = stage;
    if (stage >= 0)
        return TRUE;
    known = command_list(program_stages);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                "--until: no stage is called \"%s\"; there are %s", options->until, known);
    return FALSE;
}

/* A month is never replaced by the one that follows it: its exports would be gone. */
static gboolean
check_previous(const RunOptions *options, GError **error)
{
    struct stat place = {0};
    struct stat previous = {0};

    if (options->previous == NULL || stat(options->place, &place) < 0 ||
        stat(options->previous, &previous) < 0 || place.st_dev != previous.st_dev ||
        place.st_ino != previous.st_ino)
        return TRUE;
    return refuse(error, "--out and --previous are one folder: the new run would replace the one "
                         "that it follows; to make that one anew, give --previous the month before "
                         "it");
}

static gboolean
check(RunOptions *options, GError **error)
{
    if (!check_exports(options, error) || !check_until(options, error) ||
        !command_jobs(&options->jobs, error))
        return FALSE;
    if (options->place == NULL || *options->place == '\0')
        return refuse(error, "--out is needed: where shall the run stand?");
    command_cut_slashes(options->place);
    if (!check_previous(options, error))
        return FALSE;
    if (options->decisions != NULL && options->last < program_chain().cluster)
        return refuse(error, "--decisions: it is cluster that obeys them, and the run ends before");
    if (options->engine != NULL && strcmp(options->engine, "local") != 0) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                    "--engine: \"%s\" is not known; there is local", options->engine);
        return FALSE;
    }
    if (options->month != NULL && roll_day_parse_month(roll_text(options->month)) == 0) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "--month: \"%s\" is not a YYYY-MM",
                    options->month);
        return FALSE;
    }
    return TRUE;
}

gboolean
run_options_parse(RunOptions *options, const gchar *summary, int argc, char **argv, GError **error)
{
    const GOptionEntry entries[] = {
        {"out", 'o', 0, G_OPTION_ARG_FILENAME, &options->place, "Where the run shall stand", "RUN"},
        {"previous", 0, 0, G_OPTION_ARG_FILENAME, &options->previous,
         "Last month's run, whose officers keep their numbers", "RUN"},
        {"decisions", 0, 0, G_OPTION_ARG_FILENAME, &options->decisions,
         "What people have decided about pairs: row_a,row_b,decision", "FILE"},
        {"month", 0, 0, G_OPTION_ARG_FILENAME, &options->month,
         "The month that is reported; plans are read from its end", "YYYY-MM"},
        {"language", 0, 0, G_OPTION_ARG_FILENAME, &options->language,
         "Language of the reports, of those in messages/ of the rules; default: en", "LANGUAGE"},
        {"key", 0, 0, G_OPTION_ARG_FILENAME, &options->key,
         "The key of encoded exports, so that others are compared with them", "FILE"},
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->rules,
         "Lay DIR over the shipped rules (repeatable)", "DIR"},
        {"until", 0, 0, G_OPTION_ARG_FILENAME, &options->until, "End with this stage", "STAGE"},
        {"replace", 0, 0, G_OPTION_ARG_NONE, &options->replaces,
         "Replace the run that stands at --out", NULL},
        {"jobs", 0, 0, G_OPTION_ARG_INT, &options->jobs,
         "Processes and threads; default: the cores", "N"},
        {"engine", 0, 0, G_OPTION_ARG_FILENAME, &options->engine, "Who executes the plan: local",
         "NAME"},
        {"timing", 0, 0, G_OPTION_ARG_NONE, &options->shows_timing,
         "Tell the seconds and the memory of every process", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->exports, NULL, NULL},
        {0},
    };
    g_autoptr(GOptionContext) context = command_context("EXPORT...", summary, entries);

    if (!command_parse(context, argc, argv, error) || !check(options, error))
        return FALSE;
    options->first = deliveries_first((const gchar *const *)options->exports);
    return TRUE;
}

void
run_options_clear(RunOptions *options)
{
    g_strfreev(options->exports);
    g_free(options->first);
    g_strfreev(options->rules);
    g_free(options->base);
    g_free(options->until);
    g_free(options->previous);
    g_free(options->decisions);
    g_free(options->month);
    g_free(options->language);
    g_free(options->key);
    g_free(options->engine);
    g_free(options->place);
}
