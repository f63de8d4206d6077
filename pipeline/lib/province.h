/* province: which province one is by some day: provinces merge (rules/places/: merged, into). */
#pragma once

#include "pipeline/lib/codes.h"
#include "pipeline/lib/day.h"

/* What the province @code is on @day: itself, or what it was merged into by then, and that in turn.
 * One of several provinces @code went into cannot be told apart by its people, and one that was
 * made out of @code took some of them only: both leave @code as it is, and so do a @day of 0 and a
 * code that @places lack.  Valid as long as @places and @code. */
const gchar *roll_province_of_day(const RollCodes *places, const gchar *code, RollDay day);
