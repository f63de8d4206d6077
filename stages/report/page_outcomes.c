#include "stages/report/page_outcomes.h"

#include <string.h>

#include "pipeline/lib/html.h"
#include "stages/report/outcome.h"
#include "stages/report/page_rows.h"
#include "stages/report/sentence.h"
#include "stages/report/words.h"

#define MAX_ROWS 60

void
page_outcomes_told(const Page *page)
{
    Outcomes counts = outcomes_count(page->context);
    OutcomeWords words;

    if (counts.n == 0)
        return;
    outcomes_say(page->messages, &counts, &words);
    page_put(page, "<p class=\"none\">{outcomes.told}</p>\n", "n", words.n, "prevented",
             words.prevented, "held", words.held, "open", words.open, "silent", words.silent, NULL);
}

/* ---- a line ---- */

static const gchar *
tag_of(const ReportRow *row)
{
    if (report_number(row, "is_prevented") > 0)
        return "tag ok";
    return report_is(row, "outcome", "not reported") ? "tag gap" : "tag coll";
}

static void
put_range(const Page *page, const ReportRow *row, const gchar *start, const gchar *end)
{
    Words range;

    html_put(page->body, "%s",
             words_range(page->messages, roll_day_parse(report_get(row, start)),
                         roll_day_parse(report_get(row, end)), range));
}

/* How it was to collide. */
static void
put_clash(const Page *page, const ReportRow *row)
{
    g_auto(GStrv) orgs = g_strsplit(report_string(row, "clash_orgs"), ";", -1);
    g_autofree gchar *list = g_strjoinv(", ", orgs);

    g_string_append(page->body, "<td>");
    if (list[0] != '\0')
        page_put(page, "{outcomes.same-week}", "orgs", list, NULL);
    if (strstr(report_string(row, "clash_types"), "already") != NULL)
        page_put(page, list[0] != '\0' ? "<small>{outcomes.had-it}</small>" : "{outcomes.had-it}",
                 "already", report_string(row, "n_already"), "listed",
                 report_string(row, "n_listed"), NULL);
    g_string_append(page->body, "</td>");
}

/* What is now, where that explains it. */
static void
put_now(const Page *page, const ReportRow *row)
{
    Words range;

    if (report_is(row, "outcome", "moved"))
        page_put(page, "<small>{outcomes.now-at}</small>", "range",
                 words_range(page->messages, roll_day_parse(report_get(row, "now_start")),
                             roll_day_parse(report_get(row, "now_end")), range),
                 "place", report_place(page->context, report_string(row, "now_adm1")), NULL);
    else if (report_is(row, "outcome", "list exchanged") ||
             (report_is(row, "outcome", "held") && !report_is_blank(row, "now_already")))
        page_put(page, "<small>{outcomes.had-it}</small>", "already",
                 report_string(row, "now_already"), "listed", report_string(row, "now_listed"),
                 NULL);
}

static void
put_line(const Page *page, const ReportRow *row)
{
    g_autofree gchar *topics =
        sentence_topics(page->context, page->messages, report_string(row, "topic_codes"));
    g_autofree gchar *outcome =
        messages_term(page->messages, "values", report_string(row, "outcome"));
    g_autofree gchar *month = g_strdup(words_month_short(
        page->messages, roll_day_parse_month(report_get(row, "announced")), (Words){0}));

    g_string_append(page->body, "<tr><td class=\"nw\">");
    page_rows(page, month, "collision_outcomes", "", "planned_session",
              report_string(row, "planned_session"), NULL);
    html_put(page->body, "</td><td class=\"nw\" data-v=\"%s\">", report_string(row, "start"));
    put_range(page, row, "start", "end");
    html_put(page->body, "</td><th scope=\"row\">%s</th><td>%s<small>%s</small></td>",
             page->class == PAGE_PARTNER ? page->owner : report_string(row, "org"), topics,
             report_place(page->context, report_string(row, "adm1_code")));
    put_clash(page, row);
    html_put(page->body, "<td class=\"outcome\" data-outcome=\"%s\"><span class=\"%s\">%s</span>",
             report_string(row, "outcome"), tag_of(row), outcome);
    put_now(page, row);
    g_string_append(page->body, "</td></tr>\n");
}

/* ---- the table ---- */

static gint
compare_lines(gconstpointer a, gconstpointer b)
{
    gint order = strcmp(report_string(b, "announced"), report_string(a, "announced"));

    if (order == 0)
        order = strcmp(report_string(a, "start"), report_string(b, "start"));
    return order != 0
               ? order
               : strcmp(report_string(a, "planned_session"), report_string(b, "planned_session"));
}

static void
put_table(const Page *page, const GArray *rows)
{
    guint n = 0;

    page_put(page,
             "<h3 class=\"apart\" id=\"announced\">{outcomes.title}</h3>\n"
             "<p class=\"dek\">{outcomes.dek}</p>\n"
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"{outcomes.title}\"><table>"
             "<caption class=\"h\">{outcomes.title}</caption><thead><tr>"
             "<th scope=\"col\">{outcomes.announced}</th>"
             "<th scope=\"col\">{outcomes.dates}</th>"
             "<th scope=\"col\">{outcomes.organisation}</th>"
             "<th scope=\"col\">{outcomes.topics}</th>"
             "<th scope=\"col\">{outcomes.clash}</th>"
             "<th scope=\"col\">{outcomes.became}</th></tr></thead><tbody>\n",
             NULL);
    for (guint i = 0; i < rows->len && n < MAX_ROWS; i++) {
        put_line(page, &g_array_index(rows, ReportRow, i));
        n++;
    }
    g_string_append(page->body, "</tbody></table></div>\n");
    if (rows->len > n)
        page_put(page, "<p class=\"none\">{outcomes.more}</p>\n", "n",
                 words_count(page->messages, rows->len - n, (Words){0}), NULL);
}

void
page_outcomes(const Page *page, const ReportTables *tables)
{
    g_autoptr(GArray) rows = report_sorted(tables, "collision_outcomes", NULL, compare_lines);
    guint n = 0;

    for (guint i = 0; i < rows->len; i++)
        if (!outcome_is_new(page->context, &g_array_index(rows, ReportRow, i)))
            g_array_index(rows, ReportRow, n++) = g_array_index(rows, ReportRow, i);
    g_array_set_size(rows, n);
    if (n > 0)
        put_table(page, rows);
}
