/* date_parts: which of the numbers of a date is the day, which the month, which the year. */
#pragma once

#include <glib.h>

#include "pipeline/lib/profile.h"
#include "stages/validate/date_token.h"

/* What a cell, or one side of a range, gives away; 0 where it does not. */
typedef struct {
    guint day;
    guint month;
    guint year;
    guint year_digits;
} ValidateParts;

/* FALSE when the tokens are not one date, or not one in @order; then they may be a range.  The
 * order decides only where the year does not stand first and the month has no name. */
gboolean validate_date_parts(const ValidateToken *tokens, guint n, RollDateOrder order,
                             ValidateParts *parts);
