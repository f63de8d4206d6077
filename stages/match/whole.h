/* whole: new identities compared with all that is known of an officer.
 *
 * Officers who stay as they are are joined as a whole or not at all, and a pair that was never
 * compared would count against it.  So who may be one of an officer's, by one pair, is compared
 * with each of them. */
#pragma once

#include <glib.h>

#include "stages/match/pairs.h"

/* One of the identities of an officer. */
typedef struct {
    guint32 officer;
    guint32 identity;
} MatchOwned;

/* @owned: of MatchOwned, in any order, some perhaps twice; it is put in order.  Adds to @pairs, of
 * new identities with known ones and with each other, what they lack of those officers with whom a
 * pair of @bits or more links a new one: in their order, weighed, but for what weighs less than
 * MATCH_HOPELESS. */
void match_whole(const MatchModel *model, GArray *owned, const guint8 *is_new, gdouble bits,
                 MatchPairs *pairs);
