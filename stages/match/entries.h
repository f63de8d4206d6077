/* entries: which identity has which key, sorted by key.
 *
 * All keys at once would not fit: a part of them is made and sorted at a time, by several threads,
 * and the same whatever their number. */
#pragma once

#include <glib.h>

#include "stages/match/keys.h"

typedef struct {
    guint64 key;
    guint32 identity;
} MatchEntry;

/* The entries of all keys that fall into part @part of @n_parts, by key, then identity; *@n of
 * them (transfer full).  A part is as good a sample of the keys as another. */
typedef struct {
    const MatchIdentities *identities;
    const MatchKeys *keys;
    guint part;
    guint n_parts;
} MatchPart;
MatchEntry *match_entries_of(const MatchPart *part, guint jobs, guint *n);
