/* date_fault: what is told of a cell that is no date, and the likeliest mend. */
#pragma once

#include "stages/validate/cell.h"
#include "stages/validate/date_read.h"

extern const ValidateFault validate_not_a_date;
extern const ValidateFault validate_only_a_time;
extern const ValidateFault validate_never_was;      /* serial number 60 */
extern const ValidateFault validate_year_or_serial; /* both can be */
extern const ValidateFault validate_year_outside;

/* What is wrong with @reading, with a mend that tells of the value in @hint; NULL when it
 * is sound. */
const ValidateFault *validate_date_explain(const ValidateContext *context,
                                           const ValidateTokens *tokens,
                                           const ValidateReading *reading, ValidateHint *hint);
/* Of a number of a day, where nothing declares that days are counted. */
const ValidateFault *validate_date_refuse_serial(const ValidateContext *context, guint serial,
                                                 ValidateHint *hint);
/* Of a sound day whose time says that it may be the next; takes the answer out of @reading. */
const ValidateFault *validate_date_explain_shift(ValidateReading *reading, ValidateHint *hint);

/* "2009-06-12" */
void validate_append_day(GString *out, const ValidateDay *day);
