#include <string.h>
#include <sys/stat.h>

#include "pipeline/archive.h"
#include "pipeline/command.h"
#include "pipeline/deliveries.h"
#include "pipeline/engine_local.h"
#include "pipeline/lib/day.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/source.h"
#include "pipeline/run_make.h"
#include "pipeline/run_plan.h"
#include "pipeline/tree.h"

#define CALENDAR "calendar.csv.gz"

typedef struct {
    RunOptions run; /* of a run that is thrown away */
    gchar *against;
    gboolean is_package; /* that is a partner's package, not a run */
} CheckOptions;

static void
options_clear(CheckOptions *options)
{
    run_options_clear(&options->run);
    g_free(options->against);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CheckOptions, options_clear)

/* ---- what is asked ---- */

static gboolean
has_file(const gchar *folder, const gchar *name)
{
    g_autofree gchar *path = g_build_filename(folder, name, NULL);

    return g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

static gboolean
refuse(GError **error, const gchar *message)
{
    g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_USAGE, message);
    return FALSE;
}

static gboolean
check(CheckOptions *options, GError **error)
{
    const gchar *month = options->run.month;

    if (options->run.exports == NULL || options->run.exports[1] != NULL)
        return refuse(error, "check: which plan?  One export is named");
    if (strcmp(options->run.exports[0], "-") == 0)
        return refuse(error, "check: -: a plan has a name, so it must be a file");
    if (options->against == NULL)
        return refuse(error, "check: --against is needed: a run, or a partner's package");
    if (month != NULL && roll_day_parse_month(roll_text(month)) == 0)
        return refuse(error, "check: --month: is not a YYYY-MM");
    return command_jobs(&options->run.jobs, error);
}

static gboolean
parse(CheckOptions *options, int argc, char **argv, GError **error)
{
    const GOptionEntry entries[] = {
        {"against", 0, 0, G_OPTION_ARG_FILENAME, &options->against,
         "The last run, or a partner's package of it", "RUN"},
        {"month", 0, 0, G_OPTION_ARG_FILENAME, &options->run.month,
         "Plans are read from its end; default: that of the run", "YYYY-MM"},
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->run.rules,
         "Lay DIR over the shipped rules (repeatable); default: those of the run", "DIR"},
        {"jobs", 0, 0, G_OPTION_ARG_INT, &options->run.jobs,
         "Processes and threads; default: the cores", "N"},
        {"timing", 0, 0, G_OPTION_ARG_NONE, &options->run.shows_timing,
         "Tell the seconds and the memory of every process", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->run.exports, NULL, NULL},
        {0},
    };
    g_autoptr(GOptionContext) context = command_context(
        "PLANNED", "Hold a planned list against what is known, before it is sent.", entries);

    return command_parse(context, argc, argv, error) && check(options, error);
}

static gboolean
look_at_against(CheckOptions *options, GError **error)
{
    options->is_package = !has_file(options->against, ARCHIVE_HISTORY);
    if (!options->is_package || has_file(options->against, CALENDAR))
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "--against: %s: is neither a run that came as far as cluster nor a partner's "
                "package (there is no %s, no %s)",
                options->against, ARCHIVE_HISTORY, CALENDAR);
    return FALSE;
}

/* The rules that the run was made with. */
static void
take_rules(CheckOptions *options)
{
    if (options->run.rules == NULL)
        options->run.rules = (gchar **)g_ptr_array_free(archive_rules(options->against), FALSE);
}

/* The month that the run was made for. */
static void
take_month(CheckOptions *options)
{
    g_autofree gchar *path = g_build_filename(options->against, ARCHIVE_OPTIONS, NULL);
    g_autoptr(GKeyFile) file = g_key_file_new();

    if (options->run.month != NULL || !g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, NULL))
        return;
    options->run.month = g_key_file_get_string(file, "run", "month", NULL);
    if (options->run.month != NULL && *options->run.month == '\0')
        g_clear_pointer(&options->run.month, g_free);
}

/* Against a run the plan is linked as its export would be next month; against a package it is only
 * read. */
static void
fill_options(CheckOptions *options, const gchar *root)
{
    RunOptions *run = &options->run;

    run->first = deliveries_first((const gchar *const *)run->exports);
    run->place = g_strdup(root);
    run->last = options->is_package ? program_chain().match - 1 : program_chain().report - 1;
    if (options->is_package)
        return;
    run->previous = g_strdup(options->against);
    take_rules(options);
    take_month(options);
}

/* ---- the check ---- */

static void
add(GPtrArray *argv, const gchar *word, const gchar *value)
{
    g_ptr_array_add(argv, g_strdup(word));
    if (value != NULL)
        g_ptr_array_add(argv, g_strdup(value));
}

/* `report --check`, of what the run under @root ended with. */
static GPtrArray *
check_command(const CheckOptions *options, const gchar *root, GError **error)
{
    g_autofree gchar *name = roll_source_stem(options->run.exports[0]);
    g_autofree gchar *normalised = g_strdup_printf("%s/" RUN_NORMALISED "/%s.roll", root, name);
    g_autofree gchar *stream = g_build_filename(root, ARCHIVE_STREAM, NULL);
    GPtrArray *argv = program_command("report", (const gchar *const *)options->run.rules, error);

    if (argv == NULL)
        return NULL;
    add(argv, "--check", name);
    if (options->is_package)
        add(argv, "--package", options->against);
    add(argv, "--", options->is_package ? normalised : stream);
    return argv;
}

static gboolean
check_in(CheckOptions *options, const gchar *root, Interrupt *interrupt, GError **error)
{
    g_autofree gchar *output = g_build_filename(root, "check.txt", NULL);
    g_autofree gchar *text = NULL;
    GPtrArray *argv = NULL;

    fill_options(options, root);
    if (!run_make(&options->run, root, interrupt, error))
        return FALSE;
    argv = check_command(options, root, error);
    if (argv == NULL || !engine_local_run_one(argv, output, interrupt, error))
        return FALSE;
    if (g_file_get_contents(output, &text, NULL, NULL))
        return command_print(text, error);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: cannot be read", output);
    return FALSE;
}

static gboolean
run(int argc, char **argv, Interrupt *interrupt, GError **error)
{
    g_auto(CheckOptions) options = {0};
    g_autofree gchar *root = NULL;
    gboolean is_sound = FALSE;

    if (!parse(&options, argc, argv, error) || !look_at_against(&options, error))
        return FALSE;
    umask(S_IRWXG | S_IRWXO); /* the records are personal data */
    root = tree_make_temporary(error);
    if (root == NULL)
        return FALSE;
    is_sound = check_in(&options, root, interrupt, error);
    return tree_remove(root, is_sound ? error : NULL) && is_sound;
}

gint
command_check(int argc, char **argv)
{
    return command_work(run, argc, argv);
}
