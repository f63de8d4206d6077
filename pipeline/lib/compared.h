/* compared: what a record says in a compared field of the table "comparisons", for people.
 *
 * match compares parts of names, years of birth that come from several columns, and normalised
 * values; this tells the same of one record, in the spelling that rollcall shows. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"

/* Appends to @out what @record says in @field, a name of "comparisons"; nothing where it says
 * nothing. */
void roll_compared_value(const RollBatch *batch, guint record, const gchar *field, GString *out);
/* What stands for the name of somebody whose name came encoded: "encoded, BPL, line 12" (transfer
 * full). */
gchar *roll_encoded_caption(RollText organisation, guint64 line);
/* Appends the name that @record has after normalise, or what stands for it; nothing for nobody. */
void roll_person_name(const RollBatch *batch, guint record, GString *out);
/* A field as people say it, "identity number" for id_number; @field where nothing better is known.
 */
const gchar *roll_field_words(const gchar *field);
