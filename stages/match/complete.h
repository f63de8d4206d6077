/* complete: what no key brought together though others hold it together.
 *
 * Cluster weighs all pairs between two groups, and one that was never compared counts
 * ROLL_JOIN_UNCOMPARED, as if much spoke against it.  Mostly nothing does: two sparse records of
 * one officer share no key, while each shares several with a third.  So before groups are weighed
 * the pairs within them are compared after all, and those that say more than that are kept. */
#pragma once

#include <glib.h>

#include "stages/match/groups.h"
#include "stages/match/model.h"
#include "stages/match/pairs.h"

#define MATCH_COMPLETE_MAX 50u /* identities in a group: what is larger is a chain, no person */

/* Pairs within @groups that are not among @candidates, weighed; by a, then b. */
MatchPairs *match_complete(const MatchModel *model, const MatchGroups *groups,
                           const MatchPairs *candidates, guint jobs);
