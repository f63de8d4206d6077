/* gather: which groups of rows are one session. */
#pragma once

#include <glib.h>

#include "stages/overlap/attendance.h"

/* For every group the smallest place of a group of the same session (transfer full). */
guint32 *overlap_gather(const OverlapAttendance *attendance);
