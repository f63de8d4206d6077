/* rank: the canonical name of a rank, and its place in the scale of its service (rules/ranks/).
 *
 * A rank is looked up as it stands, then without what lists add to it (rules/values/rank.ini). */
#pragma once

#include <glib.h>

#include "pipeline/lib/codes.h"
#include "pipeline/lib/layers.h"
#include "stages/normalise/coded.h"

typedef struct NormaliseRanks NormaliseRanks;

/* Errors: ROLL_ERROR_CONFIG. */
NormaliseRanks *normalise_ranks_load(const RollLayers *layers,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void normalise_ranks_free(NormaliseRanks *ranks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NormaliseRanks, normalise_ranks_free)

/* What @value means in @country ("" when unknown); the code is that of its level.  For tests. */
void normalise_ranks_resolve(NormaliseRanks *ranks, RollText value, const gchar *country,
                             NormaliseAnswer *answer);

/* Canonical names for a column of ranks (transfer full). */
RollColumn *normalise_ranks_column(NormaliseRanks *ranks, const NormaliseSheet *sheet,
                                   const gchar *field, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Levels: from @ranks_sent, else from @ranks_in_names; either may be NULL (transfer full). */
RollColumn *normalise_ranks_levels(NormaliseRanks *ranks, const NormaliseSheet *sheet,
                                   const RollColumn *ranks_sent, const RollColumn *ranks_in_names);
