/* normalise: what a record means.  Contract: pipeline/README.md, "The record".
 *
 * A module a type: name, rank, place, course, organisation; here they meet the columns of a batch.
 */
#pragma once

#include <glib.h>

#include "pipeline/lib/stage.h"

typedef struct NormaliseTools NormaliseTools; /* what the rules were made into */
typedef struct NormalisePlan NormalisePlan;   /* which column makes which */

typedef struct {
    NormaliseTools *tools;
    NormalisePlan *plan;
    guint table; /* of the output */
} Normalise;

gboolean normalise_open(gpointer self, RollRun *run, GError **error);
gboolean normalise_batch(gpointer self, RollRun *run, const RollBatch *batch, GError **error);
void normalise_clear(gpointer self);
