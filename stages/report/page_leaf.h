/* page_leaf: a view of its own for every province of the run and every organisation.
 *
 * They are not shown until a link leads to them, which needs no script. */
#pragma once

#include "stages/report/page.h"

void page_leaf(Page *page);
