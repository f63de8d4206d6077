/* trace: the table "trace": every rule that fired on a name, in order.
 *
 * For whoever edits rules: it shows what a rule saw and what it made. */
#pragma once

#include <glib.h>

#include "pipeline/lib/rules.h"
#include "pipeline/lib/stage.h"

typedef struct NormaliseTrace NormaliseTrace;

/* Declares the table; in .open only. */
NormaliseTrace *normalise_trace_new(RollRun *run);
void normalise_trace_free(NormaliseTrace *trace);

/* Who is to be told of rules that fire. */
const RollRuleReceiver *normalise_trace_receiver(const NormaliseTrace *trace);
/* What fires from here on fires on @name of @record. */
void normalise_trace_record(NormaliseTrace *trace, const RollBatch *batch, guint record,
                            RollText name);
/* Writes what is left.  Errors: those of the writing, also of rows before. */
gboolean normalise_trace_flush(NormaliseTrace *trace, GError **error) G_GNUC_WARN_UNUSED_RESULT;
