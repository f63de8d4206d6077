/* match: which pairs may be one officer?
 *
 * Reads records, passes them on, and adds three tables:
 *   identities   identity,alone: of each record, in the order of the records; "" takes no part.
 *                alone = yes where what it says is too little to make two such records one officer
 *   comparisons  field,level,label,m,u: what the model learnt, for explanations
 *   pairs        left,right,weight,levels,parts: identities whose weight may matter to cluster:
 *                weight in bits, two digits; levels a digit a field of comparisons ("-": missing);
 *                parts in hundredths of a bit, first what no field adds (prior, caps), then one a
 *                field; they sum to the weight exactly */
#pragma once

#include "pipeline/lib/stage.h"

#define MATCH_BUDGET_MAX 10000

typedef struct {
    gint pairs_budget; /* options */
    gchar **pairs;     /* "12:57": pairs of records that are emitted whatever they weigh; NULL */
    gchar *decisions_path; /* "same" and "different" are weighed whether candidates or not; NULL */
    gchar *save_path;      /* where what was learnt is written; NULL: nowhere */
    gchar *model_path;     /* what an earlier run has learnt; NULL: is learnt now */
    gchar *known_path;     /* with it: that run's records, with officers; NULL: none */
    struct MatchState *state;
} Match;

gboolean match_check_options(gpointer self, GError **error);
gboolean match_open(gpointer self, RollRun *run, GError **error);
gboolean match_batch(gpointer self, RollRun *run, const RollBatch *batch, GError **error);
gboolean match_finish(gpointer self, RollRun *run, GError **error);
void match_clear(gpointer self);
