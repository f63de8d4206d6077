/* row_action: what a row of an export that is sent again wants done with the row it repeats. */
#pragma once

#include "stages/validate/cell.h"

/* "new", "update", "no-update" or "delete", by the words of validate.ini. */
const ValidateFault *validate_row_action(const ValidateContext *context, RollText text,
                                         ValidateCell *cell);
