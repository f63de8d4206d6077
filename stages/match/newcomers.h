/* newcomers: records of which an earlier run knows nothing, and who of its officers they may be.
 *
 * They are compared with its records and with each other, and weighed by what it has learnt.  What
 * is written are they and all records of the officers to whom a pair might link them: enough for
 * cluster, which keeps those officers as they are. */
#pragma once

#include <glib.h>

#include "pipeline/lib/fields.h"
#include "stages/match/emit.h"
#include "stages/match/intake.h"
#include "stages/match/learnt.h"

typedef struct MatchNewcomers MatchNewcomers;

/* @known_path: the records that the run knows; @records: of the new ones.
 * Errors: ROLL_ERROR_DATA, ROLL_ERROR_IO. */
MatchNewcomers *match_newcomers_new(const gchar *known_path, const RollFields *fields,
                                    const RollSchema *records,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of all that is written: the columns of both. (transfer none) */
RollSchema *match_newcomers_schema(const MatchNewcomers *newcomers);
/* A batch of new records: takes it into @intake, and emits it as output table @table. */
gboolean match_newcomers_batch(MatchNewcomers *newcomers, MatchIntake *intake, RollRun *run,
                               guint table, const RollBatch *batch,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Once all are there: @emit has the places of the tables. */
gboolean match_newcomers_finish(MatchNewcomers *newcomers, MatchIntake *intake,
                                const MatchLearnt *learnt, MatchEmit *emit,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void match_newcomers_free(MatchNewcomers *newcomers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchNewcomers, match_newcomers_free)
