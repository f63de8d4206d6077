/* validity: for how long training in a topic holds. */
#pragma once

#include "pipeline/lib/codes.h"

#define ROLL_VALIDITY_MONTHS 24 /* of a topic for which the rules say nothing */
#define ROLL_VALIDITY_MOST   1200

/* What `validity` in rules/courses/ says of @topic, a code; @courses may be NULL: there are no
 * rules. */
gint roll_validity_months(const RollCodes *courses, const gchar *topic);
