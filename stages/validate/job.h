/* job: one field that the records have, and that is to be read. */
#pragma once

#include "pipeline/lib/fields.h"
#include "stages/validate/settings.h"

typedef struct {
    const RollField *field;
    const ValidateYears *years; /* that it can hold */
    guint input;                /* place of its column in the records as they come in */
    guint output;               /* place of its normalised column in the records as they go out */
} ValidateJob;
