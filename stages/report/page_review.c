#include "stages/report/page_review.h"

#include "pipeline/lib/html.h"
#include "stages/report/words.h"

#define MAX_PAIRS 25

static void
put_pair(const Page *page, const ReportRow *row)
{
    GString *out = page->body;
    Words score;

    html_put(out, "<tr><td class=\"nw\">%s</td><td>", report_string(row, "pair_id"));
    html_local(out, report_get(row, "name_a"));
    html_put(out, "<small>%s</small></td><td>", report_string(row, "row_a"));
    html_local(out, report_get(row, "name_b"));
    html_put(out, "<small>%s</small></td><td class=\"num\">%s</td><td>%s</td><td>%s</td></tr>\n",
             report_string(row, "row_b"), words_real(report_real(row, "score"), 1, score),
             report_string(row, "agreeing_fields"), report_string(row, "conflicting_fields"));
}

static guint
put_pairs(const Page *page)
{
    ReportRow row = report_rows(page->context->tables, "review");
    guint n = 0;

    g_string_append(
        page->body,
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Pairs\">"
        "<table><caption class=\"h\">Pairs of records in doubt</caption><thead><tr>"
        "<th scope=\"col\">Pair</th><th scope=\"col\">Record A</th>"
        "<th scope=\"col\">Record B</th><th scope=\"col\" class=\"num\">Bits</th>"
        "<th scope=\"col\">Agrees</th><th scope=\"col\">Speaks against</th></tr></thead>"
        "<tbody>\n");
    while (report_next(&row) && n < MAX_PAIRS) {
        if (!report_is_blank(&row, "decision"))
            continue;
        put_pair(page, &row);
        n++;
    }
    g_string_append(page->body, "</tbody></table></div>\n");
    return n;
}

static gint64
count_open(const Page *page)
{
    ReportRow row = report_rows(page->context->tables, "review");
    gint64 n = 0;

    while (report_next(&row))
        n += report_is_blank(&row, "decision");
    return n;
}

void
page_review(Page *page)
{
    gint64 n_open = count_open(page);
    Words count;
    g_autofree gchar *finding =
        n_open == 0 ? g_strdup("Nothing to decide this month")
                    : g_strdup_printf("%s pair%s your eye", words_count(n_open, count),
                                      n_open == 1 ? " needs" : "s need");
    guint n_shown;

    page_open_view(page, "review", "Pairs to decide", n_open);
    page_finding(
        page, "review", finding,
        "Too much alike to ignore, too little to join. What you answer is kept, and the next "
        "run obeys it.");
    if (n_open > 0) {
        n_shown = put_pairs(page);
        if (n_shown < n_open)
            html_put(page->body, "<p class=\"none\">The first %u of %s pairs.</p>\n", n_shown,
                     count);
        g_string_append(page->body,
                        "<p class=\"none\">Decide them in <a href=\"review.html\">review.html"
                        "</a>, or fill the column <code>decision</code> of "
                        "<a href=\"review.csv.gz\">review.csv.gz</a> with same, different or "
                        "unsure; then <code>rollcall run --decisions FILE</code>.</p>\n");
    }
    page_close_view(page, NULL);
}
