/* expected: what a cell of a type should look like, for people: never the value that stands there.
 */
#pragma once

#include "stages/validate/cell.h"

/* NULL where the message says it all.  Static. */
const gchar *validate_expected(const ValidateContext *context, RollType type);
