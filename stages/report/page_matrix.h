/* page_matrix: how many people each two sessions of a province share, as triangles; beside the
 * ranked pairs of page_cohort. */
#pragma once

#include "stages/report/page.h"

void page_matrix(Page *page);
