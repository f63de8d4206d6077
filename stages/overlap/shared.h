/* shared: the people that an event has in common with each later one. */
#pragma once

#include "stages/overlap/view.h"

typedef struct {
    guint32 *n_common; /* by event; owned, as both */
    GArray *touched;   /* of guint32: the events with somebody in common, ascending */
} OverlapShared;

/* For events 0 to @n_events - 1. */
OverlapShared *overlap_shared_new(guint32 n_events);
/* Those of @event with later events that begin on @latest at the latest; in place of what was
 * counted before. */
void overlap_shared_count(OverlapShared *shared, const OverlapView *view, guint32 event,
                          RollDay latest);
void overlap_shared_free(OverlapShared *shared);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OverlapShared, overlap_shared_free)
