#include "stages/overlap/reports.h"

#include "pipeline/lib/tasks.h"
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

static const OverlapReport *const all_reports[] = {
    &overlap_session_report,        &overlap_joint_report,         &overlap_repeated_report,
    &overlap_pair_report,           &overlap_repeated_line_report, &overlap_cohort_report,
    &overlap_location_report,       &overlap_planned_report,       &overlap_calendar_report,
    &overlap_coverage_report,       &overlap_matrix_report,        &overlap_refresher_report,
    &overlap_resource_report,       &overlap_headcount_report,     &overlap_month_report,
    &overlap_absent_report,         &overlap_unclassified_report,  &overlap_cross_border_report,
    &overlap_refresher_line_report, &overlap_cohort_matrix_report, &overlap_outcome_report,
};

#define N_REPORTS G_N_ELEMENTS(all_reports)

/* A report, and what it came to. */
typedef struct {
    const OverlapReport *report;
    GPtrArray *batches; /* of RollBatch */
} Made;

struct OverlapReports {
    RollTasks *tasks;
    Made made[N_REPORTS];
};

static RollSchema *
schema_of(const OverlapReport *report)
{
    return roll_schema_new(report->name, report->columns);
}

guint
overlap_reports_declare(RollRun *run)
{
    guint first = 0;

    for (guint i = 0; i < N_REPORTS; i++) {
        g_autoptr(RollSchema) schema = schema_of(all_reports[i]);
        guint place = roll_run_declare(run, schema);

        first = i == 0 ? place : first;
    }
    return first;
}

static gboolean
keep_batch(gpointer self, const RollBatch *batch, G_GNUC_UNUSED GError **error)
{
    g_ptr_array_add(self, roll_batch_ref(batch));
    return TRUE;
}

static gboolean
make_report(gconstpointer self, gconstpointer what, GError **error)
{
    const Made *made = what;
    g_autoptr(RollSchema) schema = schema_of(made->report);
    g_autoptr(RollTable) table = roll_table_new(schema, keep_batch, made->batches);

    return made->report->write(self, table, error) && roll_table_flush(table, error);
}

static gboolean
emit(RollRun *run, guint place, const Made *made, GError **error)
{
    for (guint i = 0; i < made->batches->len; i++)
        if (!roll_run_emit(run, place, g_ptr_array_index(made->batches, i), error))
            return FALSE;
    return TRUE;
}

OverlapReports *
overlap_reports_new(const OverlapView *view, const RollRun *run)
{
    OverlapReports *reports = g_new0(OverlapReports, 1);

    reports->tasks = roll_tasks_new();
    for (guint i = 0; i < N_REPORTS; i++) {
        Made *made = &reports->made[i];

        made->report = all_reports[i];
        made->batches = g_ptr_array_new_with_free_func((GDestroyNotify)roll_batch_unref);
        roll_tasks_add(reports->tasks, make_report, view, made);
    }
    roll_tasks_begin(reports->tasks, roll_run_jobs(run));
    return reports;
}

gboolean
overlap_reports_write(OverlapReports *reports, RollRun *run, guint first, GError **error)
{
    if (!roll_tasks_finish(reports->tasks, error))
        return FALSE;
    for (guint i = 0; i < N_REPORTS; i++)
        if (!emit(run, first + i, &reports->made[i], error))
            return FALSE;
    return TRUE;
}

void
overlap_reports_free(OverlapReports *reports)
{
    if (reports == NULL)
        return;
    roll_tasks_free(reports->tasks);
    for (guint i = 0; i < N_REPORTS; i++)
        g_ptr_array_unref(reports->made[i].batches);
    g_free(reports);
}
