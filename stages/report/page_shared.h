/* page_shared: which organisations taught the same officers the same topic. */
#pragma once

#include "stages/report/page.h"

/* A table of organisations by organisations, part of the view that is open; nothing when no officer
 * was taught a topic twice. */
void page_shared(Page *page);
