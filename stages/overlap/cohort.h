/* cohort: two events whose lists share most of their people, and a topic. */
#pragma once

#include "stages/overlap/view.h"

#define OVERLAP_COHORT_PEOPLE  8  /* on both lists, at least */
#define OVERLAP_COHORT_PERCENT 60 /* of the smaller list, at least */

extern const OverlapReport overlap_cohort_report;
