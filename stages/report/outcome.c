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

void
outcomes_say(const Messages *say, const Outcomes *counts, OutcomeWords *out)
{
    words_count(say, counts->n, out->n);
    words_count(say, counts->n_prevented, out->prevented);
    words_count(say, counts->n_held, out->held);
    words_count(say, counts->n_open, out->open);
    words_count(say, counts->n_silent, out->silent);
}
