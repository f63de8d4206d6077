#include "stages/report/link_quality.h"

static const gchar *
value_of(const ReportContext *context, const gchar *name)
{
    ReportRow row = report_rows(context->tables, "link_quality");

    while (report_next(&row))
        if (report_is(&row, "name", name))
            return report_string(&row, "value");
    return NULL;
}

gchar *
report_link_quality(const ReportContext *context)
{
    const gchar *joined = value_of(context, "pairs_joined");
    const gchar *wrong = value_of(context, "false_merge_percent");
    const gchar *missed = value_of(context, "missed_match_percent");

    if (joined == NULL || wrong == NULL || missed == NULL || strcmp(joined, "0") == 0)
        return NULL;
    return g_strdup_printf("Of the pairs of records that were joined %s %% are expected to be two "
                           "people; of the pairs that are one person %s %% to have been missed.",
                           wrong, missed);
}
