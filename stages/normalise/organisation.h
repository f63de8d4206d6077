/* organisation: the code of an organisation (rules/organisations/).
 *
 * A name is looked up as it stands, then without what lists add to it
 * (rules/values/organisation.ini).  A name that several bear is told apart by the country, then by
 * the day. */
#pragma once

#include <glib.h>

#include "pipeline/lib/fields.h"
#include "pipeline/lib/layers.h"
#include "stages/normalise/coded.h"

typedef struct NormaliseOrganisations NormaliseOrganisations;

/* Errors: ROLL_ERROR_CONFIG. */
NormaliseOrganisations *normalise_organisations_load(const RollLayers *layers,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void normalise_organisations_free(NormaliseOrganisations *organisations);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NormaliseOrganisations, normalise_organisations_free)

/* What @value means in @context: "KHM/2009-06-12", each part may be missing.  For tests. */
void normalise_organisations_resolve(NormaliseOrganisations *organisations, RollText value,
                                     const gchar *context, NormaliseAnswer *answer);

/* What the columns of a batch are asked in where the day matters: "KHM/2009-06-12" of every record,
 * or its country alone where no organisation has a first or a last day (transfer full). */
RollColumn *normalise_organisations_context(const NormaliseOrganisations *organisations,
                                            const NormaliseSheet *sheet);
/* Codes for a column of organisations or of police units (transfer full). */
RollColumn *normalise_organisations_column(NormaliseOrganisations *organisations,
                                           const NormaliseSheet *sheet, const RollField *field,
                                           const RollColumn *context,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
