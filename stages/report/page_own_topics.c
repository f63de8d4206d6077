#include "stages/report/page_own_topics.h"

#include <string.h>

#include "pipeline/lib/html.h"
#include "stages/report/words.h"

#define TABLE "topic_org_matrix"

/* What most others teach first, then what is taught most often. */
static gint
compare_topics(gconstpointer a, gconstpointer b)
{
    gint64 others_a = report_number(a, "n_other_orgs");
    gint64 others_b = report_number(b, "n_other_orgs");
    gint64 n_a = report_number(a, "n_sessions");
    gint64 n_b = report_number(b, "n_sessions");

    if (others_a != others_b)
        return others_a > others_b ? -1 : 1;
    if (n_a != n_b)
        return n_a > n_b ? -1 : 1;
    return strcmp(report_string(a, "topic_code"), report_string(b, "topic_code"));
}

static void
put_messages(const Page *page, const ReportRow *row)
{
    if (report_is_blank(row, "messages_agreed"))
        page_put(page, "<td>–", NULL);
    else
        page_put(page, "<td>{partner.said-of-agreed}", "n", report_string(row, "messages_said"),
                 "all", report_string(row, "messages_agreed"), NULL);
    if (!report_is_blank(row, "messages_unknown"))
        page_put(page, "<small>{partner.rest-unknown}</small>", NULL);
    g_string_append(page->body, "</td>");
}

static void
put_topic(const Page *page, const ReportRow *row)
{
    html_put(page->body,
             "<tr><th scope=\"row\">%s</th><td class=\"num\">%s</td><td class=\"num\" "
             "data-others=\"%s\">%s</td>",
             report_topic(page->context, report_string(row, "topic_code")),
             report_string(row, "n_sessions"), report_string(row, "n_other_orgs"),
             report_string(row, "n_other_orgs"));
    put_messages(page, row);
    g_string_append(page->body, "</tr>\n");
}

static gchar *
finding_of(const Page *page, const GArray *rows)
{
    guint n_shared = 0;
    Words n;
    Words shared;

    for (guint i = 0; i < rows->len; i++)
        n_shared += report_number(&g_array_index(rows, ReportRow, i), "n_other_orgs") > 0 ? 1 : 0;
    return page_text(page, "partner.topics-finding", "n", words_count(page->messages, rows->len, n),
                     "shared", words_count(page->messages, n_shared, shared), NULL);
}

void
page_own_topics(Page *page, const ReportTables *own)
{
    g_autoptr(GArray) rows = report_sorted(own, TABLE, NULL, compare_topics);
    g_autofree gchar *finding = NULL;

    if (rows->len == 0)
        return;
    finding = finding_of(page, rows);
    page_open_view(page, "topics", "views.topics", rows->len);
    page_finding(page, "topics", finding, page_word(page, "partner.topics-dek"));
    page_put(page,
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"{partner.your-topics}\"><table>"
             "<caption class=\"h\">{partner.your-topics}</caption><thead><tr>"
             "<th scope=\"col\">{partner.topic}</th>"
             "<th scope=\"col\" class=\"num\">{partner.your-sessions}</th>"
             "<th scope=\"col\" class=\"num\">{partner.others-teach}</th>"
             "<th scope=\"col\">{partner.agreed-messages}</th></tr></thead><tbody>\n",
             NULL);
    for (guint i = 0; i < rows->len; i++)
        put_topic(page, &g_array_index(rows, ReportRow, i));
    g_string_append(page->body, "</tbody></table></div>\n");
    page_close_view(page, "{partner.curricula-source}");
}
