/* intake: from records to identities. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/fields.h"
#include "stages/match/identity.h"

/* Decides what is compared: the fields with match = yes that @schema has, names as normalise took
 * them apart; all of them where @schema has encodings, which are values of the same fields. */
typedef struct MatchIntake MatchIntake;
MatchIntake *match_intake_new(const RollFields *fields, const RollSchema *schema);
/* Errors: ROLL_ERROR_DATA (encodings of two keys; one that is not whole). */
gboolean match_intake_batch(MatchIntake *intake, const RollBatch *batch, guint jobs,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Ends the intake. (transfer full) */
MatchIdentities *match_intake_finish(MatchIntake *intake, guint jobs);
void match_intake_free(MatchIntake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchIntake, match_intake_free)
