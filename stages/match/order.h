/* order: one numbering of identities, whatever the order in which records came.
 *
 * A history holds the records of many exports, and is read as one file among those of this month.
 * Identities are numbered as if every export had come by itself, in the order of their names: so
 * samples and ties are those of a run that is given all exports at once, and so is what comes out.
 */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "stages/match/identity.h"

typedef struct MatchOrder MatchOrder;

MatchOrder *match_order_new(void);
/* Batches of records, as they come. */
void match_order_batch(MatchOrder *order, const RollBatch *batch);
/* Numbers @identities anew, once all records are there. */
void match_order_apply(const MatchOrder *order, MatchIdentities *identities);
void match_order_free(MatchOrder *order);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchOrder, match_order_free)
