#include "stages/report/page_due.h"

#include "pipeline/lib/html.h"
#include "stages/report/clash.h"
#include "stages/report/due.h"
#include "stages/report/page_due_officers.h"
#include "stages/report/page_rows.h"
#include "stages/report/sentence.h"
#include "stages/report/svg.h"
#include "stages/report/words.h"

#define MAX_PLACES 60
#define MAX_ORGS   40
#define MAX_PLANS  12
#define BAR_WIDTH  180.0

/* ---- by month ---- */

/* Those whom a plan could serve, then the others; both are in the words beside it. */
static void
draw_bar(const Page *page, const DueGroup *group, guint most)
{
    gdouble scale = BAR_WIDTH / MAX(most, 1);

    html_put(page->body, "<td class=\"bar\" data-due=\"%u\" data-served=\"%u\">", group->all.n,
             group->served.n);
    svg_open(page->body, BAR_WIDTH, 12, NULL);
    svg_rect(page->body, "f-brown", 0, 0, group->all.n * scale, 12);
    svg_rect(page->body, "f-ok", 0, 0, group->served.n * scale, 12);
    svg_close(page->body);
    g_string_append(page->body, "</td>");
}

static void
put_period(const Page *page, const Due *due, guint period, guint most)
{
    const DueGroup *group = &due->periods[period];
    Words month;
    Words n;
    Words served;

    g_string_append(page->body, "<tr><th scope=\"row\" class=\"nw\">");
    if (period == 0)
        page_put(page, "{due.overdue}", NULL);
    else
        html_put(
            page->body, "%s",
            words_month(page->messages,
                        roll_day_month_end(roll_day_add_months(page->context->as_of, (gint)period)),
                        month));
    g_string_append(page->body, "</th><td class=\"num\">");
    page_rows(page, words_count(page->messages, group->all.n, n), "refresher_due", "", NULL);
    g_string_append(page->body, "</td>");
    draw_bar(page, group, most);
    html_put(page->body, "<td class=\"num\">%s</td></tr>\n",
             words_count(page->messages, group->served.n, served));
}

static void
put_periods(const Page *page, const Due *due)
{
    guint most = 0;

    for (guint i = 0; i < DUE_PERIODS; i++)
        most = MAX(most, due->periods[i].all.n);
    page_put(page,
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{due.by-month}\">"
             "<table class=\"periods\"><caption class=\"h\">{due.by-month}</caption><thead><tr>"
             "<th scope=\"col\">{due.ends}</th><th scope=\"col\" class=\"num\">{due.officers}</th>"
             "<td></td><th scope=\"col\" class=\"num\">{due.could-be-served}</th></tr></thead>"
             "<tbody>\n",
             NULL);
    for (guint i = 0; i < DUE_PERIODS; i++)
        put_period(page, due, i, most);
    page_put(page,
             "</tbody></table></div>\n<div class=\"key\"><span><i class=\"k-ok\"></i>{due.served}"
             "</span><span><i class=\"k-brown\"></i>{due.not-served}</span></div>\n",
             NULL);
}

/* ---- by province and topic ---- */

static void
put_overdue(const Page *page, const DueGroup *group)
{
    Words n;
    Words overdue;

    html_put(page->body, "<td role=\"cell\" class=\"num\" data-l=\"%s\" data-v=\"%u\">%s",
             page_word(page, "due.officers"), group->all.n,
             words_count(page->messages, group->all.n, n));
    if (group->overdue.n > 0)
        page_put(page, "<small>{due.of-these-overdue}</small>", "n",
                 words_count(page->messages, group->overdue.n, overdue), NULL);
    g_string_append(page->body, "</td>");
}

