/* person: cells that tell an officer from another: numbers, telephone, e-mail, sex, age. */
#pragma once

#include "stages/validate/cell.h"

/* Letters and digits only, capitals, no leading zeros.  One without a digit is a fault, as it
 * would make strangers one; so is one that a spreadsheet has rounded. */
const ValidateFault *validate_identifier(const ValidateContext *context, RollText text,
                                         ValidateCell *cell);
/* Digits only, the country's code before them where the record tells the country, no leading
 * zeros.  Of several in a cell the first. */
const ValidateFault *validate_phone(const ValidateContext *context, RollText text,
                                    ValidateCell *cell);
/* Lower case, no blanks.  Of several in a cell the first.  One that is misspelt still has a
 * meaning, as the same officer is misspelt the same way on another list. */
const ValidateFault *validate_email(const ValidateContext *context, RollText text,
                                    ValidateCell *cell);
/* "F" or "M", by the words of validate.ini. */
const ValidateFault *validate_sex(const ValidateContext *context, RollText text,
                                  ValidateCell *cell);
/* The two years of birth that an age allows on the context's day: "1973/1974". */
const ValidateFault *validate_age(const ValidateContext *context, RollText text,
                                  ValidateCell *cell);
