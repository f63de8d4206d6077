/* page_quality: what to tell each organisation about its files. */
#pragma once

#include "stages/report/page.h"

void page_quality(Page *page);
