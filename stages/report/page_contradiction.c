#include "stages/report/page_contradiction.h"

#include "pipeline/lib/html.h"

/* A row's lists: what was agreed, and what is said instead. */
typedef struct {
    gchar **agreed;
    gchar **contrary;
} Contradictions;

static void
contradictions_clear(Contradictions *row)
{
    g_strfreev(row->agreed);
    g_strfreev(row->contrary);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Contradictions, contradictions_clear)

static Contradictions
contradictions_of(const ReportRow *row)
{
    return (Contradictions){g_strsplit(report_string(row, "messages_contradicted"), ";", -1),
                            g_strsplit(report_string(row, "contrary"), ";", -1)};
}

static guint
n_of(const Contradictions *row)
{
    return MIN(g_strv_length(row->agreed), g_strv_length(row->contrary));
}

guint
page_contradictions_of(const ReportRow *row)
{
    g_auto(Contradictions) its = contradictions_of(row);

    return n_of(&its);
}

guint
page_contradictions_count(const ReportTables *tables, const gchar *table)
{
    ReportRow row = report_rows(tables, table);
    guint n = 0;

    while (report_next(&row))
        n += page_contradictions_of(&row);
    return n;
}

static void
put_line(Page *page, const ReportRow *row, const gchar *agreed, const gchar *contrary)
{
    g_autoptr(GString) org = g_string_new(NULL);
    g_autoptr(GString) said = g_string_new(NULL);

    html_bdi(org, report_get(row, "org"));
    html_bdi(said, roll_text(contrary));
    page_put(page, "<li>{topics.contradiction}</li>\n", "<org", org->str, "topic",
             report_topic(page->context, report_string(row, "topic_code")), "message", agreed,
             "<contrary", said->str, NULL);
}

void
page_contradictions_put(Page *page, const ReportTables *tables, const gchar *table, guint most)
{
    ReportRow row = report_rows(tables, table);
    guint n = 0;

    g_string_append(page->body, "<ul class=\"lines\">\n");
    while (report_next(&row)) {
        g_auto(Contradictions) its = contradictions_of(&row);

        for (guint i = 0; i < n_of(&its) && n < most; i++, n++)
            put_line(page, &row, its.agreed[i], its.contrary[i]);
    }
    g_string_append(page->body, "</ul>\n");
}