/* The first session that could serve, or that there is none. */
static void
put_plan_of(const Page *page, const DueGroup *group)
{
    RollDay start;
    Words day;
    Words served;

    if (group->plan.table == NULL) {
        page_put(page,
                 "<td role=\"cell\" class=\"whole\"><span class=\"tag gap\">{due.none-planned}"
                 "</span></td>",
                 NULL);
        return;
    }
    start = roll_day_parse(report_get(&group->plan, "planned_start"));
    page_put(page,
             "<td role=\"cell\" class=\"whole\"><span class=\"tag ok\">{due.plan-of}</span>"
             "<small>{due.for-officers}</small></td>",
             "day", words_day(page->messages, start, day), "org",
             report_string(&group->plan, "planned_org"), "n",
             words_count(page->messages, group->served.n, served), NULL);
}

static void
put_place(const Page *page, const DueGroup *group)
{
    const gchar *adm1 = report_string(&group->row, "adm1_code");
    Words day;

    g_string_append(page->body, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">");
    if (*adm1 == '\0')
        page_put(page, "{due.place-unknown}", NULL);
    else
        html_put(page->body, "<a href=\"#place-%s\">%s</a>", adm1,
                 report_place(page->context, adm1));
    html_put(page->body, "</th><td role=\"cell\" class=\"end\">%s</td>",
             report_topic(page->context, report_string(&group->row, "topic_code")));
    put_overdue(page, group);
    html_put(page->body,
             "<td role=\"cell\" class=\"nw end\" data-l=\"%s\" data-v=\"%d\">%s</td>"
             "<td role=\"cell\" data-l=\"%s\">%s</td>",
             page_word(page, "due.first-ends"), group->first,
             words_day(page->messages, group->first, day), page_word(page, "due.taught-by"),
             group->orgs->str);
    put_plan_of(page, group);
    g_string_append(page->body, "</tr>\n");
}

static void
put_places(const Page *page, const Due *due)
{
    Words n;

    page_put(
        page,
        "<h3 class=\"apart\">{due.places-head}</h3>"
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{due.places}\">"
        "<table class=\"stack places\" role=\"table\"><caption class=\"h\">{due.places}</caption>"
        "<thead role=\"rowgroup\"><tr role=\"row\">"
        "<th scope=\"col\" role=\"columnheader\">{due.province}</th>"
        "<th scope=\"col\" role=\"columnheader\">{due.topic}</th>"
        "<th scope=\"col\" role=\"columnheader\" class=\"num\">{due.officers}</th>"
        "<th scope=\"col\" role=\"columnheader\">{due.first-ends}</th>"
        "<th scope=\"col\" role=\"columnheader\">{due.taught-by}</th>"
        "<th scope=\"col\" role=\"columnheader\">{due.could-serve}</th></tr></thead>"
        "<tbody role=\"rowgroup\">\n",
        NULL);
    for (guint i = 0; i < MIN(due->places->len, MAX_PLACES); i++)
        put_place(page, due_group(due->places, i));
    g_string_append(page->body, "</tbody></table></div>\n");
    if (due->places->len > MAX_PLACES)
        page_put(page, "<p class=\"none\">{due.more-places}</p>\n", "n",
                 words_count(page->messages, due->places->len - MAX_PLACES, n), NULL);
}

/* ---- plans that could serve ---- */

static void
put_plan(const Page *page, const Clashes *clashes, const DueGroup *group)
{
    const gchar *session = report_string(&group->row, "planned_session");
    RollDay start = roll_day_parse(report_get(&group->row, "planned_start"));
    Words day;
    Words n;
    Words invited;

    html_put(page->body, "<li class=\"item\" data-session=\"%s\" data-due=\"%u\"><b class=\"ok\">",
             session, group->all.n);
    page_rows(page, words_count(page->messages, group->all.n, n), "refresher_due", "count:officer",
              "planned_session", session, NULL);
    g_string_append(page->body, "</b><div><h4>");
    page_put(page, "{due.plan-title}", "day", words_day(page->messages, start, day), "org",
             report_string(&group->row, "planned_org"), "topic",
             report_topic(page->context, report_string(&group->row, "topic_code")), "place",
             report_place(page->context, report_string(&group->row, "adm1_code")), NULL);
    page_put(page, group->invited.n > 0 ? "</h4><p>{due.plan-invited}" : "</h4><p>{due.plan-open}",
             "invited", words_count(page->messages, group->invited.n, invited), "n", n, NULL);
    if (clashes_has(clashes, session))
        page_put(page, " <span class=\"tag coll\">{due.collides}</span> {due.collides-better}",
                 NULL);
    g_string_append(page->body, "</p></div></li>\n");
}

