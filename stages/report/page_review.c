#include "stages/report/page_review.h"

#include "pipeline/lib/html.h"
#include "stages/report/page_rows.h"
#include "stages/report/words.h"

#define MAX_PAIRS 25

/* Fields as people say them. */
static void
put_fields(const Page *page, const gchar *joined)
{
    GString *out = page->body;
    g_auto(GStrv) fields = g_strsplit(joined, ";", -1);

    g_string_append(out, "<td>");
    for (guint i = 0; fields[i] != NULL; i++) {
        g_autofree gchar *name = words_field(page->messages, g_strstrip(fields[i]));

        html_put(out, "%s%s", i > 0 ? ", " : "", name);
    }
    g_string_append(out, "</td>");
}

static void
put_pair(const Page *page, const ReportRow *row)
{
    GString *out = page->body;
    Words score;

    g_string_append(out, "<tr><td class=\"nw\">");
    page_rows(page, report_string(row, "pair_id"), "review_fields", "", "pair_id",
              report_string(row, "pair_id"), NULL);
    g_string_append(out, "</td><td>");
    html_local(out, report_get(row, "name_a"));
    html_put(out, "<small>%s</small></td><td>", report_string(row, "row_a"));
    html_local(out, report_get(row, "name_b"));
    html_put(out, "<small>%s</small></td><td class=\"num\">%s</td>", report_string(row, "row_b"),
             words_real(page->messages, report_real(row, "score"), 1, score));
    put_fields(page, report_string(row, "agreeing_fields"));
    put_fields(page, report_string(row, "conflicting_fields"));
    g_string_append(out, "</tr>\n");
}

static guint
put_pairs(const Page *page)
{
    ReportRow row = report_rows(page->context->tables, "review");
    guint n = 0;

    page_put(page,
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"{review.pairs}\"><table>"
             "<caption class=\"h\">{review.pairs-records-doubt}</caption><thead><tr>"
             "<th scope=\"col\">{review.pair}</th><th scope=\"col\">{review.record-a}</th>"
             "<th scope=\"col\">{review.record-b}</th>"
             "<th scope=\"col\" class=\"num\">{review.bits}</th>"
             "<th scope=\"col\">{review.agrees}</th>"
             "<th scope=\"col\">{review.speaks-against}</th></tr></thead><tbody>\n",
             NULL);
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
    g_autofree gchar *finding = n_open == 0
                                    ? page_text(page, "review.nothing-decide-this-month", NULL)
                                    : page_text(page, "review.finding", "n",
                                                words_count(page->messages, n_open, count), NULL);
    guint n_shown;

    page_open_view(page, "review", "views.review", n_open);
    page_finding(page, "review", finding, page_word(page, "review.dek"));
    if (n_open > 0) {
        n_shown = put_pairs(page);
        if (n_shown < n_open)
            page_put(page, "<p class=\"none\">{review.first-pairs}</p>\n", "n-shown",
                     words_count(page->messages, n_shown, (Words){0}), "count", count, NULL);
        page_put(page, "<p class=\"none\">{review.how-to-decide}</p>\n", NULL);
    }
    page_close_view(page, "{review.source}");
}
