/* page_officers: who is trained again and again. */
#pragma once

#include "stages/report/page.h"

void page_officers(Page *page);
