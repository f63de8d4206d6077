/* pairs: pairs of identities with what comparing them said. */
#pragma once

#include <glib.h>

#include "stages/match/block.h"
#include "stages/match/model.h"

/* A candidate that weighs less than this before training is forgotten: it can be no match, and
 * the training takes what is no candidate for no match anyway. */
#define MATCH_HOPELESS (-16.0)

#define MATCH_LEARN_PAIRS 400000 /* that are enough to learn from */

typedef struct {
    guint32 a; /* a < b */
    guint32 b;
    guint32 pattern; /* number in patterns */
    gfloat bits;     /* match_model_rest() or match_terms_weight(): what was asked for last */
} MatchPair;

typedef struct {
    GArray *pairs; /* of MatchPair, by a, then b */
    MatchPatterns *patterns;
    guint64 n_compared;
    gdouble share; /* of all that were asked for: 1, or less in a sample */
} MatchPairs;

MatchPairs *match_pairs_new(void); /* none */
/* The chunks one behind the other, with one numbering of patterns; frees them, and @chunks. */
MatchPairs *match_pairs_join_take(MatchPairs **chunks, guint n_chunks);
/* Compares every candidate of @blocks.  *@to_learn gets the pairs that share most, whatever else is
 * like, of identities that are drawn by hash: all of them or about MATCH_LEARN_PAIRS.
 * (transfer full) of both. */
MatchPairs *match_pairs_of_blocks(const MatchModel *model, const MatchBlocks *blocks, guint jobs,
                                  MatchPairs **to_learn);
/* Compares @wanted pairs drawn by hash, or all there are if they are not more; in the order drawn,
 * the same pair perhaps twice. */
MatchPairs *match_pairs_at_random(const MatchModel *model, guint wanted, guint jobs);
/* Fill in bits. */
void match_pairs_weigh_rest(MatchPairs *pairs, const MatchModel *model, guint jobs);
void match_pairs_weigh(MatchPairs *pairs, const MatchModel *model, guint jobs);
void match_pairs_free(MatchPairs *pairs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchPairs, match_pairs_free)
