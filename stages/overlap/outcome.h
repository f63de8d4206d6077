/* outcome: what became of the planned sessions that were announced to collide.
 *
 * A plan stands in the table from the month on whose report first says that it collides, for two
 * years; the run before hands on what it knew.  What became of it is found anew every month from
 * what is reported now. */
#pragma once

#include "stages/overlap/view.h"

#define OVERLAP_OUTCOME_MONTHS 24

/* The table that the next run is handed. */
#define OVERLAP_OUTCOMES "collision_outcomes"

extern const OverlapReport overlap_outcome_report;
