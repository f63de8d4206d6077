/* duplicate: one officer, one topic, two events inside the topic's validity. */
#pragma once

#include "stages/overlap/view.h"

/* Finds view->duplicates and view->is_repeat.  Needs events. */
void overlap_duplicate_find(OverlapView *view);

static inline const OverlapDuplicate *
overlap_duplicate_at(const OverlapView *view, guint place)
{
    return &g_array_index(view->duplicates, OverlapDuplicate, place);
}

/* The end of the run of pairs of one officer and one topic that begins at @from. */
guint overlap_duplicate_run(const OverlapView *view, guint from);

extern const OverlapReport overlap_pair_report; /* a pair of events a line */
