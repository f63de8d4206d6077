#include "stages/report/page_plans.h"

#include "pipeline/lib/html.h"
#include "stages/report/page_rows.h"
#include "stages/report/sentence.h"
#include "stages/report/words.h"

#define MAX_LISTED  100
#define MAX_CLASHES 3 /* told of one plan */

gboolean
page_plans_is_ahead(const Page *page, const ReportRow *session)
{
    return report_is(session, "status", "planned") &&
           roll_day_parse(report_get(session, "start_date")) > page->context->as_of;
}

static void
put_clashes(Page *page, const ReportRow *plan)
{
    ReportRow row = report_rows(page->context->tables, "planned_collisions");
    guint n = 0;

    while (report_next(&row)) {
        Words range;

        if (!report_is(&row, "planned_session", report_string(plan, "session")) ||
            n++ >= MAX_CLASHES)
            continue;
        if (report_is(&row, "clash_type", "same week"))
            page_put(page,
                     "<small>"
                     "<span class=\"tag coll\">{calendar.collision}</span> "
                     "{calendar.teaches-topic}</small>",
                     "clash-org", report_string(&row, "clash_org"), "range",
                     words_range(page->messages, roll_day_parse(report_get(&row, "clash_start")),
                                 roll_day_parse(report_get(&row, "clash_end")), range),
                     NULL);
        else
            page_put(page,
                     "<small>"
                     "<span class=\"tag coll\">{calendar.collision}</span> "
                     "{calendar.listed-already-trained}</small>",
                     "n-already", report_string(&row, "n_already"), "n-listed",
                     report_string(&row, "n_listed"), NULL);
    }
}

static void
put_plan(Page *page, const Clashes *clashes, const ReportRow *plan)
{
    GString *out = page->body;
    g_autofree gchar *topics =
        sentence_topics(page->context, page->messages, report_string(plan, "topics"));
    Words range;

    words_range(page->messages, roll_day_parse(report_get(plan, "start_date")),
                roll_day_parse(report_get(plan, "end_date")), range);
    g_string_append(out, "<tr><td class=\"nw\">");
    page_rows(page, range, "sessions", "", "session", report_string(plan, "session"), NULL);
    html_put(out, "</td><th scope=\"row\">%s</th><td>%s", report_string(plan, "org"), topics);
    if (clashes_has(clashes, report_string(plan, "session")))
        put_clashes(page, plan);
    html_put(out, "</td><td>%s</td><td class=\"num\">%s</td></tr>\n",
             report_place(page->context, report_string(plan, "adm1_code")),
             report_string(plan, "seats"));
}

void
page_plans(Page *page, const Clashes *clashes, guint n_plans)
{
    GString *out = page->body;
    ReportRow row = report_rows(page->context->tables, "calendar");
    guint n_shown = 0;
    Words count;

    page_put(page,
             n_plans <= MAX_LISTED ? "<details><summary>{calendar.all-listed}</summary>\n"
                                   : "<details><summary>{calendar.first-listed}</summary>\n",
             "n", words_count(page->messages, n_plans, count), "most", G_STRINGIFY(MAX_LISTED),
             NULL);
    page_put(page,
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"{calendar.planned-sessions}\"><table>"
             "<caption class=\"h\">{calendar.planned-sessions}</caption><thead><tr>"
             "<th scope=\"col\">{calendar.dates}</th>"
             "<th scope=\"col\">{calendar.organisation}</th>"
             "<th scope=\"col\">{calendar.topics}</th>"
             "<th scope=\"col\">{calendar.province}</th>"
             "<th scope=\"col\" class=\"num\">{calendar.seats}</th></tr></thead><tbody>\n",
             NULL);
    while (report_next(&row) && n_shown < MAX_LISTED) {
        if (!page_plans_is_ahead(page, &row))
            continue;
        put_plan(page, clashes, &row);
        n_shown++;
    }
    g_string_append(out, "</tbody></table></div></details>\n");
}
