/* page_trends: two years month by month, and headcounts without their doubles. */
#pragma once

#include "stages/report/page.h"

void page_trends(Page *page);
