/* encode: the encodings of a record beside what they are made of: what is compared and tells who
 * somebody is.  Names are encoded by their key, so that two romanisations of one name are one.
 *
 * match reads them by the same labels: the name's, the one for years of birth, else the field's. */
#pragma once

#include <glib.h>

#include "pipeline/lib/encoding.h"
#include "stages/normalise/normalise.h"
#include "stages/normalise/plan.h"

/* Adds the column of encodings to the plan's output.  Errors: those of roll_encoding_key_load();
 * ROLL_ERROR_CONFIG (fields.ini has no field of type encoded). */
NormaliseEncoder *normalise_encoder_new(NormalisePlan *plan, const gchar *key,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
const gchar *normalise_encoder_column(const NormaliseEncoder *encoder); /* its name */
/* The column of @n_records, out of @columns of the plan's output (of RollColumn; NULL: blank).  A
 * record that came encoded stays as it came (transfer full). */
RollColumn *normalise_encoder_make(NormaliseEncoder *encoder, const GPtrArray *columns,
                                   guint n_records);
void normalise_encoder_free(NormaliseEncoder *encoder);
