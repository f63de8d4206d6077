/* page_borders: pairs of provinces that a border crossing joins: are both ends trained? */
#pragma once

#include "stages/report/page.h"

void page_borders(Page *page);
