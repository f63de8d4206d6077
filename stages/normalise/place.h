/* place: the P-code of a place (rules/places/), as of the record's date.
 *
 * A name is looked up as it stands, then without the words that say what a place is
 * (rules/values/place.ini).  A name that is not known but near to exactly one is suggested and not
 * coded: whoever wrote it decides. */
#pragma once

#include <glib.h>

#include "pipeline/lib/codes.h"
#include "pipeline/lib/layers.h"
#include "stages/normalise/coded.h"

typedef struct NormalisePlaces NormalisePlaces;

/* @codes outlives it.  Errors: ROLL_ERROR_CONFIG. */
NormalisePlaces *normalise_places_load(const RollLayers *layers, const RollCodes *codes,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void normalise_places_free(NormalisePlaces *places);
/* @value without the words that say what a place is; as it stands where it has none.  Valid up to
 * the next call; @country may be "". */
RollText normalise_places_bare(NormalisePlaces *places, const gchar *country, RollText value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NormalisePlaces, normalise_places_free)

/* What @value means at @level (1 province, 2 district) in @context: "KHM", "KHM/KH17", or "" when
 * nothing is known.  Valid as long as @places; for tests. */
void normalise_places_resolve(NormalisePlaces *places, gint64 level, RollText value,
                              const gchar *context, NormaliseAnswer *answer);

/* P-codes for a column of places; @field names districts when it ends in "adm2", else provinces.
 * A province that is not in the record's country is looked for abroad, but for "adm1".
 * @parents: the P-codes of the records' provinces, NULL when not known (transfer full). */
RollColumn *normalise_places_column(NormalisePlaces *places, const NormaliseSheet *sheet,
                                    const gchar *field, const RollColumn *parents,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
