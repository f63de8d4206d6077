#include "stages/overlap/overlap.h"

#include "pipeline/lib/number.h"
#include "stages/overlap/outcome.h"
#include "stages/overlap/settle.h"
#include "stages/overlap/submission.h"
#include "stages/overlap/tell.h"

void
overlap_add_options(gpointer self, GOptionContext *context)
{
    Overlap *overlap = self;
    const GOptionEntry entries[] = {
        {"month", 0, 0, G_OPTION_ARG_STRING, &overlap->month,
         "The month of the report; default: that in which the last session held ends", "YYYY-MM"},
        {0},
    };

    g_option_context_add_main_entries(context, entries, NULL);
}

gboolean
overlap_check_options(gpointer self, GError **error)
{
    const Overlap *overlap = self;

    if (overlap->month == NULL || roll_day_parse_month(roll_text(overlap->month)) != 0)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "--month: YYYY-MM, not \"%s\"",
                overlap->month);
    return FALSE;
}

static guint
declare(RollRun *run, const gchar *name, const gchar *const *columns)
{
    g_autoptr(RollSchema) schema = roll_schema_new(name, columns);

    return roll_run_declare(run, schema);
}

gboolean
overlap_open(gpointer self, RollRun *run, GError **error)
{
    static const gchar *const added[] = {"session", NULL};
    Overlap *overlap = self;
    RollSchema *records = roll_run_input(run, "records");
    RollSchema *review = roll_run_input(run, "review");
    RollSchema *deliveries = roll_run_input(run, "deliveries");
    g_autoptr(RollSchema) extended = NULL;
    RollCodes *courses = NULL;
    RollCodes *organisations = NULL;

    if (records == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "the input has no table \"records\"");
        return FALSE;
    }
    courses = roll_codes_load(roll_run_layers(run), &roll_codes_courses, error);
    if (courses == NULL)
        return FALSE;
    overlap->view = overlap_view_new(courses);
    overlap->view->corridors = overlap_corridors_load(roll_run_layers(run), courses, error);
    if (overlap->view->corridors == NULL)
        return FALSE;
    overlap->view->laws = overlap_laws_load(roll_run_layers(run), courses, error);
    if (overlap->view->laws == NULL)
        return FALSE;
    overlap->view->agreed = roll_agreed_load(roll_run_layers(run), courses, error);
    if (overlap->view->agreed == NULL)
        return FALSE;
    organisations = roll_codes_load(roll_run_layers(run), &roll_codes_organisations, error);
    if (organisations == NULL)
        return FALSE;
    overlap->quality = overlap_quality_new(organisations);
    extended = roll_schema_extend(records, added);
    overlap->session_column = roll_schema_find(extended, "session");
    overlap->records = roll_run_declare(run, extended);
    if (review != NULL)
        overlap->review = roll_run_declare(run, review);
    if (deliveries != NULL)
        overlap->deliveries = roll_run_declare(run, deliveries);
    overlap->first_table = overlap_reports_declare(run);
    overlap->quality_table = declare(run, "org_submission_quality", overlap_quality_columns);
    overlap->submission_table = declare(run, OVERLAP_SUBMISSIONS, overlap_submission_columns);
    return TRUE;
}

static void
take_review(const Overlap *overlap, const RollBatch *batch)
{
    for (guint record = 0; record < roll_batch_n_records(batch); record++)
        overlap_view_doubt(overlap->view, roll_batch_get(batch, "row_a", record),
                           roll_batch_get(batch, "row_b", record));
}

static void
take_deliveries(const Overlap *overlap, const RollBatch *batch)
{
    for (guint record = 0; record < roll_batch_n_records(batch); record++) {
        const OverlapDelivery delivery = {roll_batch_get(batch, "export", record).data,
                                          roll_batch_get(batch, "organisation", record).data};

        overlap_view_deliver(overlap->view, roll_text(delivery.export_name));
        overlap_quality_deliver(overlap->quality, roll_batch_get(batch, "file", record).data,
                                &delivery);
    }
}

gboolean
overlap_batch(gpointer self, RollRun *run, const RollBatch *batch, GError **error)
{
    Overlap *overlap = self;
    const gchar *table = roll_schema_table(roll_batch_schema(batch));

    if (strcmp(table, "records") == 0)
        return overlap_attendance_add(overlap->view->attendance, batch, error);
    if (strcmp(table, "findings") == 0) {
        overlap_quality_findings(overlap->quality, batch);
        return TRUE;
    }
    if (strcmp(table, "refused") == 0) {
        overlap_quality_refused(overlap->quality, batch);
        return TRUE;
    }
    if (strcmp(table, "deliveries") == 0) {
        take_deliveries(overlap, batch);
        return roll_run_emit(run, overlap->deliveries, batch, error);
    }
    if (strcmp(table, OVERLAP_OUTCOMES) == 0 || strcmp(table, OVERLAP_SUBMISSIONS) == 0) {
        overlap_view_keep(strcmp(table, OVERLAP_OUTCOMES) == 0 ? overlap->view->outcomes
                                                               : overlap->view->submissions,
                          batch);
        return TRUE;
    }
    take_review(overlap, batch);
    return roll_run_emit(run, overlap->review, batch, error);
}

