#include "stages/report/page_differs.h"

#include "pipeline/lib/html.h"
#include "stages/report/page_contradiction.h"
#include "stages/report/page_law.h"
#include "stages/report/page_rows.h"
#include "stages/report/words.h"

#define TABLE     "topic_org_matrix"
#define MAX_ITEMS 2

/* A part: which rows it is about, and how one is told. */
typedef struct {
    const gchar *head; /* markup of messages */
    const gchar *mark; /* as in the table of topics */
    guint (*count)(const ReportRow *row);
    void (*put)(Page *page, const ReportRow *row);
} Part;

static void
put_contact(const Page *page, const gchar *organisation)
{
    const gchar *contact = report_contact(page->context, organisation);

    if (strchr(contact, '@') != NULL)
        page_put(page, " <a href=\"mailto:{contact}\">{act.write}</a>", "contact", contact,
                 "organisation", organisation, NULL);
}

static void
put_contradicted(Page *page, const ReportRow *row)
{
    g_auto(GStrv) agreed = g_strsplit(report_string(row, "messages_contradicted"), ";", 2);
    g_auto(GStrv) contrary = g_strsplit(report_string(row, "contrary"), ";", 2);
    g_autoptr(GString) said = g_string_new(NULL);

    html_local(said, roll_text(contrary[0] != NULL ? contrary[0] : ""));
    page_put(page, "<h4>{act.contradicted}</h4><p>{act.contradiction}", "org",
             report_string(row, "org"), "topic",
             report_topic(page->context, report_string(row, "topic_code")), "message",
             agreed[0] != NULL ? agreed[0] : "", "<contrary", said->str, NULL);
}

static guint
count_law(const ReportRow *row)
{
    return page_law_is_outdated(row) ? 1 : 0;
}

static void
put_law(Page *page, const ReportRow *row)
{
    g_autoptr(GString) basis = g_string_new(NULL);
    Words since;

    html_local(basis, report_get(row, "legal_basis"));
    page_put(page, "<h4>{act.law-taught}</h4><p>{act.law}", "org", report_string(row, "org"),
             "topic", report_topic(page->context, report_string(row, "topic_code")), "<basis",
             basis->str, "law", report_string(row, "law_in_force"), "since",
             words_day(page->messages, roll_day_parse(report_get(row, "in_force_since")), since),
             NULL);
}

static void
put_item(Page *page, const Part *part, const ReportRow *row)
{
    const gchar *org = report_string(row, "org");
    Words n;

    g_string_append(page->body, "<li class=\"item\"><b>");
    page_rows(page, words_count(page->messages, part->count(row), n), TABLE, "", "topic_code",
              report_string(row, "topic_code"), "org", org, NULL);
    g_string_append(page->body, "</b><div>");
    part->put(page, row);
    put_contact(page, org);
    g_string_append(page->body, "</p></div></li>\n");
}

static void
put_part(Page *page, const Part *part)
{
    ReportRow row = report_rows(page->context->tables, TABLE);
    guint n = 0;
    Words all;

    while (report_next(&row)) {
        if (part->count(&row) == 0)
            continue;
        if (n == 0)
            page_put(page, part->head, "mark", part->mark, NULL);
        if (n++ < MAX_ITEMS)
            put_item(page, part, &row);
    }
    if (n == 0)
        return;
    g_string_append(page->body, "</ul>\n");
    if (n > MAX_ITEMS)
        page_put(page, "<p class=\"none\"><a href=\"#topics\">{act.all-curricula}</a></p>\n", "n",
                 words_count(page->messages, n, all), NULL);
    g_string_append(page->body, "</div>\n");
}

void
page_differs(Page *page)
{
    static const Part parts[] = {
        {"<div class=\"differs\"><div class=\"part\"><b "
         "aria-hidden=\"true\">{mark}</b><h3>{act.differs}</h3> "
         "<span>{act.read-before-writing}</span></div>\n<ul>\n",
         "!", page_contradictions_of, put_contradicted},
        {"<div class=\"differs\"><div class=\"part\"><b "
         "aria-hidden=\"true\">{mark}</b><h3>{act.old-laws}</h3> "
         "<span>{act.tell-the-law-in-force}</span></div>\n<ul>\n",
         "§", count_law, put_law},
    };

    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        put_part(page, &parts[i]);
}
