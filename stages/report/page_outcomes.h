/* page_outcomes: what became of the planned sessions that earlier reports said would collide. */
#pragma once

#include "stages/report/chart.h"

/* One sentence, which leads to the table of page_outcomes(); nothing in a first month. */
void page_outcomes_told(const Page *page);
/* A line a session, in @tables: the latest announced first. */
void page_outcomes(const Page *page, const ReportTables *tables);
