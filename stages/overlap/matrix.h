/* matrix: who teaches what, to how many, for how long, from which curriculum. */
#pragma once

#include "stages/overlap/view.h"

#define OVERLAP_MATRIX_MONTHS 24 /* sessions of the last two years are counted */

extern const OverlapReport overlap_matrix_report;
