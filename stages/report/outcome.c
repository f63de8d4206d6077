#include "stages/report/outcome.h"

gboolean
outcome_is_new(const ReportContext *context, const ReportRow *row)
{
    return report_is(row, "announced", context->month);
}

Outcomes
outcomes_count(const ReportContext *context)
{
    ReportRow row = report_rows(context->tables, "collision_outcomes");
    Outcomes counts = {0};

    while (report_next(&row)) {
        if (outcome_is_new(context, &row)) {
            counts.n_new++;
            continue;
        }
        counts.n++;
        counts.n_prevented += report_number(&row, "is_prevented");
        counts.n_held += report_is(&row, "outcome", "held");
        counts.n_open += report_is(&row, "outcome", "collides");
        counts.n_silent += report_is(&row, "outcome", "not reported");
    }
    return counts;
}
