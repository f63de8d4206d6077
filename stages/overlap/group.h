/* group: rows of one session, told by what they repeat. */
#pragma once

#include "stages/overlap/attendance.h"

static inline OverlapGroup *
overlap_group(const OverlapAttendance *attendance, guint32 place)
{
    return &g_array_index(attendance->groups, OverlapGroup, place);
}

/* The place of the group with @key, made if there is none, one row larger.  Rows of one session
 * follow each other in most exports, so that @last (OVERLAP_NONE: no guess) is the likely one. */
guint32 overlap_group_add(OverlapAttendance *attendance, const OverlapGroupKey *key, guint32 last);
/* TRUE when both say the same of all but the dates, and of something to go by. */
gboolean overlap_group_is_alike(const OverlapGroupKey *a, const OverlapGroupKey *b);
