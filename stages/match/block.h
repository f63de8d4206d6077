/* block: candidate pairs: identities that share a key few others have.
 *
 * All keys' blocks of 2 to MATCH_BLOCK_MAX identities are ranked by size, small ones first, since
 * a small block is rare evidence; as many sizes are taken as give about the wanted number of
 * distinct pairs.  This stands for caps and splits of single passes: a block too large for its key
 * is split by the keys that add a further feature.  A pair is met once, whatever keys it shares. */
#pragma once

#include <glib.h>

#include "stages/match/identity.h"

#define MATCH_BLOCK_MAX   200
#define MATCH_COMPARE_ALL 1000000 /* possible pairs up to which no blocking is needed */

typedef struct MatchBlocks MatchBlocks;

/* @budget: candidate pairs wanted, per identity; @jobs: threads. */
MatchBlocks *match_blocks_new(const MatchIdentities *identities, guint budget, guint jobs);
/* How many candidate pairs there will be, estimated from a sample. */
guint64 match_blocks_forecast(const MatchBlocks *blocks);
/* The largest block that is expanded; 0 when all pairs are compared. */
guint match_blocks_cap(const MatchBlocks *blocks);
/* The candidates of @identity that come behind it, ascending, into @out (of guint32, emptied
 * first).  @seen: one guint32 an identity, 0 at first, owned by the calling thread. */
void match_blocks_partners(const MatchBlocks *blocks, guint identity, guint32 *seen, GArray *out);
void match_blocks_free(MatchBlocks *blocks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchBlocks, match_blocks_free)
