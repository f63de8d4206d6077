/* entries: which identities have which key.
 *
 * There are some fifty keys an identity, too many to hold them all at once: so they are made in
 * rounds, and each round keeps those of its own buckets.  What is kept is the same whatever the
 * number of threads. */
#pragma once

#include <glib.h>

#include "stages/match/keys.h"

#define MATCH_ROUNDS  2   /* each makes all keys: memory against time */
#define MATCH_BUCKETS 512 /* of keys, by some bits of them, a round */

typedef struct {
    guint32 key; /* without the bits that tell the bucket; two of a million are one by chance */
    guint32 identity;
} MatchEntry;

typedef struct MatchEntries MatchEntries;

MatchEntries *match_entries_new(const MatchIdentities *identities, const MatchKeys *keys,
                                guint round, guint jobs);
/* What one thread sorts entries in; used again, as room for them is new to the processor. */
typedef struct {
    GArray *sorted; /* of MatchEntry; the next too */
    GArray *spare;
} MatchEntryRoom;

MatchEntryRoom *match_entry_room_new(void);
void match_entry_room_free(MatchEntryRoom *room);
/* Those of one bucket of the round, by key, then identity, until @room is used again; *@n of them.
 * One may stand there twice. */
const MatchEntry *match_entries_of(const MatchEntries *entries, guint bucket, MatchEntryRoom *room,
                                   guint *n);
/* Gives back the memory of those of @bucket and of all behind it. */
void match_entries_drop_from(MatchEntries *entries, guint bucket);
void match_entries_free(MatchEntries *entries);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchEntries, match_entries_free)
