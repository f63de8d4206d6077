#include "stages/report/page_calendar.h"

#include "pipeline/lib/html.h"
#include "stages/report/clash.h"
#include "stages/report/page_outcomes.h"
#include "stages/report/page_plans.h"
#include "stages/report/words.h"

typedef struct {
    Page *page;
    Clashes *clashes;
} Calendar;

static SwimBar
read_bar(const Calendar *calendar, const ReportRow *row)
{
    const gchar *session = report_string(row, "session");
    SwimBar bar = {.place = report_string(row, "adm1_code"),
                   .org = report_string(row, "org"),
                   .topics = report_string(row, "topics"),
                   .start = roll_day_parse(report_get(row, "start_date")),
                   .end = roll_day_parse(report_get(row, "end_date"))};

    bar.is_planned = page_plans_is_ahead(calendar->page, row);
    bar.collides = clashes_has(calendar->clashes, session);
    if (bar.collides) {
        guint place = GPOINTER_TO_UINT(g_hash_table_lookup(calendar->clashes->places, session));

        bar.group = clash_plan(calendar->clashes, place - 1)->case_place;
    }
    return bar;
}

static void
put_picture(const Calendar *calendar)
{
    g_autoptr(Swimlanes) lanes = swimlanes_new(calendar->page, FALSE);
    ReportRow row = report_rows(calendar->page->context->tables, "calendar");

    while (report_next(&row)) {
        SwimBar bar = read_bar(calendar, &row);

        if (bar.is_planned || report_is(&row, "status", "complete"))
            swimlanes_add(lanes, &bar);
    }
    swimlanes_key(calendar->page);
    swimlanes_put(lanes);
}

/* ---- the view ---- */

void
calendar_plans_add(CalendarPlans *plans, const SwimBar *plan)
{
    plans->n_plans++;
    plans->n_colliding += plan->collides ? 1 : 0;
    plans->last = MAX(plans->last, plan->start);
}

gboolean
calendar_has_plans(const Page *page, const ReportTables *tables)
{
    ReportRow row = report_rows(tables, "calendar");

    while (report_next(&row))
        if (page_plans_is_ahead(page, &row))
            return TRUE;
    return FALSE;
}

gchar *
calendar_headline(const Page *page, const CalendarPlans *plans)
{
    Words n;
    Words colliding;
    Words month;

    if (plans->n_plans == 0)
        return page_text(page, "calendar.none-planned", NULL);
    words_count(page->messages, plans->n_plans, n);
    words_month(page->messages, plans->last, month);
    if (plans->n_colliding == 0)
        return page_text(page, "calendar.none-collides", "n", n, "month", month, NULL);
    return page_text(page,
                     plans->n_colliding == 1 ? "calendar.one-collides" : "calendar.some-collide",
                     "colliding", words_count(page->messages, plans->n_colliding, colliding), "n",
                     n, "month", month, NULL);
}

static CalendarPlans
count_plans(const Calendar *calendar)
{
    ReportRow row = report_rows(calendar->page->context->tables, "calendar");
    CalendarPlans plans = {0};

    while (report_next(&row)) {
        SwimBar bar = read_bar(calendar, &row);

        if (bar.is_planned)
            calendar_plans_add(&plans, &bar);
    }
    return plans;
}

static void
put_view(const Calendar *calendar)
{
    CalendarPlans plans = count_plans(calendar);
    g_autofree gchar *finding = calendar_headline(calendar->page, &plans);

    page_open_view(calendar->page, "cal", "views.cal", plans.n_plans);
    page_finding(calendar->page, "cal", finding,
                 plans.n_plans == 0 ? page_word(calendar->page, "calendar.no-plans")
                                    : page_word(calendar->page, "calendar.dek"));
    if (plans.n_plans > 0) {
        put_picture(calendar);
        page_plans(calendar->page, calendar->clashes, plans.n_plans);
    }
    page_outcomes(calendar->page, calendar->page->context->tables);
    page_close_view(calendar->page, plans.n_plans > 0 ? "{calendar.source} {calendar.for-programs}"
                                                      : "{calendar.source}");
}

void
page_calendar(Page *page)
{
    g_autoptr(Clashes) clashes = clashes_new(page->context);
    Calendar calendar = {page, clashes};

    put_view(&calendar);
}
