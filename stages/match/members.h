/* members: all blocks: the identities that have a key in common. */
#pragma once

#include <glib.h>

#include "stages/match/identity.h"

#define MATCH_SHARED_MAX  200 /* identities of a key that makes a block */
#define MATCH_MEMBER_LAST 0x80000000u

/* Blocks of one size, one behind the other. */
typedef struct {
    guint32 first; /* of their members */
    guint32 n;     /* blocks */
    guint size;    /* of each */
} MatchStretch;

typedef struct {
    guint32 *members;  /* ascending within a block, the last of each marked MATCH_MEMBER_LAST */
    guint32 n;         /* of all blocks */
    GArray *stretches; /* of MatchStretch: the smallest blocks first, then by where they begin */
    guint range_bits;  /* blocks that begin among so many identities, 2^n, lie together */
    guint32 *n_behind; /* of each identity: blocks in which another one comes behind it; owned */
} MatchMembers;

/* Blocks of 2 to MATCH_SHARED_MAX.  Where they have more than @budget pairs the largest are cut
 * into pieces: the last of each piece is marked too. */
MatchMembers *match_members_new(const MatchIdentities *identities, guint64 budget, guint jobs);
void match_members_free(MatchMembers *members);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchMembers, match_members_free)
