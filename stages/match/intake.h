/* intake: from records to identities. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/fields.h"
#include "stages/match/identity.h"

/* Decides what is compared: the fields with match = yes that @schema has, names as normalise took
 * them apart. */
typedef struct MatchIntake MatchIntake;
MatchIntake *match_intake_new(const RollFields *fields, const RollSchema *schema);
void match_intake_batch(MatchIntake *intake, const RollBatch *batch);
/* Ends the intake. (transfer full) */
MatchIdentities *match_intake_finish(MatchIntake *intake);
void match_intake_free(MatchIntake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchIntake, match_intake_free)
