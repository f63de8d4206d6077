/* entries: which identities have which key, where several have it.
 *
 * Most keys are of one identity alone, and some of thousands: neither finds anybody.  So keys are
 * made twice: first they are counted, in a table of small counters by hash, then those are kept
 * that few identities share.  What is kept is the same whatever the number of threads. */
#pragma once

#include <glib.h>

#include "stages/match/keys.h"

#define MATCH_BUCKETS    256 /* of keys, by a byte of them */
#define MATCH_SHARED_MAX 200 /* identities of a key that is kept */

typedef struct {
    guint32 key; /* without the byte that tells the bucket; two of a million are one by chance */
    guint32 identity;
} MatchEntry;

typedef struct MatchEntries MatchEntries;

MatchEntries *match_entries_new(const MatchIdentities *identities, const MatchKeys *keys,
                                guint jobs);
/* Those of one bucket, by key, then identity; *@n of them (transfer full).  Some are alone with
 * their key, or more than MATCH_SHARED_MAX, or the same twice. */
MatchEntry *match_entries_of(const MatchEntries *entries, guint bucket, guint *n);
void match_entries_free(MatchEntries *entries);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchEntries, match_entries_free)
