/* planned: planned sessions that collide, seen before the money is spent.
 *
 * With another plan: of another organisation, a shared topic, the same province, start dates at
 * most a week apart.  With what was held: at least half of the people on its list (of five or more)
 * had one of its topics, still valid on its start date.  A plan of the past is no plan. */
#pragma once

#include "stages/overlap/already.h"

#define OVERLAP_CLASH_DAYS   7
#define OVERLAP_CLASH_PEOPLE 5 /* on the list, at least */

/* Whether most of a list have had it. */
gboolean overlap_is_mostly_trained(const OverlapAlready *already);
typedef gboolean (*OverlapEventFunc)(const OverlapView *view, guint32 place);
/* Of the events that @counts says count, those that collide with the one at @place by their days,
 * ascending (transfer full; of guint32). */
GArray *overlap_same_week(const OverlapView *view, guint32 place, OverlapEventFunc counts);

extern const OverlapReport overlap_planned_report;
