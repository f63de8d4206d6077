#include "stages/report/figure.h"

#include "stages/report/clash.h"

static void
count_exports(const ReportContext *context, FigureCounts *counts)
{
    ReportRow row = report_rows(context->tables, "org_submission_quality");
    g_autofree gchar *last = NULL;

    while (report_next(&row)) {
        const gchar *organisation = report_string(&row, "org");

        if (!report_is_delivered(context, &row))
            continue;
        counts->n_exports++;
        counts->n_lines += report_number(&row, "rows");
        counts->n_refused += report_number(&row, "refused");
        if (organisation[0] != '\0' && g_strcmp0(organisation, last) != 0)
            counts->n_organisations++;
        g_free(last);
        last = g_strdup(organisation);
    }
}

static void
count_sessions(const ReportContext *context, FigureCounts *counts)
{
    ReportRow row = report_rows(context->tables, "sessions");

    while (report_next(&row)) {
        if (!report_is(&row, "event", report_string(&row, "session")))
            counts->n_joint++;
        else if (report_is(&row, "status", "complete"))
            counts->n_held++;
        else if (report_is(&row, "status", "planned") &&
                 g_strcmp0(report_string(&row, "start_date"), context->date) > 0)
            counts->n_planned++;
    }
}

static void
count_people(const ReportContext *context, FigureCounts *counts)
{
    ReportRow row = report_rows(context->tables, "double_count_adjustment");

    while (report_next(&row)) {
        if (!report_is(&row, "indicator", "people trained in 12 months") ||
            !report_is_blank(&row, "org"))
            continue;
        counts->people = report_number(&row, "unique_persons_est");
        counts->reported = report_number(&row, "reported_persons");
        counts->lower = report_number(&row, "lower");
        counts->upper = report_number(&row, "upper");
    }
}

/* Rows of one officer follow each other. */
static void
count_twice(const ReportContext *context, FigureCounts *counts)
{
    ReportRow row = report_rows(context->tables, "officer_duplicates");
    RollText last = ROLL_TEXT_EMPTY;

    while (report_next(&row)) {
        RollText officer = report_get(&row, "officer");

        counts->n_twice += !roll_text_equal(officer, last);
        last = officer;
    }
}

FigureCounts
figure_count(const ReportContext *context)
{
    FigureCounts counts = {.n_provinces = report_n_provinces(context)};
    g_autoptr(Clashes) clashes = clashes_new(context);
    ReportRow month = report_rows(context->tables, "months");
    ReportRow review = report_rows(context->tables, "review");

    counts.n_cases = clashes_n_cases(clashes);
    counts.n_colliding = clashes->plans->len;
    counts.n_cohorts = (gint64)report_n_rows(context->tables, "cohort_overlap");
    count_exports(context, &counts);
    count_sessions(context, &counts);
    count_people(context, &counts);
    count_twice(context, &counts);
    while (report_next(&month))
        counts.n_reached = report_number(&month, "provinces_24");
    while (report_next(&review))
        counts.n_review += report_is_blank(&review, "decision");
    return counts;
}
