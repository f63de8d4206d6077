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
/* A field as people say it, "identity number" for id_number; @field where nothing better is known.
 */
const gchar *roll_field_words(const gchar *field);
