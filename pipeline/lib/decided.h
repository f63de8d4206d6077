/* decided: where in the table records those stand that people have decided about. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"

#define ROLL_NO_RECORD G_MAXUINT

typedef struct RollDecided RollDecided;

/* @decisions: of RollDecision; must outlive what is returned. */
RollDecided *roll_decided_new(const GPtrArray *decisions);
/* Batches of the table records, in order. */
void roll_decided_look(RollDecided *decided, const RollBatch *batch);
/* The two records of a decision, row_a's first, counted from 0; ROLL_NO_RECORD: not seen (yet).
 * Stays where it is while batches come. (transfer none) */
const guint *roll_decided_records(const RollDecided *decided, guint decision);
/* Which decisions are about "export:row": of guint, 2 * decision, + 1 where it is row_b; NULL: none
 * is. (transfer none) */
const GArray *roll_decided_about(const RollDecided *decided, const gchar *id);
void roll_decided_free(RollDecided *decided);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollDecided, roll_decided_free)
