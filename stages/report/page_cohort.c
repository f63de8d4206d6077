#include "stages/report/page_cohort.h"

#include "pipeline/lib/html.h"
#include "stages/report/page_shared.h"
#include "stages/report/svg.h"
#include "stages/report/words.h"

#define MAX_PAIRS 12
#define WIDTH     520.0 /* units of the picture, which fills its column */

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

static void
put_title(const Page *page, const ReportRow *row)
{
    RollDay start_a = roll_day_parse(report_get(row, "start_a"));
    RollDay start_b = roll_day_parse(report_get(row, "start_b"));
    gboolean one_year = roll_day_split(start_a).year == roll_day_split(start_b).year;
    Words a;
    Words b;

    html_put(page->body, "<h3><b>%s</b> %s and <b>%s</b> %s", report_string(row, "org_a"),
             one_year ? words_day_short(start_a, a) : words_day(start_a, a),
             report_string(row, "org_b"), words_day(start_b, b));
    if (!report_is_blank(row, "adm1_code"))
        html_put(page->body, ", %s", report_place(page->context, report_string(row, "adm1_code")));
    g_string_append(page->body, "</h3>");
}

/* Only in the first, in both, only in the second; what is in both at full height. */
static void
put_pair(const Page *page, const ReportRow *row)
{
    gint64 n_common = report_number(row, "n_common");
    gint64 only_a = report_number(row, "n_a") - n_common;
    gint64 only_b = report_number(row, "n_b") - n_common;
    gdouble scale = WIDTH / (gdouble)MAX(only_a + n_common + only_b, 1);
    gdouble x = (gdouble)only_a * scale;
    gdouble width = (gdouble)n_common * scale;
    Words share;

    g_string_append(page->body, "<li class=\"pair\">");
    put_title(page, row);
    g_string_append(page->body, "<svg viewBox=\"0 0 520 14\" preserveAspectRatio=\"none\" "
                                "aria-hidden=\"true\">");
    svg_rect(page->body, "f-held", 0, 4, x, 6);
    svg_rect(page->body, "f-dup", x, 0, width, 14);
    svg_rect(page->body, "f-held", x + width, 4, WIDTH - x - width, 6);
    svg_close(page->body);
    html_put(page->body,
             "<p><span>%d only %s</span><b>%d in both, %s %% of the smaller list</b>"
             "<span>%d only %s</span></p></li>\n",
             (gint)only_a, report_string(row, "org_a"), (gint)n_common,
             words_real(report_real(row, "pct_smaller"), 0, share), (gint)only_b,
             report_string(row, "org_b"));
}

void
page_cohort(Page *page)
{
    g_autoptr(GArray) rows =
        report_sorted(page->context->tables, "cohort_overlap", NULL, compare_pairs);
    Words count;
    g_autofree gchar *finding =
        rows->len == 0 ? g_strdup("No two sessions shared most of their people")
                       : g_strdup_printf("%s pair%s of sessions shared most of %s people",
                                         words_count(rows->len, count), words_plural(rows->len),
                                         rows->len == 1 ? "its" : "their");

    page_open_view(page, "cohort", "Same people", rows->len);
    page_finding(page, "cohort", finding,
                 "At least eight people and six of ten on the smaller list sat in both, and both "
                 "taught a common topic. A session reported twice, by organiser and funder, is one "
                 "session and does not appear.");
    if (rows->len == 0)
        g_string_append(page->body, "<p class=\"none\">None this month.</p>\n");
    g_string_append(page->body, "<ol class=\"two\">\n");
    for (guint i = 0; i < MIN(rows->len, MAX_PAIRS); i++)
        put_pair(page, &g_array_index(rows, ReportRow, i));
    g_string_append(page->body, "</ol>\n");
    page_shared(page);
    page_close_view(page, "Rows: <a href=\"cohort_overlap.csv.gz\">cohort_overlap.csv.gz</a>, "
                          "<a href=\"joint_sessions.csv.gz\">joint_sessions.csv.gz</a>, "
                          "<a href=\"duplicate_pairs.csv.gz\">duplicate_pairs.csv.gz</a>.");
}
