#include "stages/report/page_cohort.h"

#include "pipeline/lib/html.h"
#include "stages/report/page_matrix.h"
#include "stages/report/page_rows.h"
#include "stages/report/page_shared.h"
#include "stages/report/same_people.h"
#include "stages/report/svg.h"
#include "stages/report/words.h"

#define MAX_PAIRS 6
#define WIDTH     520.0 /* units of the picture, which fills its column */

static void
put_title(const Page *page, const ReportRow *row)
{
    RollDay start_a = roll_day_parse(report_get(row, "start_a"));
    RollDay start_b = roll_day_parse(report_get(row, "start_b"));
    gboolean one_year = roll_day_split(start_a).year == roll_day_split(start_b).year;
    Words a;
    Words b;

    page_put(page, "<h4>{cohort.two-sessions}", "org-a", report_string(row, "org_a"), "a",
             one_year ? words_day_short(page->messages, start_a, a)
                      : words_day(page->messages, start_a, a),
             "org-b", report_string(row, "org_b"), "b", words_day(page->messages, start_b, b),
             NULL);
    if (!report_is_blank(row, "adm1_code"))
        html_put(page->body, ", %s", report_place(page->context, report_string(row, "adm1_code")));
    g_string_append(page->body, "</h4>");
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
    g_autofree gchar *both = NULL;
    Words share;

    g_string_append(page->body, "<li class=\"pair\">");
    put_title(page, row);
    g_string_append(page->body, "<svg viewBox=\"0 0 520 14\" preserveAspectRatio=\"none\" "
                                "aria-hidden=\"true\">");
    svg_rect(page->body, "f-held", 0, 4, x, 6);
    svg_rect(page->body, "f-dup", x, 0, width, 14);
    svg_rect(page->body, "f-held", x + width, 4, WIDTH - x - width, 6);
    svg_close(page->body);
    both = page_text(page, "cohort.both-smaller-list", "n-common",
                     words_count(page->messages, n_common, (Words){0}), "share",
                     words_real(page->messages, report_real(row, "pct_smaller"), 0, share), NULL);
    page_put(page, "<p><span>{cohort.only-first}</span><b>", "only-a",
             words_count(page->messages, only_a, (Words){0}), "org-a", report_string(row, "org_a"),
             NULL);
    page_rows(page, both, "cohort_overlap", "sum:n_common", "session_a",
              report_string(row, "session_a"), "session_b", report_string(row, "session_b"), NULL);
    page_put(page, "</b><span>{cohort.only-second}</span></p></li>\n", "only-b",
             words_count(page->messages, only_b, (Words){0}), "org-b", report_string(row, "org_b"),
             NULL);
}

static void
put_groups(Page *page, const GArray *rows)
{
    g_string_append(page->body, "<div class=\"cohorts\">\n");
    page_matrix(page);
    page_put(page, "<div><h3>{cohort.largest}</h3>\n<ol>\n", NULL);
    for (guint i = 0; i < MIN(rows->len, MAX_PAIRS); i++)
        put_pair(page, &g_array_index(rows, ReportRow, i));
    g_string_append(page->body, "</ol></div></div>\n");
}

void
page_cohort(Page *page)
{
    g_autoptr(GArray) rows = same_people_ranked(page->context->tables);
    Words count;
    g_autofree gchar *finding =
        rows->len == 0 ? page_text(page, "cohort.no-two-sessions-shared", NULL)
                       : page_text(page, "cohort.finding", "n",
                                   words_count(page->messages, rows->len, count), NULL);

    page_open_view(page, "cohort", "views.cohort", rows->len);
    page_finding(page, "cohort", finding, page_word(page, "cohort.dek"));
    if (rows->len == 0)
        page_put(page, "<p class=\"none\">{cohort.none-this-month}</p>\n", NULL);
    else
        put_groups(page, rows);
    page_shared(page);
    page_close_view(page, "{cohort.source}");
}
