/* page_review: pairs of records that wait for a decision. */
#pragma once

#include "stages/report/page.h"

void page_review(Page *page);
