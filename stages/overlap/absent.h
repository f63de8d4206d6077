/* absent: rows that an organisation reported before and reports no longer.
 *
 * Some exports grow: a roll, or the list of all training since the start of a project.  An export
 * is taken for one when it repeats more than half of the officers (of a roll), or of the officers
 * in their sessions, that one export of the same organisation in an earlier run has; of several
 * such that of which it repeats most, and of equals the last.  What that one has and no export of
 * the organisation in this run, is "not reported": it stays as it was reported, and is told. */
#pragma once

#include "stages/overlap/teller.h"

typedef struct {
    guint32 sent; /* places in OverlapAttendance.exports */
    guint32 previous;
    guint32 n;       /* officers, in their sessions, that the previous export has */
    GArray *entries; /* of guint32: its entries that are not reported now */
} OverlapAbsence;

/* Exports that leave something out, of OverlapAbsence (transfer full). */
GArray *overlap_absent_find(const OverlapView *view);
gboolean overlap_absent_tell(const OverlapTeller *teller, GError **error) G_GNUC_WARN_UNUSED_RESULT;
extern const OverlapReport overlap_absent_report;
