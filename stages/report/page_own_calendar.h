/* page_own_calendar: a partner's own sessions, held and planned, and the plans of others that
 * collide with them: whose these are and when, and nobody's name. */
#pragma once

#include "stages/report/page.h"

/* @own: the tables of the package. */
void page_own_calendar(Page *page, const ReportTables *own);
