/* earlier: what earlier runs have reported: who was in which session, and who is on which roll. */
#pragma once

#include "stages/overlap/view.h"

typedef struct {
    guint64 key; /* officer and session, or officer on a roll */
    guint32 entry;
} OverlapReported;

/* The key of an entry; 0: it names no officer, or was set aside. */
guint64 overlap_reported_key(const OverlapView *view, const OverlapEntry *entry);
/* The entries of exports that are of this run (@delivered) or of earlier ones, by key and place
 * (transfer full; of OverlapReported). */
GArray *overlap_reported_list(const OverlapView *view, gboolean delivered);
/* The first place of @key in such a list, or where it would stand. */
guint overlap_reported_find(const GArray *list, guint64 key);
/* TRUE when an entry of @list has the key of @entry and comes from the same organisation. */
gboolean overlap_reported_has(const OverlapView *view, const GArray *list,
                              const OverlapEntry *entry);

/* The export of an entry, as a place in OverlapAttendance.exports. */
guint32 overlap_export_of(const OverlapView *view, const OverlapEntry *entry);
