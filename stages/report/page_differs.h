/* page_differs: of what to act on first, what organisations teach differently: curricula that
 * contradict an agreed message, and those by a law of the past. */
#pragma once

#include "stages/report/page.h"

/* Puts a part for each that there is, beside or below one another in a row of two columns. */
void page_differs(Page *page);
