/* members: all blocks: the identities that have a key in common, key by key. */
#pragma once

#include <glib.h>

#include "stages/match/identity.h"

#define MATCH_SHARED_MAX  200 /* identities of a key that makes a block */
#define MATCH_MEMBER_LAST 0x80000000u

typedef struct {
    GArray *members;   /* of guint32: blocks one after the other, ascending within, the last of each
                          marked MATCH_MEMBER_LAST */
    guint32 *n_behind; /* of each identity: blocks in which another one comes behind it; owned */
} MatchMembers;

/* Blocks of 2 to MATCH_SHARED_MAX.  Where they have more than @budget pairs the largest are cut
 * into pieces. */
MatchMembers *match_members_new(const MatchIdentities *identities, guint64 budget, guint jobs);
void match_members_free(MatchMembers *members);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchMembers, match_members_free)
