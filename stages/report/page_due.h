/* page_due: whose training ends within three months or has ended, and which planned session could
 * refresh it. */
#pragma once

#include "stages/report/page.h"

void page_due(Page *page);
