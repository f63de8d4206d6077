/* codes_near: names that are one slip of the hand away from a known one: a letter left out, put in,
 * replaced, or exchanged with its neighbour. */
#pragma once

#include <glib.h>

#include "pipeline/lib/codes.h"

/* Whether two texts of at least @least letters are equal, or one slip apart. */
gboolean roll_codes_are_near(const gchar *a, const gchar *b, glong least);

/* The code of which a name is at most one slip away from @name; NULL: there is none, there are
 * several, or @name has so few letters that anything is near to it. */
const RollCode *roll_codes_near(const RollCodes *codes, RollText name);
