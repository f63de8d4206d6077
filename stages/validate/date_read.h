/* date_read: from the words and signs of a cell to the days they mean.
 *
 * Nothing is guessed.  A day stands first where the year does (2009-06-12), the month has a name,
 * or the source's profile declares the order; where it does not, every order is tried, and only
 * when one alone gives days that exist is it taken.
 *
 * Years: 2400 to 2600 are of the Buddhist Era, 543 ahead of the Common Era.  (In Cambodia that year
 * changes in May and not in January, so that the offset is 544 for a part of it; documents that
 * give a day and a month of the civil calendar use 543.)  Two digits are read only where the
 * profile, or the cell, says the era, as the one year that they can mean within the hundred years
 * of validate.ini. */
#pragma once

#include <glib.h>

#include "stages/validate/cell.h"
#include "stages/validate/date_token.h"

typedef enum {
    VALIDATE_DATE_SOUND,
    VALIDATE_DATE_YEAR_ONLY, /* a year, which is an answer */
    VALIDATE_DATE_NO_DAY,    /* month and year */
    VALIDATE_DATE_NONE,      /* no date at all */
    VALIDATE_DATE_NO_YEAR,
    VALIDATE_DATE_NO_ERA, /* a year of two digits, and nobody says of which era */
    VALIDATE_DATE_NO_SUCH_DAY,
    VALIDATE_DATE_YEAR_OUTSIDE, /* not within validate.ini's first and last year */
    VALIDATE_DATE_REVERSED,     /* a range that ends before it begins */
    VALIDATE_DATE_AMBIGUOUS,    /* several orders of day and month give days that exist */
} ValidateDateOutcome;

typedef struct {
    guint year; /* of the Common Era */
    guint month;
    guint day;
} ValidateDay;

typedef struct {
    ValidateDateOutcome outcome;
    ValidateDay first; /* where the outcome has it; ambiguous: one reading */
    ValidateDay last;  /* of a range, else the first; ambiguous: another reading's first */
} ValidateReading;

/* Whether that day exists, in a year that can be. */
ValidateDateOutcome validate_day_check(const ValidateContext *context, const ValidateDay *day);
/* The year of the Common Era that @n_digits digits @value mean in @era; 0 when they cannot be
 * read: then there are two of them, and no era. */
guint validate_common_year(const ValidateContext *context, RollEra era, guint value,
                           guint n_digits);

ValidateReading validate_date_read(const ValidateContext *context, const ValidateTokens *tokens);
/* The same with @order whatever the context declares. */
ValidateReading validate_date_read_as(const ValidateContext *context, const ValidateTokens *tokens,
                                      RollDateOrder order);
