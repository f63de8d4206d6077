/* train: estimates the model from the data alone, the same every time.
 *
 * u from random pairs; m and the priors by EM (em.h), anchored by prior counts; which field depends
 * on which from random pairs.  Two rounds: the second counts persons instead of rows, after what
 * the first found. */
#pragma once

#include <glib.h>

#include "stages/match/pairs.h"

#define MATCH_RANDOM_PAIRS 400000

/* u, and the first shares, so that candidates can be weighed at all; before the candidates. */
void match_train_start(MatchModel *model, MatchIdentities *identities, const MatchPairs *random,
                       guint jobs);
/* Pairs of one model that training looks at. */
typedef struct {
    const MatchPairs *random;
    MatchPairs *to_learn;   /* m is learnt from; its bits are changed */
    MatchPairs *candidates; /* are weighed by what came out */
} MatchTraining;

/* Both rounds.  @identities' weights are changed. */
void match_train(MatchModel *model, MatchIdentities *identities, const MatchTraining *training,
                 guint jobs);
