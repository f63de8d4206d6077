/* number: cells that hold a quantity: digits, an optional sign, an optional point. */
#pragma once

#include "stages/validate/cell.h"

/* Appends it without a plus, without zeros that say nothing: "7" for "+07.0".  A comma is a fault,
 * as some write it for the point and some between thousands. */
const ValidateFault *validate_number(const ValidateContext *context, RollText text,
                                     ValidateCell *cell);
