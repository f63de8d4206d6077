/* normalise: what a record means.  Contract: pipeline/README.md, "The record".
 *
 * A module a type: name, rank, place, course, organisation; here they meet the columns of a batch.
 */
#pragma once

#include <glib.h>

#include "pipeline/lib/fields.h"
#include "pipeline/lib/stage.h"

typedef struct NormaliseTools NormaliseTools; /* what the rules were made into */
typedef struct NormalisePlan NormalisePlan;   /* which column makes which */
typedef struct NormaliseTrace NormaliseTrace; /* which rules fired */
typedef struct NormaliseEncoder NormaliseEncoder;

typedef struct {
    NormaliseTools *tools;
    RollFields *fields;
    NormalisePlan *plan;
    NormaliseTrace *trace;     /* NULL: nobody asked */
    NormaliseEncoder *encoder; /* NULL: nobody asked */
    gchar *key;                /* --key: file; NULL */
    guint table;               /* of the output */
    gboolean wants_trace;      /* --trace */
} Normalise;

gboolean normalise_load(gpointer self, const RollLayers *layers, GError **error);
gboolean normalise_open(gpointer self, RollRun *run, GError **error);
gboolean normalise_batch(gpointer self, RollRun *run, const RollBatch *batch, GError **error);
gboolean normalise_finish(gpointer self, RollRun *run, GError **error);
void normalise_clear(gpointer self);
