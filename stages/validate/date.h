/* date: cells that hold a day, a range of days, or a year.
 *
 * Understood are 2009-06-12 always; days, months and years in the order that the source's profile
 * declares, parted by / - . or blanks; names of months in the languages of validate.ini; eight
 * digits; a range, of which cell->norm takes the first day and cell->last the last; a time of day
 * behind a date, which is left off.  See date_read.h for what is certain and what is not. */
#pragma once

#include "stages/validate/cell.h"

/* "2009-06-12", or "2009" where only the year is known. */
const ValidateFault *validate_date(const ValidateContext *context, RollText text,
                                   ValidateCell *cell);
/* "1974"; of a date its year. */
const ValidateFault *validate_year(const ValidateContext *context, RollText text,
                                   ValidateCell *cell);
