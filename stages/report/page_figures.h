/* page_figures: the six figures of the month. */
#pragma once

#include "stages/report/page.h"

void page_figures(Page *page);
