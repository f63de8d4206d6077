/* encodings: what came encoded, as values of the fields that are compared. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/fields.h"
#include "stages/match/identity.h"

typedef struct MatchEncodings MatchEncodings;

/* NULL: @schema has no column of encodings. */
MatchEncodings *match_encodings_new(const RollFields *fields, const RollSchema *schema);
/* Fills in @rows (the places of @batch's records, one a field) where a field has no value but an
 * encoding, and puts encodings beside the values that there are.
 * Errors: ROLL_ERROR_DATA (encodings of two keys; one that is not whole). */
gboolean match_encodings_intern(MatchEncodings *encodings, const MatchIdentities *identities,
                                const RollBatch *batch, guint32 *rows,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void match_encodings_free(MatchEncodings *encodings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchEncodings, match_encodings_free)
