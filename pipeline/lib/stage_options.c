#include "pipeline/lib/stage_options.h"

#include <stdlib.h>

#define JOBS_MAX 1024

void
roll_stage_options_clear(RollStageOptions *options)
{
    g_strfreev(options->paths);
    g_strfreev(options->rules);
    g_free(options->base);
    g_free(options->output);
    g_free(options->table);
    g_free(options->fail_on_word);
}

gboolean
roll_stage_writes_text(const RollStage *stage, gconstpointer self)
{
    return stage->prints != NULL && stage->prints(self);
}

static GOptionContext *
make_context(const RollStage *stage, gpointer self, RollStageOptions *options)
{
    GOptionContext *context =
        g_option_context_new(stage->arguments != NULL ? stage->arguments : "[FILE…]");
    const GOptionEntry common[] = {
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->rules,
         "Lay DIR over the shipped rules (repeatable)", "DIR"},
        {"base", 0, 0, G_OPTION_ARG_FILENAME, &options->base,
         "Take the rules in DIR instead of the shipped ones", "DIR"},
        {"jobs", 0, 0, G_OPTION_ARG_INT, &options->jobs, "Threads; default: the cores", "N"},
        {"fail-on", 0, 0, G_OPTION_ARG_STRING, &options->fail_on_word,
         "Exit 1 when there are findings of that weight: never (default), error, warning",
         "WEIGHT"},
        {"standby", 0, 0, G_OPTION_ARG_NONE, &options->standby,
         "Read the rules, then run as often as asked on standard input, a socket of rollcall's",
         NULL},
        {"version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Print the version", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->paths, NULL, NULL},
        {0},
    };
    const GOptionEntry stream[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
         "Write to FILE instead of standard output", "FILE"},
        {"csv", 0, 0, G_OPTION_ARG_NONE, &options->csv, "Write one table as CSV", NULL},
        {"table", 0, 0, G_OPTION_ARG_STRING, &options->table, "The table that --csv writes",
         "NAME"},
        {0},
    };

    g_option_context_set_summary(context, stage->summary);
    g_option_context_add_main_entries(context, common, NULL);
    if (!stage->writes_files)
        g_option_context_add_main_entries(context, stream, NULL);
    if (stage->add_options != NULL)
        stage->add_options(self, context);
    return context;
}

static gboolean
usage_fault(const gchar *message, GError **error)
{
    g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_USAGE, message);
    return FALSE;
}

static gboolean
parse_fail_on(RollStageOptions *options, GError **error)
{
    static const gchar *const names[] = {"never", "error", "warning", NULL};
    const gchar *word = options->fail_on_word;

    for (guint i = 0; word != NULL && names[i] != NULL; i++)
        if (strcmp(word, names[i]) == 0) {
            options->fail_on = (RollFailOn)i;
            return TRUE;
        }
    if (word == NULL)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                "--fail-on: never, error or warning, not \"%s\"", word);
    return FALSE;
}

static gboolean
check(const RollStageOptions *options, const RollStage *stage, gpointer self, GError **error)
{
    if (options->jobs < 0 || options->jobs > JOBS_MAX) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "--jobs: 1 to %d, not %d", JOBS_MAX,
                    options->jobs);
        return FALSE;
    }
    if (options->table != NULL && !options->csv)
        return usage_fault("--table goes with --csv", error);
    if (options->csv && roll_stage_writes_text(stage, self))
        return usage_fault("--csv: what is asked for is no table", error);
    if (options->standby && options->paths != NULL)
        return usage_fault("--standby: what to read comes with each run", error);
    return options->version || options->standby || stage->check_options == NULL ||
           stage->check_options(self, error);
}

gboolean
roll_stage_options_parse(RollStageOptions *options, const RollStage *stage, gpointer self,
                         char ***argv, GError **error)
{
    g_autoptr(GOptionContext) context = make_context(stage, self, options);
    g_autoptr(GError) cause = NULL;

    if (!g_option_context_parse_strv(context, argv, &cause))
        return usage_fault(cause->message, error);
    return check(options, stage, self, error) && parse_fail_on(options, error);
}

static gint
compare_paths(gconstpointer a, gconstpointer b)
{
    const gchar *path_a = *(const gchar *const *)a;
    const gchar *path_b = *(const gchar *const *)b;
    g_autofree gchar *name_a = g_path_get_basename(path_a);
    g_autofree gchar *name_b = g_path_get_basename(path_b);
    gint order = strcmp(name_b, ROLL_HISTORY) == 0 ? 1 : 0;

    if (strcmp(name_a, ROLL_HISTORY) == 0)
        order -= 1;
    if (order == 0)
        order = strcmp(name_a, name_b);
    return order != 0 ? order : strcmp(path_a, path_b);
}

gchar **
roll_stage_options_paths(const RollStageOptions *options)
{
    gchar **paths = options->paths != NULL ? g_strdupv(options->paths) : g_new0(gchar *, 2);

    if (options->paths == NULL)
        paths[0] = g_strdup("-");
    qsort(paths, g_strv_length(paths), sizeof *paths, compare_paths);
    return paths;
}

gboolean
roll_stage_options_share_rules(const RollStageOptions *a, const RollStageOptions *b)
{
    static const gchar *const none[] = {NULL};

    return g_strcmp0(a->base, b->base) == 0 &&
           g_strv_equal(a->rules != NULL ? (const gchar *const *)a->rules : none,
                        b->rules != NULL ? (const gchar *const *)b->rules : none);
}
