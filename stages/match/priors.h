/* priors: how likely records of two organisations are one person's, where new ones have come.
 *
 * An organisation may be new, too, or have had nobody in common with another one so far, and be
 * about to.  So its priors go on being learnt, of the pairs of new records with known ones, as they
 * would be were all linked anew: each says how surely it is one person's, by the priors so far, and
 * these are counted with those that were counted before. */
#pragma once

#include <glib.h>

#include "stages/match/pairs.h"

/* Before any pair is looked for: that any two of @n identities are one person's is as likely as
 * when a run begins to learn. */
void match_priors_start(MatchModel *model, guint n);
/* @pairs: of new identities, and what @is_new says of each identity.  They are weighed by what
 * comes out. */
void match_priors_learn(MatchModel *model, MatchPairs *pairs, const guint8 *is_new, guint jobs);
