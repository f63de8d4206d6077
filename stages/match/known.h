/* known: the records of an earlier run, of which new ones may be more.
 *
 * They are many, and most of them are nobody's on a list.  So the file is gone through as often as
 * it is asked something, and of its records only those of officers in question are kept. */
#pragma once

#include <glib.h>

#include "pipeline/lib/stage.h"
#include "stages/match/intake.h"
#include "stages/match/touch.h"

typedef struct MatchKnown MatchKnown;

/* @path: a packed stream with records that have their officers.
 * Errors: ROLL_ERROR_DATA, ROLL_ERROR_IO. */
MatchKnown *match_known_open(const gchar *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
const RollSchema *match_known_schema(const MatchKnown *known);
/* Puts the officers in question that touch what is new, and takes all of their records into
 * @intake. */
gboolean match_known_take(MatchKnown *known, const MatchTouch *touch, MatchIntake *intake,
                          guint jobs, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The officers of the records that were taken, of guint32, in their order. (transfer none) */
const GArray *match_known_officers(const MatchKnown *known);
/* From now on none is in question but those for which this is said. */
void match_known_ask_nobody(MatchKnown *known);
void match_known_ask(MatchKnown *known, guint32 officer);
gboolean match_known_is_asked(const MatchKnown *known, guint32 officer);
/* Emits the records of those in question as output table @table of shape @schema. */
gboolean match_known_emit(MatchKnown *known, RollRun *run, guint table, RollSchema *schema,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void match_known_free(MatchKnown *known);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchKnown, match_known_free)
