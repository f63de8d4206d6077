#include "stages/report/page_law.h"

#include "pipeline/lib/html.h"
#include "stages/report/words.h"

gboolean
page_law_is_outdated(const ReportRow *row)
{
    return report_is(row, "legal_verdict", "replaced") ||
           report_is(row, "legal_verdict", "amended");
}

guint
page_laws_count(const ReportTables *tables, const gchar *table)
{
    ReportRow row = report_rows(tables, table);
    guint n = 0;

    while (report_next(&row))
        n += page_law_is_outdated(&row) ? 1 : 0;
    return n;
}

static void
put_line(Page *page, const ReportRow *row)
{
    g_autoptr(GString) org = g_string_new(NULL);
    g_autoptr(GString) basis = g_string_new(NULL);
    Words since;

    html_bdi(org, report_get(row, "org"));
    html_local(basis, report_get(row, "legal_basis"));
    page_put(
        page,
        report_is(row, "legal_verdict", "replaced") ? "<li>{topics.law-replaced}</li>\n"
                                                    : "<li>{topics.law-amended}</li>\n",
        "<org", org->str, "topic", report_topic(page->context, report_string(row, "topic_code")),
        "<basis", basis->str, "law", report_string(row, "law_in_force"), "since",
        words_day(page->messages, roll_day_parse(report_get(row, "in_force_since")), since), NULL);
}

void
page_laws_put(Page *page, const ReportTables *tables, const gchar *table, guint most)
{
    ReportRow row = report_rows(tables, table);
    guint n = 0;

    g_string_append(page->body, "<ul class=\"lines\">\n");
    while (report_next(&row) && n < most) {
        if (!page_law_is_outdated(&row))
            continue;
        put_line(page, &row);
        n++;
    }
    g_string_append(page->body, "</ul>\n");
}
