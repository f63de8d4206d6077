/* country: of which country a record is: what its column `country` says, else the country of its
 * province, when only one country has a province of that name, with or without the word that says
 * it is one. */
#pragma once

#include <glib.h>

#include "pipeline/lib/codes.h"
#include "stages/normalise/place.h"
#include "stages/normalise/report.h"

typedef struct NormaliseCountries NormaliseCountries;

/* Both outlive it. */
NormaliseCountries *normalise_countries_new(const RollCodes *codes, NormalisePlaces *places);
void normalise_countries_free(NormaliseCountries *countries);

/* ISO3 of every record, "" where it is unknown (transfer full). */
RollColumn *normalise_countries_of(NormaliseCountries *countries, NormaliseReport *report,
                                   RollRun *run, const RollBatch *batch,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
