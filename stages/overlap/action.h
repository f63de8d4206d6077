/* action: exports that are sent again, corrected, row by row: New, Update, No update, Delete.
 *
 * A row repeats those that say the same of the same officer: that he was in the same session of
 * the same organisation, or, in a roll, that he serves, by the same organisation; a plan without
 * names repeats the plan of its session.  Officer and session are what cluster and gather.h have
 * concluded, so that a number or a session id sent with both deliveries makes sure of it.  Of the
 * rows that were delivered before in other exports,
 *
 *     Update      is to stand instead: they are set aside
 *     No update   is the same: the row itself is set aside
 *     Delete      says that they should never have been sent: they are set aside, and the row too
 *
 * "Before" is the order of the records: months, and in a month the names of the exports.  A row
 * that is set aside stays a record, of no session, and counts nowhere; the next month comes to the
 * same again, as both rows are in its history. */
#pragma once

#include "stages/overlap/attendance.h"

/* What became of a row with an action. */
typedef struct {
    guint32 entry;
    guint32 sheet_row;
    guint32 earlier;    /* the last of the rows that it repeats; OVERLAP_NONE: there is none */
    guint32 n_earlier;  /* of them */
    gboolean is_listed; /* a row of resources or curricula, which repeats none */
} OverlapActed;

/* Sets rows aside; of each row with an action what it came to, in the order of the entries, of
 * OverlapActed (transfer full). */
GArray *overlap_action_settle(OverlapAttendance *attendance);
