/* cohort_matrix: how many people each two sessions of a province share, of the few provinces and
 * sessions that share most: the cells of a triangle. */
#pragma once

#include "stages/overlap/view.h"

#define OVERLAP_MATRIX_PLACES   4
#define OVERLAP_MATRIX_SESSIONS 7

extern const OverlapReport overlap_cohort_matrix_report;