static void
put_plans(const Page *page, const Due *due)
{
    g_autoptr(Clashes) clashes = clashes_new(page->context);
    Words more;

    page_put(page, "<div><h3>{due.plans-head}</h3>\n<ul>\n", NULL);
    for (guint i = 0; i < MIN(due->plans->len, MAX_PLANS); i++)
        put_plan(page, clashes, due_group(due->plans, i));
    g_string_append(page->body, "</ul>\n");
    if (due->plans->len > MAX_PLANS)
        page_put(page, "<p class=\"none\">{due.more-plans}</p>\n", "n",
                 words_count(page->messages, due->plans->len - MAX_PLANS, more), NULL);
    if (due->plans->len == 0)
        page_put(page, "<p class=\"none\">{due.no-plan-serves}</p>\n", NULL);
    g_string_append(page->body, "</div>\n");
}

/* ---- by organisation ---- */

static void
put_org(const Page *page, const DueGroup *group)
{
    const gchar *org = report_string(&group->row, "org");
    g_autofree gchar *id = report_folder_name(org);
    Words n;
    Words overdue;
    Words served;

    html_put(page->body,
             "<tr><th scope=\"row\"><a href=\"#org-%s\">%s</a> (%s)</th>"
             "<td class=\"num\">%s</td><td class=\"num\">%s</td><td class=\"num\">%s</td></tr>\n",
             id, report_organisation(page->context, org), org,
             words_count(page->messages, group->all.n, n),
             words_count(page->messages, group->overdue.n, overdue),
             words_count(page->messages, group->served.n, served));
}

static void
put_orgs(const Page *page, const Due *due)
{
    page_put(page,
             "<h3 class=\"apart\">{due.orgs-head}</h3>\n"
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{due.orgs}\">"
             "<table class=\"orgs\"><caption class=\"h\">{due.orgs}</caption><thead><tr>"
             "<th scope=\"col\">{due.organisation}</th>"
             "<th scope=\"col\" class=\"num\">{due.officers}</th>"
             "<th scope=\"col\" class=\"num\">{due.overdue}</th>"
             "<th scope=\"col\" class=\"num\">{due.could-be-served}</th></tr></thead><tbody>\n",
             NULL);
    for (guint i = 0; i < MIN(due->orgs->len, MAX_ORGS); i++)
        put_org(page, due_group(due->orgs, i));
    g_string_append(page->body, "</tbody></table></div>\n");
}

/* ---- the view ---- */

static gchar *
headline(const Page *page, const Due *due)
{
    Words n;
    Words overdue;
    Words served;
    Words day;

    if (due->total.all.n == 0)
        return page_text(page, "due.none", NULL);
    return page_text(
        page, due->total.overdue.n > 0 ? "due.finding" : "due.finding-none-overdue", "n",
        words_count(page->messages, due->total.all.n, n), "overdue",
        words_count(page->messages, due->total.overdue.n, overdue), "served",
        words_count(page->messages, due->total.served.n, served), "day",
        words_day_long(page->messages, roll_day_add_months(page->context->as_of, DUE_MONTHS), day),
        NULL);
}

void
page_due(Page *page)
{
    g_autoptr(Due) due = due_new(page->context);
    g_autofree gchar *finding = headline(page, due);

    page_open_view(page, "due", "views.due", due->total.all.n);
    page_finding(page, "due", finding, page_word(page, "due.dek"));
    if (due->total.all.n > 0) {
        g_string_append(page->body, "<div class=\"two\">\n<div>");
        put_periods(page, due);
        put_orgs(page, due);
        g_string_append(page->body, "</div>\n");
        put_plans(page, due);
        g_string_append(page->body, "</div>\n");
        put_places(page, due);
        page_due_officers(page);
    }
    page_close_view(page, "{due.source}");
}
