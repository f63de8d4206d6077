/* habits: for each record of a batch, whose export it stands in and what is customary there. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/profile.h"
#include "stages/validate/cell.h"
#include "stages/validate/countries.h"
#include "stages/validate/job.h"
#include "stages/validate/settings.h"

/* What does not change from batch to batch. */
typedef struct {
    const RollProfiles *profiles;
    const ValidateSettings *settings;
    const ValidateCountries *countries;
    GHashTable *known; /* files whose profiles have been looked for */
} ValidateSources;

/* For .known, when no file has been seen yet (transfer full). */
GHashTable *validate_known_files(void);

typedef struct {
    const ValidateSources *sources;
    guint n;
    const RollProfile **profiles;      /* a record; NULL: none fits */
    const ValidateCountry **countries; /* a record; NULL: not known */
    gboolean one_profile;              /* the same for all records */
    gboolean one_country;
    RollColumn *start; /* normalised dates, for ages; NULL: not there.  (transfer none) */
    RollColumn *reported;
} ValidateHabits;

void validate_habits_init(ValidateHabits *habits, ValidateSources *sources, const RollBatch *batch);
void validate_habits_clear(ValidateHabits *habits);
/* With what a cell of the field of @job is read in @record. */
void validate_habits_context(const ValidateHabits *habits, const ValidateJob *job, guint record,
                             ValidateContext *context);
/* Whether that is the same for all records, so that each distinct value is read once. */
gboolean validate_habits_uniform(const ValidateHabits *habits, RollType type);
