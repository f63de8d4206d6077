/* cohort: two events whose lists share most of their people. */
#pragma once

#include "stages/overlap/view.h"

#define OVERLAP_COHORT_PEOPLE  8  /* on both lists, at least */
#define OVERLAP_COHORT_PERCENT 60 /* of the smaller list, at least */

typedef struct {
    guint32 a; /* the earlier place */
    guint32 b;
    guint32 n_common;
} OverlapCohort;

/* The pairs of events held that teach a common topic to the same people, by a, then b (transfer
 * full; of OverlapCohort).  Once the view is settled they stand in it. */
GArray *overlap_cohort_find(const OverlapView *view);
/* The place where such a pair met: that of the earlier event, else of the later; 0: unknown. */
guint32 overlap_cohort_place(const OverlapView *view, const OverlapCohort *pair);

extern const OverlapReport overlap_cohort_report;
