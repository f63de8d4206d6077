#include "stages/overlap/reports.h"

#include "stages/overlap/absent.h"
#include "stages/overlap/cohort.h"
#include "stages/overlap/cohort_matrix.h"
#include "stages/overlap/coverage.h"
#include "stages/overlap/cross_border.h"
#include "stages/overlap/duplicate.h"
#include "stages/overlap/headcount.h"
#include "stages/overlap/joint.h"
#include "stages/overlap/location.h"
#include "stages/overlap/matrix.h"
#include "stages/overlap/months.h"
#include "stages/overlap/outcome.h"
#include "stages/overlap/planned.h"
#include "stages/overlap/refresher.h"
#include "stages/overlap/repeated.h"
#include "stages/overlap/repeated_line.h"
#include "stages/overlap/resource.h"
#include "stages/overlap/schedule.h"
#include "stages/overlap/unclassified.h"

static const OverlapReport *const reports[] = {
    &overlap_session_report,        &overlap_joint_report,         &overlap_repeated_report,
    &overlap_pair_report,           &overlap_repeated_line_report, &overlap_cohort_report,
    &overlap_location_report,       &overlap_planned_report,       &overlap_calendar_report,
    &overlap_coverage_report,       &overlap_matrix_report,        &overlap_refresher_report,
    &overlap_resource_report,       &overlap_headcount_report,     &overlap_month_report,
    &overlap_absent_report,         &overlap_unclassified_report,  &overlap_cross_border_report,
    &overlap_refresher_line_report, &overlap_cohort_matrix_report, &overlap_outcome_report,
};

/* What a report came to. */
typedef struct {
    GPtrArray *batches; /* of RollBatch */
    GError *fault;
} Made;

typedef struct {
    const OverlapView *view;
    Made made[G_N_ELEMENTS(reports)];
    gint next; /* report; taken atomically */
} Making;

static RollSchema *
schema_of(guint place)
{
    return roll_schema_new(reports[place]->name, reports[place]->columns);
}

guint
overlap_reports_declare(RollRun *run)
{
    guint first = 0;

    for (guint i = 0; i < G_N_ELEMENTS(reports); i++) {
        g_autoptr(RollSchema) schema = schema_of(i);
        guint place = roll_run_declare(run, schema);

        first = i == 0 ? place : first;
    }
    return first;
}

static gboolean
keep_batch(gpointer self, const RollBatch *batch, G_GNUC_UNUSED GError **error)
{
    union {
        const RollBatch *in;
        RollBatch *out;
    } kept = {.in = batch}; /* a reference is taken, nothing is changed */

    g_ptr_array_add(self, roll_batch_ref(kept.out));
    return TRUE;
}

static void
make_report(Making *making, guint place)
{
    Made *made = &making->made[place];
    g_autoptr(RollSchema) schema = schema_of(place);
    g_autoptr(RollTable) table = roll_table_new(schema, keep_batch, made->batches);

    if (reports[place]->write(making->view, table, &made->fault) &&
        roll_table_flush(table, &made->fault))
        return;
    if (made->fault == NULL)
        g_error("the table %s failed and did not say why", reports[place]->name);
}

static gpointer
make_reports(gpointer data)
{
    Making *making = data;

    for (;;) {
        guint place = (guint)g_atomic_int_add(&making->next, 1);

        if (place >= G_N_ELEMENTS(reports))
            return NULL;
        make_report(making, place);
    }
}

static void
make_all(Making *making, guint jobs)
{
    g_autoptr(GPtrArray) threads = g_ptr_array_new();

    for (guint i = 0; i < G_N_ELEMENTS(reports); i++)
        making->made[i].batches = g_ptr_array_new_with_free_func((GDestroyNotify)roll_batch_unref);
    for (guint i = 1; i < MIN(jobs, G_N_ELEMENTS(reports)); i++)
        g_ptr_array_add(threads, g_thread_new("report", make_reports, making));
    make_reports(making);
    for (guint i = 0; i < threads->len; i++)
        g_thread_join(g_ptr_array_index(threads, i));
}

static gboolean
emit(RollRun *run, guint place, Made *made, GError **error)
{
    if (made->fault != NULL) {
        g_propagate_error(error, g_steal_pointer(&made->fault));
        return FALSE;
    }
    for (guint i = 0; i < made->batches->len; i++)
        if (!roll_run_emit(run, place, g_ptr_array_index(made->batches, i), error))
            return FALSE;
    return TRUE;
}

gboolean
overlap_reports_write(const OverlapView *view, RollRun *run, guint first, GError **error)
{
    Making making = {.view = view};
    gboolean is_sound = TRUE;

    make_all(&making, roll_run_jobs(run));
    for (guint i = 0; i < G_N_ELEMENTS(reports); i++) {
        Made *made = &making.made[i];

        is_sound = is_sound && emit(run, first + i, made, error);
        g_ptr_array_unref(made->batches);
        g_clear_error(&made->fault);
    }
    return is_sound;
}
