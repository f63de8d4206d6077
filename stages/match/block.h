/* block: candidate pairs: identities that share keys few others have.
 *
 * All keys' blocks of 2 to MATCH_SHARED_MAX identities are looked at.  A key shared by n counts
 * 1/sqrt(n): between every key alike, by which namesakes win, and 1/n, by which one chance
 * agreement in a rare key does.  Pairs are ranked by the sum over all that they share, and as many
 * are taken as the budget allows.  This stands for caps and splits of single passes: a block too
 * large for its key is split by the keys that add a further feature.  Where all blocks together
 * would have too many pairs the largest are cut into pieces, in the order of names.  A pair is met
 * once, whatever keys it shares. */
#pragma once

#include <glib.h>

#include "stages/match/identity.h"
#include "stages/match/met.h"
#include "stages/match/reach.h"

#define MATCH_COMPARE_ALL 1000000 /* possible pairs up to which no blocking is needed */

typedef struct MatchBlocks MatchBlocks;

/* @budget: candidate pairs wanted, per identity; @jobs: threads. */
MatchBlocks *match_blocks_new(const MatchIdentities *identities, guint budget, guint jobs);
/* How many candidate pairs there will be, estimated from a sample. */
guint64 match_blocks_forecast(const MatchBlocks *blocks);
/* What two identities must share to be candidates, as match_blocks_telling() counts it; 0: any two
 * are. */
guint match_blocks_least(const MatchBlocks *blocks);
/* How telling a key is that so many identities share, 2 to MATCH_SHARED_MAX. */
guint match_blocks_telling(guint size);
/* What is needed for the partners of identities from @first up to before @end; NULL where all are
 * compared. */
MatchReach *match_blocks_reach(const MatchBlocks *blocks, guint first, guint end);
/* The candidates of @identity, which is in @reach, that come behind it, ascending, into @out (of
 * guint32, emptied first).  @met: the calling thread's own. */
void match_blocks_partners(const MatchBlocks *blocks, const MatchReach *reach, guint identity,
                           MatchMet *met, GArray *out);
void match_blocks_free(MatchBlocks *blocks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchBlocks, match_blocks_free)
