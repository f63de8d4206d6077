/* page_cohort: pairs of sessions with the same people. */
#pragma once

#include "stages/report/page.h"

void page_cohort(Page *page);
