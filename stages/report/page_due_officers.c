#include "stages/report/page_due_officers.h"

#include <string.h>

#include "pipeline/lib/html.h"
#include "stages/report/page_years.h"
#include "stages/report/svg.h"
#include "stages/report/words.h"

#define MAX_OFFICERS 120
#define MONTHS_BACK  27
#define MONTHS_AHEAD 3
#define EDGE         5 /* half a mark */

typedef struct {
    const Page *page;
    PageYears years;
} Officers;

static RollDay
day_of(const ReportRow *row, const gchar *column)
{
    return roll_day_parse(report_get(row, column));
}

/* What is still to end, the next first; then what has ended, the latest first. */
static void
append_key(const ReportRow *row, GString *key)
{
    g_string_append_printf(key, "%020" G_GINT64_FORMAT "\t%s\t%s\t%s",
                           report_number(row, "overdue_days"), report_string(row, "due_date"),
                           report_string(row, "officer"), report_string(row, "topic_code"));
}

/* ---- the line: when it was learnt, how long it holds, when it could be refreshed ---- */

static void
draw(const Officers *officers, const ReportRow *row)
{
    GString *out = officers->page->body;
    RollDay plan = day_of(row, "planned_start");
    gdouble trained = page_years_x(&officers->years, day_of(row, "last_trained"));
    gdouble ends = page_years_x(&officers->years, day_of(row, "due_date"));
    gdouble now = page_years_x(&officers->years, officers->page->context->as_of);

    svg_open(out, PAGE_YEARS_WIDTH, 24, NULL);
    svg_line(out, "s-line", 0, 12, PAGE_YEARS_WIDTH, 12);
    svg_rect(out, "f-ok", trained, 10.5, ends - trained, 3);
    svg_line(out, "s-ink", now, 2, now, 22);
    svg_line(out, "s-gap", ends, 6, ends, 18);
    svg_circle(out, "f-ok", trained, 12, 4);
    if (plan != 0)
        svg_circle(out, report_is(row, "invited", "yes") ? "f-ink" : "f-paper s-ink",
                   page_years_x(&officers->years, plan), 12, 4);
    svg_close(out);
}

/* ---- a row ---- */

static void
put_plan(const Officers *officers, const ReportRow *row)
{
    const Page *page = officers->page;
    Words day;

    if (report_is_blank(row, "planned_session"))
        page_put(page, "<td role=\"cell\" class=\"end\">{due.none-planned}</td>", NULL);
    else
        page_put(
            page,
            report_is(row, "invited", "yes")
                ? "<td role=\"cell\" class=\"end\">{due.plan-of}<small>{due.invited}</small></td>"
                : "<td role=\"cell\" class=\"end\">{due.plan-of}<small>{due.not-invited}"
                  "</small></td>",
            "day", words_day(page->messages, day_of(row, "planned_start"), day), "org",
            report_string(row, "planned_org"), NULL);
}

static void
put_officer(const Officers *officers, const ReportRow *row)
{
    const Page *page = officers->page;
    gint64 overdue = report_number(row, "overdue_days");
    Words ends;
    Words days;

    html_put(page->body,
             "<tr role=\"row\"><td role=\"cell\" class=\"nw end\">%s</td>"
             "<th scope=\"row\" role=\"rowheader\">",
             report_string(row, "officer"));
    html_bdi(page->body, report_get(row, "name"));
    g_string_append(page->body, "<small>");
    html_bdi(page->body, report_get(row, "unit"));
    html_put(page->body,
             "%s%s</small></th><td role=\"cell\" class=\"end\">%s, %s</td>"
             "<td role=\"cell\" class=\"nw end\" data-l=\"%s\" data-v=\"%d\">%s",
             report_is_blank(row, "unit") ? "" : ", ",
             report_place(page->context, report_string(row, "adm1_code")),
             report_topic(page->context, report_string(row, "topic_code")),
             report_string(row, "org"), page_word(page, "due.ends-on"), day_of(row, "due_date"),
             words_day(page->messages, day_of(row, "due_date"), ends));
    if (overdue > 0)
        page_put(page, "<small class=\"coll\">{due.days-over}</small>", "n",
                 words_count(page->messages, overdue, days), NULL);
    html_put(page->body,
             "</td><td role=\"cell\" class=\"pic\" data-trained=\"%s\" data-due=\"%s\" "
             "data-plan=\"%s\">",
             report_string(row, "last_trained"), report_string(row, "due_date"),
             report_string(row, "planned_start"));
    draw(officers, row);
    g_string_append(page->body, "</td>");
    put_plan(officers, row);
    g_string_append(page->body, "</tr>\n");
}

static void
put_head(const Officers *officers)
{
    const Page *page = officers->page;

    page_put(page,
             "<h3 class=\"apart\">{due.officers-head}</h3>\n"
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"{due.officers-due}\"><table class=\"stack people\" role=\"table\">"
             "<caption class=\"h\">{due.officers-due}</caption><thead role=\"rowgroup\">"
             "<tr role=\"row\"><th scope=\"col\" role=\"columnheader\">{due.number}</th>"
             "<th scope=\"col\" role=\"columnheader\">{due.name}</th>"
             "<th scope=\"col\" role=\"columnheader\">{due.topic}</th>"
             "<th scope=\"col\" role=\"columnheader\">{due.ends-on}</th>"
             "<th scope=\"col\" role=\"columnheader\"><span class=\"vh\">{due.line}</span>",
             NULL);
    page_years_draw(officers->page, &officers->years, "due.now");
    page_put(page,
             "</th><th scope=\"col\" role=\"columnheader\">{due.could-serve}</th></tr></thead>"
             "<tbody role=\"rowgroup\">\n",
             NULL);
}

void
page_due_officers(Page *page)
{
    g_autoptr(GArray) rows =
        report_sorted_by(page->context->tables, "refresher_due", NULL, append_key);
    Officers officers = {page,
                         {roll_day_add_months(page->context->as_of, -MONTHS_BACK),
                          roll_day_add_months(page->context->as_of, MONTHS_AHEAD), EDGE}};
    Words n;
    Words all;

    put_head(&officers);
    for (guint i = 0; i < MIN(rows->len, MAX_OFFICERS); i++)
        put_officer(&officers, &g_array_index(rows, ReportRow, i));
    g_string_append(page->body, "</tbody></table></div>\n");
    if (rows->len > MAX_OFFICERS)
        page_put(page, "<p class=\"none\">{due.first-of-all}</p>\n", "n",
                 words_count(page->messages, MAX_OFFICERS, n), "all",
                 words_count(page->messages, rows->len, all), NULL);
}
