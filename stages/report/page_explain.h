/* page_explain: the view of one officer explained: of the one who was taught a topic most often,
 * until another is asked for; without a script, of those whose line stands in the page. */
#pragma once

#include "stages/report/page.h"

#define PAGE_EXPLAIN_STATIC 12 /* officers that are explained without a script */

void page_explain(Page *page);
