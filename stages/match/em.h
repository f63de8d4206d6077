/* em: the m probabilities and the priors, by expectation maximisation (Dempster, Laird, Rubin, JRSS
 * 1977; for linking Winkler 1988), u and the dependences among non-matches given.
 *
 * Among all pairs to learn from those that are nearly a match and are none (namesakes of one unit,
 * twins of a common name) outnumber the matches, and EM takes them in.  So m is learnt where hardly
 * any of them are: among the pairs that agree in an identifier, an e-mail address or a whole date.
 * Each such field makes one pass, in which it says nothing itself; m of a field is taken from the
 * passes of the others.  Where no field is of that kind, all pairs are the one pass. */
#pragma once

#include <glib.h>

#include "stages/match/pairs.h"

/* @to_learn: not chosen by what is to be learnt (match_pairs_of_blocks), and weighed
 * (match_pairs_weigh_rest). */
void match_em(MatchModel *model, const MatchPairs *to_learn, guint iterations, guint jobs);
