#include "pipeline/lib/stage.h"

#include <stdio.h>
#include <unistd.h>

#include "pipeline/lib/ahead.h"
#include "pipeline/lib/csv.h"
#include "pipeline/lib/memory.h"
#include "pipeline/lib/run.h"
#include "pipeline/lib/spool.h"
#include "pipeline/lib/stage_print.h"
#include "pipeline/lib/standby.h"

gboolean
roll_stage_require(const gchar *option, gconstpointer value, GError **error)
{
    if (value != NULL)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "%s is needed", option);
    return FALSE;
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
reads_stream(const RollStage *stage, gconstpointer self)
{
    return stage->batch != NULL && (stage->needs_no_input == NULL || !stage->needs_no_input(self));
}

static gboolean
open_writer(RollRun *run, gconstpointer self, const RollStageOptions *options, GError **error)
{
    RollSink *sink = NULL;
    const gchar *table = options->table != NULL ? options->table : run->stage->main_table;

    if (run->stage->writes_files && !roll_stage_writes_text(run->stage, self))
        return TRUE;
    sink = roll_sink_create(options->output != NULL ? options->output : "-", error);
    if (sink == NULL)
        return FALSE;
    if (roll_stage_writes_text(run->stage, self)) {
        run->text = sink;
        return TRUE;
    }
    run->writer = options->csv ? roll_writer_new_csv(sink, table)
                               : roll_writer_new_packed(sink, run->stage->name);
    return TRUE;
}

/* Reads the rules, unless that was done when the stage began to stand by. */
static gboolean
load(RollRun *run, gpointer self, const RollStageOptions *options, GError **error)
{
    if (run->layers != NULL)
        return TRUE;
    run->layers = roll_layers_new_on(options->base, (const gchar *const *)options->rules, error);
    if (run->layers == NULL)
        return FALSE;
    run->telling = roll_telling_new(run->layers);
    return run->stage->load == NULL || run->stage->load(self, run->layers, error);
}

static gboolean
execute(RollRun *run, gpointer self, const RollStageOptions *options, GError **error)
{
    const RollStage *stage = run->stage;

    if (!load(run, self, options, error) || !open_writer(run, self, options, error))
        return FALSE;
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
    return stage->writes_files && roll_stage_writes_text(stage, self);
}

/* *@fails says whether its findings are what it ends with. */
static gboolean
run_once(RollRun *run, gpointer self, const RollStageOptions *options, gboolean *fails,
         GError **error)
{
    if (options->version) {
        g_print("%s of rollcall %s\n", run->stage->name, ROLL_VERSION);
        return TRUE;
    }
    run->jobs = options->jobs > 0 ? (guint)options->jobs : g_get_num_processors();
    run->paths = roll_stage_options_paths(options);
    run->started_us = g_get_monotonic_time();
    if (!execute(run, self, options, error))
        return FALSE;
    if (!is_silent(run->stage, self))
        roll_run_report(run);
    *fails = roll_run_fails(run, options->fail_on);
    return TRUE;
}

/* Stands by; in each process that is asked for a run, does it. */
static gboolean
stand_by(RollRun *run, gpointer self, const RollStageOptions *options, gboolean *fails,
         GError **error)
{
    g_auto(RollStageOptions) of_run = {0};
    g_auto(GStrv) arguments = NULL;
    g_autoptr(GError) cause = NULL;

    if (!load(run, self, options, error))
        return FALSE;
    arguments = roll_standby_wait(run->stage->name, &cause);
    if (cause != NULL) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return FALSE;
    }
    if (arguments == NULL)
        return TRUE;
    run->is_asked = TRUE;
    if (!roll_stage_options_parse(&of_run, run->stage, self, &arguments, error))
        return FALSE;
    if (of_run.standby || !roll_stage_options_share_rules(&of_run, options)) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_BUG, "a run with other rules than these");
        return FALSE;
    }
    return run_once(run, self, &of_run, fails, error);
}

/* What the run holds ends here, also after an error.  *@is_asked: in a process of its own. */
static gint
run_stage(const RollStage *stage, gpointer self, RollStageOptions *options, char ***argv,
          gboolean *is_asked)
{
    g_autoptr(GError) error = NULL;
    RollRun run = {.stage = stage, .main_output = -1};
    gboolean fails = FALSE;
    gint status = 0;

    run.schemas = g_ptr_array_new_with_free_func((GDestroyNotify)roll_schema_unref);
    run.passes = g_array_new(FALSE, FALSE, sizeof(gint));
    run.counts = g_string_new(NULL);
    run.is_terminal = isatty(STDERR_FILENO) == 1 || g_getenv(ROLL_PROGRESS_VARIABLE) != NULL;
    if (roll_stage_options_parse(options, stage, self, argv, &error)) {
        if (options->standby)
            (void)stand_by(&run, self, options, &fails, &error);
        else
            (void)run_once(&run, self, options, &fails, &error);
    }
    if (error != NULL)
        complain(stage, &run, error);
    status = roll_error_status(error);
    if (status == 0 && fails)
        status = ROLL_ERROR_FINDINGS;
    *is_asked = run.is_asked;
    roll_run_clear(&run);
    return status;
}

gint
roll_stage_main(const RollStage *stage, int argc, char **argv)
{
    g_auto(RollStageOptions) options = {0};
    g_auto(GStrv) arguments = g_new0(gchar *, (gsize)argc + 1);
    g_autofree gpointer self = g_malloc0(MAX(stage->state_size, 1));
    gboolean is_asked = FALSE;
    gint status = 0;

    roll_memory_keep();
    g_log_writer_default_set_use_stderr(TRUE);
    g_set_print_handler(roll_stage_print);
    for (gint i = 0; i < argc; i++)
        arguments[i] = g_strdup(argv[i]);
    status = run_stage(stage, self, &options, &arguments, &is_asked);
    if (is_asked) {
        /* The rules are those of the process that stands by; to free them here would be to copy
         * their memory first. */
        (void)fflush(NULL);
        _exit(status);
    }
    if (stage->clear != NULL)
        stage->clear(self);
    return status;
}
