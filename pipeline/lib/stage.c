#include "pipeline/lib/stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "pipeline/lib/ahead.h"
#include "pipeline/lib/csv.h"
#include "pipeline/lib/run.h"
#include "pipeline/lib/spool.h"
#include "pipeline/lib/stage_print.h"

typedef struct {
    gchar **paths;
    gchar **rules;
    gchar *base;
    gchar *output;
    gchar *table;
    gchar *fail_on;
    gboolean csv;
    gboolean version;
    gint jobs;
} Options;

static void
options_clear(Options *options)
{
    g_strfreev(options->paths);
    g_strfreev(options->rules);
    g_free(options->base);
    g_free(options->output);
    g_free(options->table);
    g_free(options->fail_on);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

gboolean
roll_stage_require(const gchar *option, gconstpointer value, GError **error)
{
    if (value != NULL)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "%s is needed", option);
    return FALSE;
}

/* ---- the command line ---- */

static GOptionContext *
make_context(const RollStage *stage, gpointer self, Options *options)
{
    GOptionContext *context =
        g_option_context_new(stage->arguments != NULL ? stage->arguments : "[FILE…]");
    const GOptionEntry common[] = {
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->rules,
         "Lay DIR over the shipped rules (repeatable)", "DIR"},
        {"base", 0, 0, G_OPTION_ARG_FILENAME, &options->base,
         "Take the rules in DIR instead of the shipped ones", "DIR"},
        {"jobs", 0, 0, G_OPTION_ARG_INT, &options->jobs, "Threads; default: the cores", "N"},
        {"fail-on", 0, 0, G_OPTION_ARG_STRING, &options->fail_on,
         "Exit 1 when there are findings of that weight: never (default), error, warning",
         "WEIGHT"},
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
parse_fail_on(const gchar *word, RollFailOn *fail_on, GError **error)
{
    static const gchar *const names[] = {"never", "error", "warning", NULL};

    *fail_on = ROLL_FAIL_NEVER;
    for (guint i = 0; word != NULL && names[i] != NULL; i++)
        if (strcmp(word, names[i]) == 0) {
            *fail_on = (RollFailOn)i;
            return TRUE;
        }
    if (word == NULL)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                "--fail-on: never, error or warning, not \"%s\"", word);
    return FALSE;
}

static gboolean
prints(const RollStage *stage, gconstpointer self)
{
    return stage->prints != NULL && stage->prints(self);
}

static gboolean
reads_stream(const RollStage *stage, gconstpointer self)
{
    return stage->batch != NULL && (stage->needs_no_input == NULL || !stage->needs_no_input(self));
}

static gboolean
parse(const RollStage *stage, gpointer self, Options *options, char ***argv, GError **error)
{
    g_autoptr(GOptionContext) context = make_context(stage, self, options);
    g_autoptr(GError) cause = NULL;

    if (!g_option_context_parse_strv(context, argv, &cause)) {
        g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_USAGE, cause->message);
        return FALSE;
    }
    if (options->jobs < 0 || options->jobs > 1024) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "--jobs: 1 to 1024, not %d",
                    options->jobs);
        return FALSE;
    }
    if (options->table != NULL && !options->csv) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "--table goes with --csv");
        return FALSE;
    }
    if (options->csv && prints(stage, self)) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "--csv: what is asked for is no table");
        return FALSE;
    }
    return options->version || stage->check_options == NULL || stage->check_options(self, error);
}

/* What earlier months left comes first, as rows may be about rows of it; then by file name, then by
 * the whole path: the order of the arguments never matters. */
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

static gchar **
sorted_paths(const Options *options)
{
    gchar **paths = options->paths != NULL ? g_strdupv(options->paths) : g_new0(gchar *, 2);

    if (options->paths == NULL)
        paths[0] = g_strdup("-");
    qsort(paths, g_strv_length(paths), sizeof *paths, compare_paths);
    return paths;
}

/* ---- the loop over batches ---- */

