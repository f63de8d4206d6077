/* page_calendar: swimlanes of sessions by province, and the same as a list. */
#pragma once

#include "stages/report/page.h"

void page_calendar(Page *page);
