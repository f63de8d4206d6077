/* countries: rules/phones.ini, the countries whose telephone numbers validate can complete; their
 * names stand in rules/places/countries.ini. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/layers.h"
#include "pipeline/lib/text.h"

typedef struct {
    gchar *iso3;
    gchar *code;    /* digits dialled from abroad */
    guint shortest; /* digits of a number without the code and the 0 before it */
    guint longest;
} ValidateCountry;

typedef struct ValidateCountries ValidateCountries;

/* @layers must outlive it.  Errors: ROLL_ERROR_CONFIG. */
ValidateCountries *validate_countries_load(const RollLayers *layers,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Before names of @names (NULL: none) are looked for: reads what it takes to know them.
 * Errors: ROLL_ERROR_CONFIG. */
gboolean validate_countries_prepare(ValidateCountries *countries, const RollColumn *names,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* By code of three letters or by name; NULL when it is none, or one without a telephone code. */
const ValidateCountry *validate_countries_find(const ValidateCountries *countries, RollText name);
void validate_countries_free(ValidateCountries *countries);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ValidateCountries, validate_countries_free)