static gboolean
wants(const RollStage *stage, const gchar *table)
{
    for (guint i = 0; stage->reads != NULL && stage->reads[i] != NULL; i++)
        if (strcmp(stage->reads[i], table) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
reads_twice(const RollStage *stage, gconstpointer self)
{
    return stage->rewrite != NULL && (stage->reads_twice == NULL || stage->reads_twice(self));
}

static gboolean
open_reader(RollRun *run, gconstpointer self, GError **error)
{
    guint n = g_strv_length(run->paths);
    g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func((GDestroyNotify)roll_source_free);

    for (guint i = 0; i < n; i++) {
        RollSource *source = roll_source_open(run->paths[i], error);

        if (source != NULL && reads_twice(run->stage, self))
            source = roll_spool(source, error);
        if (source == NULL)
            return FALSE;
        g_ptr_array_add(sources, source);
    }
    g_ptr_array_set_free_func(sources, NULL);
    run->reader = roll_reader_new((RollSource **)sources->pdata, n, error);
    return run->reader != NULL;
}

/* TRUE for a table of this name that the stage has declared: what it wrote once before it writes
 * anew. */
static gboolean
is_declared(const RollRun *run, const gchar *table)
{
    for (guint i = 0; i < run->schemas->len; i++)
        if (strcmp(roll_schema_table(g_ptr_array_index(run->schemas, i)), table) == 0)
            return TRUE;
    return FALSE;
}

/* Where each input table goes that the stage does not read. */
static void
declare_passes(RollRun *run)
{
    for (guint i = 0; i < roll_reader_n_tables(run->reader); i++) {
        RollSchema *schema = roll_reader_table(run->reader, i);
        const gchar *table = roll_schema_table(schema);
        gint place = -1;

        if (strcmp(table, "findings") == 0)
            place = (gint)run->findings_table;
        else if (strcmp(table, "refused") == 0)
            place = (gint)run->refused_table;
        else if (!wants(run->stage, table) && !is_declared(run, table))
            place = (gint)roll_run_declare(run, schema);
        g_array_append_val(run->passes, place);
    }
}

/* Findings that an earlier rollcall wrote may have other columns than ours. */
static gboolean
pass_on(RollRun *run, guint place, const RollBatch *batch, GError **error)
{
    RollSchema *schema = g_ptr_array_index(run->schemas, place);
    g_autoptr(RollBatch) shaped = NULL;

    if (roll_batch_has_shape(batch, schema))
        return roll_run_emit(run, place, batch, error);
    shaped = roll_batch_reshape(batch, schema);
    return roll_run_emit(run, place, shaped, error);
}

/* One batch of an input table in the first pass. */
static gboolean
take_batch(RollRun *run, gpointer self, guint table, const RollBatch *batch, GError **error)
{
    gint place = g_array_index(run->passes, gint, table);
    const gchar *name = roll_schema_table(roll_batch_schema(batch));

    if (place >= 0 && !pass_on(run, (guint)place, batch, error))
        return FALSE;
    if (!wants(run->stage, name))
        return TRUE;
    if (strcmp(name, "records") == 0)
        roll_run_count_read(run, roll_batch_n_records(batch));
    return run->stage->batch(self, run, batch, error);
}

typedef gboolean (*BatchFunc)(RollRun *run, gpointer self, guint table, const RollBatch *batch,
                              GError **error);

static gboolean
rewrite_batch(RollRun *run, gpointer self, guint table, const RollBatch *batch, GError **error)
{
    const gchar *name = roll_schema_table(roll_reader_table(run->reader, table));

    return !wants(run->stage, name) || run->stage->rewrite(self, run, batch, error);
}

typedef struct {
    RollRun *run;
    gpointer self;
    BatchFunc take;
} Pass;

static gboolean
pass_batch(gpointer self, guint table, RollBatch *batch, GError **error)
{
    const Pass *pass = self;

    return pass->take(pass->run, pass->self, table, batch, error);
}

static gboolean
read_all(RollRun *run, gpointer self, BatchFunc take, GError **error)
{
    Pass pass = {run, self, take};

    if (run->stage->reads_ahead && run->jobs > 1 && roll_reader_is_of_files(run->reader))
        return roll_ahead_each(run->reader, pass_batch, &pass, error);
    return roll_reader_each(run->reader, pass_batch, &pass, error);
}

static gboolean
run_filter(RollRun *run, gpointer self, GError **error)
{
    const RollStage *stage = run->stage;

    if (!open_reader(run, self, error) || !stage->open(self, run, error))
        return FALSE;
    declare_passes(run);
    if (!read_all(run, self, take_batch, error))
        return FALSE;
    if (stage->settle != NULL && !stage->settle(self, run, error))
        return FALSE;
    if (reads_twice(stage, self) &&
        (!roll_reader_rewind(run->reader, error) || !read_all(run, self, rewrite_batch, error)))
        return FALSE;
    return stage->finish == NULL || stage->finish(self, run, error);
}

/* ---- from main to exit status ---- */

static gboolean
open_writer(RollRun *run, gconstpointer self, const Options *options, GError **error)
{
    RollSink *sink = NULL;
    const gchar *table = options->table != NULL ? options->table : run->stage->main_table;

    if (run->stage->writes_files && !prints(run->stage, self))
        return TRUE;
    sink = roll_sink_create(options->output != NULL ? options->output : "-", error);
    if (sink == NULL)
        return FALSE;
    if (prints(run->stage, self)) {
        run->text = sink;
        return TRUE;
    }
    run->writer = options->csv ? roll_writer_new_csv(sink, table)
                               : roll_writer_new_packed(sink, run->stage->name);
    return TRUE;
}

static gboolean
execute(RollRun *run, gpointer self, const Options *options, GError **error)
{
    const RollStage *stage = run->stage;

    run->layers = roll_layers_new_on(options->base, (const gchar *const *)options->rules, error);
    if (run->layers == NULL || !open_writer(run, self, options, error))
        return FALSE;
    run->telling = roll_telling_new(run->layers);
    roll_run_declare_own(run);
    if (!(reads_stream(stage, self) ? run_filter(run, self, error) : stage->run(self, run, error)))
        return FALSE;
    return roll_run_flush(run, error) &&
           (run->writer == NULL || roll_writer_close(run->writer, error)) &&
           (run->text == NULL || roll_sink_close(run->text, error));
}

static void
complain(const RollStage *stage, const RollRun *run, const GError *error)
{
    g_autoptr(GString) message = g_string_new(NULL);
    g_auto(GStrv) lines = g_strsplit(error->message, "\n", -1);

    if (run->is_terminal)
        (void)fputs(ROLL_PROGRESS_START, stderr);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_string_append_printf(message, "%s: ", stage->name);
        roll_text_printable(roll_text(lines[i]), message);
        g_string_append_c(message, '\n');
    }
    (void)fputs(message->str, stderr);
}

/* What writes files and this time printed a text has nothing to count. */
static gboolean
is_silent(const RollStage *stage, gconstpointer self)
{
    return stage->writes_files && prints(stage, self);
}

/* @self and what it holds end here, also after an error. */
static gint
run_stage(const RollStage *stage, gpointer self, Options *options, char ***argv)
{
    g_autoptr(GError) error = NULL;
    RollRun run = {.stage = stage, .main_output = -1};
    RollFailOn fail_on = ROLL_FAIL_NEVER;
    gint status = 0;

    run.schemas = g_ptr_array_new_with_free_func((GDestroyNotify)roll_schema_unref);
    run.passes = g_array_new(FALSE, FALSE, sizeof(gint));
    run.counts = g_string_new(NULL);
    run.is_terminal = isatty(STDERR_FILENO) == 1 || g_getenv(ROLL_PROGRESS_VARIABLE) != NULL;
    run.started_us = g_get_monotonic_time();
    if (parse(stage, self, options, argv, &error) &&
        parse_fail_on(options->fail_on, &fail_on, &error)) {
        run.jobs = options->jobs > 0 ? (guint)options->jobs : g_get_num_processors();
        run.paths = sorted_paths(options);
        if (options->version)
            g_print("%s of rollcall %s\n", stage->name, ROLL_VERSION);
        else if (execute(&run, self, options, &error) && !is_silent(stage, self))
            roll_run_report(&run);
    }
    if (error != NULL)
        complain(stage, &run, error);
    status = roll_error_status(error);
    if (status == 0 && roll_run_fails(&run, fail_on))
        status = ROLL_ERROR_FINDINGS;
    roll_run_clear(&run);
    return status;
}

gint
roll_stage_main(const RollStage *stage, int argc, char **argv)
{
    g_auto(Options) options = {0};
    g_auto(GStrv) arguments = g_new0(gchar *, (gsize)argc + 1);
    g_autofree gpointer self = g_malloc0(MAX(stage->state_size, 1));
    gint status = 0;

    g_log_writer_default_set_use_stderr(TRUE);
    g_set_print_handler(roll_stage_print);
    for (gint i = 0; i < argc; i++)
        arguments[i] = g_strdup(argv[i]);
    status = run_stage(stage, self, &options, &arguments);
    if (stage->clear != NULL)
        stage->clear(self);
    return status;
}
