/* planned: planned sessions that collide, seen before the money is spent.
 *
 * With another plan: of another organisation, a shared topic, the same province, start dates at
 * most a week apart.  With what was held: at least half of the people on its list (of five or more)
 * had one of its topics, still valid on its start date.  A plan of the past is no plan. */
#pragma once

#include "stages/overlap/view.h"

#define OVERLAP_CLASH_DAYS   7
#define OVERLAP_CLASH_PEOPLE 5 /* on the list, at least */

extern const OverlapReport overlap_planned_report;