static gboolean
write_quality(const Overlap *overlap, RollRun *run, GError **error)
{
    g_autoptr(RollTable) table = roll_run_table(run, overlap->quality_table);
    g_autoptr(RollTable) months = roll_run_table(run, overlap->submission_table);

    return overlap_quality_write(overlap->quality, overlap->view, table, error) &&
           roll_table_flush(table, error) &&
           overlap_submission_write(overlap->quality, overlap->view, months, error) &&
           roll_table_flush(months, error);
}

static void
count(const Overlap *overlap, RollRun *run)
{
    guint64 n_events = 0;

    for (guint32 i = 0; i < overlap_n_sessions(overlap->view); i++)
        n_events += overlap_event(overlap->view, i)->event == i;
    roll_run_count(run, "sessions", overlap_n_sessions(overlap->view));
    roll_run_count(run, "new", overlap->view->sessions->n_new);
    roll_run_count(run, "joint", overlap_n_sessions(overlap->view) - n_events);
    roll_run_count(run, "duplicates", overlap->view->duplicates->len);
}

/* What the reports are made of is known, and they are made while records are written. */
gboolean
overlap_settle(gpointer self, RollRun *run, GError **error)
{
    Overlap *overlap = self;
    RollDay as_of = overlap->month != NULL ? roll_day_parse_month(roll_text(overlap->month)) : 0;
    OverlapTeller teller;

    overlap_view_settle(overlap->view, as_of, roll_run_jobs(run));
    overlap->reports = overlap_reports_new(overlap->view, run);
    teller = (OverlapTeller){run, overlap->quality, overlap->view, as_of};
    if (!overlap_tell(&teller, error) || !write_quality(overlap, run, error))
        return FALSE;
    count(overlap, run);
    return TRUE;
}

/* The session numbers of the batch's records.  A row that was set aside keeps the number it came
 * with, which is therefore never given again. */
static RollColumn *
make_sessions(Overlap *overlap, guint n_records)
{
    const OverlapAttendance *attendance = overlap->view->attendance;
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();

    for (guint record = 0; record < n_records; record++) {
        const OverlapEntry *entry = overlap_entry(attendance, overlap->next_entry++);
        guint32 session = overlap_session_of(overlap->view->sessions, entry);
        gchar number[ROLL_NUMBER_MAX] = "";

        guint32 came_with = GPOINTER_TO_UINT(
            g_hash_table_lookup(attendance->set_aside, GUINT_TO_POINTER(overlap->next_entry)));

        if (session != OVERLAP_NONE)
            came_with = overlap_event(overlap->view, session)->number;
        if (came_with != 0)
            roll_number_format(ROLL_NUMBER_SESSION, came_with, number);
        roll_column_builder_add(builder, roll_text(number));
    }
    return roll_column_builder_finish(builder);
}

gboolean
overlap_rewrite(gpointer self, RollRun *run, const RollBatch *batch, GError **error)
{
    static const gchar *const added[] = {"session", NULL};
    Overlap *overlap = self;
    g_autoptr(RollSchema) schema = NULL;
    g_autofree RollColumn **columns = NULL;
    g_autoptr(RollBatch) written = NULL;
    guint n_columns;

    if (strcmp(roll_schema_table(roll_batch_schema(batch)), "records") != 0)
        return TRUE;
    schema = roll_schema_extend(roll_batch_schema(batch), added);
    n_columns = roll_schema_n_columns(schema);
    columns = g_new(RollColumn *, n_columns);
    for (guint i = 0; i < n_columns; i++)
        columns[i] = i == (guint)overlap->session_column
                         ? make_sessions(overlap, roll_batch_n_records(batch))
                         : roll_column_ref(roll_batch_column(batch, i));
    written = roll_batch_new_take(schema, columns, roll_batch_n_records(batch));
    return roll_run_emit(run, overlap->records, written, error);
}

gboolean
overlap_finish(gpointer self, RollRun *run, GError **error)
{
    const Overlap *overlap = self;

    return overlap_reports_write(overlap->reports, run, overlap->first_table, error);
}

void
overlap_clear(gpointer self)
{
    Overlap *overlap = self;

    overlap_reports_free(overlap->reports); /* before what they are made of */
    overlap_view_free(overlap->view);
    overlap_quality_free(overlap->quality);
    g_free(overlap->month);
}
