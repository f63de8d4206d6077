/* page_provinces: who is reached, and who is not, by province. */
#pragma once

#include "stages/report/page.h"

void page_provinces(Page *page);
