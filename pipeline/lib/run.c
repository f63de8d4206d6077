#include "pipeline/lib/run.h"

#include <stdio.h>

#define SHOW_EVERY_US (G_USEC_PER_SEC / 5)

const gchar *const *
roll_run_paths(const RollRun *run)
{
    return (const gchar *const *)run->paths;
}

const RollLayers *
roll_run_layers(const RollRun *run)
{
    return run->layers;
}

RollTelling *
roll_run_telling(RollRun *run)
{
    return run->telling;
}

guint
roll_run_jobs(const RollRun *run)
{
    return run->jobs;
}

RollSchema *
roll_run_input(const RollRun *run, const gchar *table)
{
    gint place = run->reader != NULL ? roll_reader_find(run->reader, table) : -1;

    return place >= 0 ? roll_reader_table(run->reader, (guint)place) : NULL;
}

guint
roll_run_declare(RollRun *run, RollSchema *schema)
{
    if (strcmp(roll_schema_table(schema), "records") == 0)
        run->main_output = (gint)run->schemas->len;
    g_ptr_array_add(run->schemas, roll_schema_ref(schema));
    if (run->writer != NULL)
        roll_writer_declare(run->writer, schema);
    return run->schemas->len - 1;
}

RollSchema *
roll_run_output(const RollRun *run, guint table)
{
    return g_ptr_array_index(run->schemas, table);
}

gboolean
roll_run_emit(RollRun *run, guint table, const RollBatch *batch, GError **error)
{
    if ((gint)table == run->main_output)
        run->n_written += roll_batch_n_records(batch);
    return run->writer == NULL || roll_writer_write(run->writer, table, batch, error);
}

gboolean
roll_run_print(RollRun *run, const gchar *text, GError **error)
{
    return roll_sink_write(run->text, text, strlen(text), error);
}

/* Rows of a table go to the output table of their name. */
static gboolean
emit_rows(gpointer self, const RollBatch *batch, GError **error)
{
    RollRun *run = self;
    const gchar *name = roll_schema_table(roll_batch_schema(batch));
    guint table = 0;

    while (strcmp(roll_schema_table(g_ptr_array_index(run->schemas, table)), name) != 0)
        table++;
    return roll_run_emit(run, table, batch, error);
}

RollTable *
roll_run_table(RollRun *run, guint table)
{
    return roll_table_new(g_ptr_array_index(run->schemas, table), emit_rows, run);
}

void
roll_run_declare_own(RollRun *run)
{
    g_autoptr(RollSchema) findings = roll_schema_new("findings", roll_finding_columns);
    g_autoptr(RollSchema) refused = roll_schema_new("refused", roll_refused_columns);

    run->findings_table = roll_run_declare(run, findings);
    run->refused_table = roll_run_declare(run, refused);
    run->findings = roll_run_table(run, run->findings_table);
    run->refused = roll_run_table(run, run->refused_table);
}

gboolean
roll_run_flush(RollRun *run, GError **error)
{
    return roll_table_flush(run->findings, error) && roll_table_flush(run->refused, error);
}

void
roll_run_count_read(RollRun *run, guint64 n)
{
    run->n_read += n;
    roll_run_progress(run, run->n_read, 0, "records");
}

void
roll_run_count(RollRun *run, const gchar *name, guint64 n)
{
    g_string_append_printf(run->counts, ", %s = %" G_GUINT64_FORMAT, name, n);
}

void
roll_run_progress(RollRun *run, guint64 done, guint64 total, const gchar *unit)
{
    gint64 now = 0;
    gdouble seconds = 0;
    gdouble rate = 0;

    if (!run->is_terminal)
        return;
    now = g_get_monotonic_time();
    if (now - run->shown_us < SHOW_EVERY_US)
        return;
    run->shown_us = now;
    seconds = (gdouble)(now - run->started_us) / G_USEC_PER_SEC;
    rate = seconds > 0 ? (gdouble)done / seconds : 0;
    (void)fprintf(stderr, ROLL_PROGRESS_START "%s: %" G_GUINT64_FORMAT " %s, %.0f a second",
                  run->stage->name, done, unit, rate);
    if (total > done && rate > 0)
        (void)fprintf(stderr, ", %.0f s left", (gdouble)(total - done) / rate);
    (void)fflush(stderr);
}

void
roll_run_report(RollRun *run)
{
    guint64 n_findings = 0;

    for (guint i = 0; i <= ROLL_SEVERITY_ERROR; i++)
        n_findings += run->n_findings[i];
    if (run->is_terminal)
        (void)fputs(ROLL_PROGRESS_START, stderr);
    (void)fprintf(stderr,
                  "%s: read = %" G_GUINT64_FORMAT ", written = %" G_GUINT64_FORMAT
                  ", refused = %" G_GUINT64_FORMAT ", findings = %" G_GUINT64_FORMAT "%s\n",
                  run->stage->name, run->n_read, run->n_written, roll_table_n_rows(run->refused),
                  n_findings, run->counts->str);
}

gboolean
roll_run_fails(const RollRun *run, RollFailOn fail_on)
{
    if (fail_on == ROLL_FAIL_NEVER)
        return FALSE;
    return run->n_findings[ROLL_SEVERITY_ERROR] > 0 ||
           (fail_on == ROLL_FAIL_WARNING && run->n_findings[ROLL_SEVERITY_WARNING] > 0);
}

void
roll_run_clear(RollRun *run)
{
    g_clear_pointer(&run->reader, roll_reader_free);
    g_clear_pointer(&run->writer, roll_writer_free);
    g_clear_pointer(&run->text, roll_sink_free);
    g_clear_pointer(&run->telling, roll_telling_free);
    g_clear_pointer(&run->layers, roll_layers_free);
    g_clear_pointer(&run->findings, roll_table_free);
    g_clear_pointer(&run->refused, roll_table_free);
    g_clear_pointer(&run->schemas, g_ptr_array_unref);
    g_clear_pointer(&run->passes, g_array_unref);
    g_strfreev(run->paths);
    if (run->counts != NULL)
        g_string_free(run->counts, TRUE);
}
