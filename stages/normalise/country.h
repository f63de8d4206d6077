/* country: of which country a record is: what its column `country` says, else the country of its
 * province, when only one country has a province of that name. */
#pragma once

#include <glib.h>

#include "pipeline/lib/codes.h"
#include "stages/normalise/report.h"

typedef struct NormaliseCountries NormaliseCountries;

/* @places outlives it. */
NormaliseCountries *normalise_countries_new(const RollCodes *places);
void normalise_countries_free(NormaliseCountries *countries);

/* ISO3 of every record, "" where it is unknown (transfer full). */
RollColumn *normalise_countries_of(NormaliseCountries *countries, NormaliseReport *report,
                                   RollRun *run, const RollBatch *batch,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
