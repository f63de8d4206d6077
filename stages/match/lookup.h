/* lookup: new identities looked for among known ones, by keys as block.h has them.
 *
 * Nothing is made of the blocks of those that are known already: only the keys of the new ones are
 * followed, and who shares enough of them with one, or anything where the run compared all, is
 * compared with it. */
#pragma once

#include <glib.h>

#include "stages/match/pairs.h"

typedef struct {
    const MatchModel *model; /* as it was learnt */
    const guint8 *is_new;    /* an identity */
    guint least;             /* match_blocks_least() of the run that it was learnt of */
    guint jobs;
} MatchLookup;

/* The pairs of a new identity with any other that are worth at least MATCH_HOPELESS, by a, then b,
 * with their weights. */
MatchPairs *match_lookup(const MatchLookup *lookup);
