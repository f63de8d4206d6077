/* block: candidate pairs: identities that share keys few others have.
 *
 * All keys' blocks of 2 to MATCH_SHARED_MAX identities are looked at.  A key shared by n counts
 * 1/sqrt(n): between every key alike, by which namesakes win, and 1/n, by which one chance
 * agreement in a rare key does.  The pairs that share most are looked at, several times as many as
 * the budget allows: they are ranked by what they share and by what can be told of them at a glance
 * (rank.h), and the best are taken; of millions no more than find nearly all matches that the
 * budget would, as a sample tells.  At a million generated lines half as many pairs find more of
 * the true ones so than by what they share alone.  This stands for caps and splits of single
 * passes: a block too large for its key is split by the keys that add a further feature.  Where all
 * blocks together would have too many pairs the largest are cut into pieces, in the order of names.
 * A pair is met once, whatever keys it shares. */
#pragma once

#include <glib.h>

#include "stages/match/met.h"
#include "stages/match/rank.h"
#include "stages/match/reach.h"

#define MATCH_COMPARE_ALL 1000000 /* possible pairs up to which no blocking is needed */

typedef struct MatchBlocks MatchBlocks;

/* Who is compared with an identity, and what for. */
typedef struct {
    guint32 identity;
    gboolean is_candidate;
    gboolean is_to_learn; /* shares as much as the budget allows, whatever else is like: what is
                             learnt from must not be chosen by what is to be learnt */
} MatchPartner;

/* What a thread looks for candidates with. */
typedef struct {
    MatchMet *met;
    MatchRank *rank;
    GArray *looked_at; /* of MatchMeeting */
    GArray *partners;  /* of MatchPartner: what was found */
} MatchSeek;

/* @model: with u and shares; must outlive what is returned.  @budget: candidate pairs wanted, per
 * identity; @jobs: threads. */
MatchBlocks *match_blocks_new(const MatchModel *model, guint budget, guint jobs);
/* How many candidate pairs there will be, estimated from a sample. */
guint64 match_blocks_forecast(const MatchBlocks *blocks);
/* How many pairs share enough to be learnt from, in the same way. */
guint64 match_blocks_shared(const MatchBlocks *blocks);
/* What two identities must share to be looked at, as match_blocks_telling() counts it; 0: any two
 * are compared. */
guint match_blocks_least(const MatchBlocks *blocks);
/* How telling a key is that so many identities share, 2 to MATCH_SHARED_MAX. */
guint match_blocks_telling(guint size);
/* What is needed for the partners of identities from @first up to before @end; NULL where all are
 * compared. */
MatchReach *match_blocks_reach(const MatchBlocks *blocks, guint first, guint end);
MatchSeek match_blocks_seek_new(const MatchBlocks *blocks);
void match_blocks_seek_clear(MatchSeek *seek);
/* The partners of @identity, which is in @reach, that come behind it, ascending, into @seek's,
 * emptied first; those that are no candidates only if @learn. */
void match_blocks_partners(const MatchBlocks *blocks, const MatchReach *reach, guint identity,
                           gboolean learn, MatchSeek *seek);
void match_blocks_free(MatchBlocks *blocks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchBlocks, match_blocks_free)
