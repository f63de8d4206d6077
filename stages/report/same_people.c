#include "stages/report/same_people.h"

#include <string.h>

static gint
compare_pairs(gconstpointer a, gconstpointer b)
{
    const ReportRow *x = a;
    const ReportRow *y = b;
    gdouble share_x = report_real(x, "pct_smaller");
    gdouble share_y = report_real(y, "pct_smaller");
    gint64 n_x = report_number(x, "n_common");
    gint64 n_y = report_number(y, "n_common");

    if (share_x != share_y)
        return share_x > share_y ? -1 : 1;
    if (n_x != n_y)
        return n_x > n_y ? -1 : 1;
    return strcmp(report_string(x, "session_b"), report_string(y, "session_b"));
}

GArray *
same_people_ranked(const ReportTables *tables)
{
    return report_sorted(tables, "cohort_overlap", NULL, compare_pairs);
}
