/* page_act: what can still be changed, then what was taught twice, then who is never reached. */
#pragma once

#include "stages/report/page.h"

void page_act(Page *page);
