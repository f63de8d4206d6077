/* encoded: what `rollcall encode` has written in the place of names. */
#pragma once

#include "stages/validate/cell.h"

/* As it is, where it has the form that pipeline/lib/encoding.h tells; else nothing. */
const ValidateFault *validate_encoded(const ValidateContext *context, RollText text,
                                      ValidateCell *cell);
