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
/* Both rounds.  @identities' weights are changed; @candidates are weighed by what came out. */
void match_train(MatchModel *model, MatchIdentities *identities, MatchPairs *random,
                 MatchPairs *candidates, guint jobs);
