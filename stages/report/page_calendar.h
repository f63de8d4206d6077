/* page_calendar: swimlanes of sessions by province, and the same as a list. */
#pragma once

#include "stages/report/swimlane.h"

void page_calendar(Page *page);

/* Planned sessions, counted, and what is said of them. */
typedef struct {
    guint n_plans;
    guint n_colliding;
    RollDay last; /* first day of the last of them */
} CalendarPlans;

void calendar_plans_add(CalendarPlans *plans, const SwimBar *plan);
/* Whether anybody plans anything, so that there is a calendar for programs beside the page. */
gboolean calendar_has_plans(const Page *page, const ReportTables *tables);
/* (transfer full) */
gchar *calendar_headline(const Page *page, const CalendarPlans *plans);
