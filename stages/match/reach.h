/* reach: in which blocks an identity stands, and who comes behind it there.
 *
 * Of some identities at a time: of all at once it takes more memory than the blocks themselves. */
#pragma once

#include <glib.h>

#include "stages/match/members.h"

typedef struct {
    guint first; /* identities first, first + step ... are looked at, n of them */
    guint step;
    guint n;
    guint32 *starts; /* where what is known of each begins in the next two; n + 1; owned */
    guint32 *behind; /* for each block, the small ones first: who comes behind it among the
                        members ...; owned */
    guint8 *sizes;   /* ... and how many are in the block; owned */
} MatchReach;

/* Of every @step-th identity from @first up to before @end. */
MatchReach *match_reach_new(const MatchMembers *all, guint first, guint end, guint step);
void match_reach_free(MatchReach *reach);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchReach, match_reach_free)
