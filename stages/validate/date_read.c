#include "stages/validate/date_read.h"

#include <string.h>

#include "stages/validate/date_parts.h"

#define BE_OFFSET 543
#define BE_FIRST  2400
#define BE_LAST   2600

guint
validate_common_year(const ValidateContext *context, RollEra era, guint value, guint n_digits)
{
    guint from = context->years->two_digit_from;
    guint year = value;

    if (n_digits == 4) {
        if (value >= BE_FIRST && value <= BE_LAST && era != ROLL_ERA_CE)
            return value - BE_OFFSET;
        return value;
    }
    if (n_digits != 2 || era == ROLL_ERA_UNDECLARED)
        return 0;
    if (era == ROLL_ERA_BE)
        year += BE_FIRST + 100 - BE_OFFSET;
    return from + (year + 10000 - from) % 100;
}

ValidateDateOutcome
validate_day_check(const ValidateContext *context, const ValidateDay *day)
{
    if (day->year < context->years->first || day->year > context->years->last)
        return VALIDATE_DATE_YEAR_OUTSIDE;
    if (day->day > 31 || day->month > 12 ||
        !g_date_valid_dmy((GDateDay)day->day, (GDateMonth)day->month, (GDateYear)day->year))
        return VALIDATE_DATE_NO_SUCH_DAY;
    return VALIDATE_DATE_SOUND;
}

static ValidateDateOutcome
complete(const ValidateContext *context, RollEra era, const ValidateParts *parts, ValidateDay *day)
{
    ValidateDateOutcome outcome = VALIDATE_DATE_SOUND;

    if (parts->year_digits == 0)
        return parts->month == 0 ? VALIDATE_DATE_NONE : VALIDATE_DATE_NO_YEAR;
    day->year = validate_common_year(context, era, parts->year, parts->year_digits);
    day->month = parts->month;
    day->day = parts->day;
    if (day->year == 0)
        return parts->year_digits == 4 ? VALIDATE_DATE_YEAR_OUTSIDE : VALIDATE_DATE_NO_ERA;
    if (parts->day != 0)
        return validate_day_check(context, day);
    day->day = 1;
    day->month = parts->month != 0 ? parts->month : 1;
    outcome = validate_day_check(context, day);
    if (outcome != VALIDATE_DATE_SOUND)
        return outcome;
    return parts->month != 0 ? VALIDATE_DATE_NO_DAY : VALIDATE_DATE_YEAR_ONLY;
}

/* The month that has a name; 0: none. */
static guint
named_month(const ValidateToken *tokens, guint n)
{
    for (guint i = 0; i < n; i++) {
        if (tokens[i].kind == VALIDATE_TOKEN_MONTH)
            return tokens[i].value;
    }
    return 0;
}

/* The side of a range behind "August 13-" is "14, 2009": the month is said once. */
static gboolean
assign_second(const ValidateTokens *tokens, guint at, RollDateOrder order, ValidateParts *parts)
{
    const ValidateToken *second = tokens->tokens + at + 1;
    guint n = tokens->n - at - 1;
    guint month = named_month(tokens->tokens, at);
    ValidateToken with_month[VALIDATE_MAX_DATE_TOKENS + 1];

    if (month == 0 || named_month(second, n) != 0)
        return validate_date_parts(second, n, order, parts);
    with_month[0] = (ValidateToken){VALIDATE_TOKEN_MONTH, month, 0};
    memcpy(with_month + 1, second, n * sizeof *second);
    return validate_date_parts(with_month, n + 1, order, parts);
}

/* Both sides of a range; what one leaves out the other says. */
static ValidateReading
read_range(const ValidateContext *context, const ValidateTokens *tokens, guint at,
           RollDateOrder order)
{
    RollEra era = tokens->era != ROLL_ERA_UNDECLARED ? tokens->era : context->era;
    ValidateReading reading = {.outcome = VALIDATE_DATE_NONE};
    ValidateDateOutcome last = VALIDATE_DATE_NONE;
    ValidateParts from;
    ValidateParts to;

    if (!validate_date_parts(tokens->tokens, at, order, &from) ||
        !assign_second(tokens, at, order, &to) || from.day == 0 || to.day == 0)
        return reading;
    if (from.year_digits == 0) {
        from.year = to.year;
        from.year_digits = to.year_digits;
    }
    if (to.year_digits == 0) {
        to.year = from.year;
        to.year_digits = from.year_digits;
    }
    from.month = from.month != 0 ? from.month : to.month;
    to.month = to.month != 0 ? to.month : from.month;
    reading.outcome = complete(context, era, &from, &reading.first);
    last = complete(context, era, &to, &reading.last);
    if (reading.outcome == VALIDATE_DATE_SOUND)
        reading.outcome = last;
    if (reading.outcome == VALIDATE_DATE_SOUND &&
        (reading.last.year * 10000 + reading.last.month * 100 + reading.last.day <
         reading.first.year * 10000 + reading.first.month * 100 + reading.first.day))
        reading.outcome = VALIDATE_DATE_REVERSED;
    return reading;
}

/* Whether a range can be parted at @token; a word says so more plainly than a dash between blanks,
 * and that more than any dash. */
static gboolean
parts_at(const ValidateToken *token, guint rank)
{
    switch (token->kind) {
    case VALIDATE_TOKEN_RANGE:
        return rank == 0;
    case VALIDATE_TOKEN_DASH:
        return rank == 1;
    case VALIDATE_TOKEN_SIGN:
        return rank == 2 && token->value == '-';
    case VALIDATE_TOKEN_NUMBER:
    case VALIDATE_TOKEN_MONTH:
    case VALIDATE_TOKEN_MONTH_BEFORE:
    case VALIDATE_TOKEN_MONTH_AFTER:
    default:
        return FALSE;
    }
}

ValidateReading
validate_date_read_as(const ValidateContext *context, const ValidateTokens *tokens,
                      RollDateOrder order)
{
    RollEra era = tokens->era != ROLL_ERA_UNDECLARED ? tokens->era : context->era;
    ValidateReading best = {.outcome = VALIDATE_DATE_NONE};
    ValidateParts parts;

    if (validate_date_parts(tokens->tokens, tokens->n, order, &parts)) {
        best.outcome = complete(context, era, &parts, &best.first);
        best.last = best.first;
        return best;
    }
    for (guint rank = 0; rank < 3; rank++) {
        for (guint i = 0; i < tokens->n; i++) {
            ValidateReading reading = {.outcome = VALIDATE_DATE_NONE};

            if (parts_at(&tokens->tokens[i], rank))
                reading = read_range(context, tokens, i, order);
            if (reading.outcome == VALIDATE_DATE_SOUND)
                return reading;
            if (best.outcome == VALIDATE_DATE_NONE)
                best = reading;
        }
    }
    return best;
}

static gboolean
is_answer(const ValidateReading *reading)
{
    return reading->outcome == VALIDATE_DATE_SOUND || reading->outcome == VALIDATE_DATE_YEAR_ONLY ||
           reading->outcome == VALIDATE_DATE_NO_DAY;
}

static gboolean
same_day(const ValidateDay *a, const ValidateDay *b)
{
    return a->year == b->year && a->month == b->month && a->day == b->day;
}

/* Every order is tried; what is left is certain, or is not taken.  Beside the name of a month
 * nobody puts a year of two digits first, unless the profile says so. */
static ValidateReading
read_undeclared(const ValidateContext *context, const ValidateTokens *tokens)
{
    static const RollDateOrder orders[] = {ROLL_ORDER_DMY, ROLL_ORDER_MDY, ROLL_ORDER_YMD};
    guint n_orders = named_month(tokens->tokens, tokens->n) != 0 ? 2 : G_N_ELEMENTS(orders);
    ValidateReading best = {.outcome = VALIDATE_DATE_NONE};

    for (guint i = 0; i < n_orders; i++) {
        ValidateReading reading = validate_date_read_as(context, tokens, orders[i]);

        if (is_answer(&best) && is_answer(&reading) &&
            (!same_day(&best.first, &reading.first) || !same_day(&best.last, &reading.last))) {
            best.outcome = VALIDATE_DATE_AMBIGUOUS;
            best.last = reading.first;
            return best;
        }
        if (is_answer(&reading) || best.outcome == VALIDATE_DATE_NONE)
            best = reading;
    }
    return best;
}

ValidateReading
validate_date_read(const ValidateContext *context, const ValidateTokens *tokens)
{
    ValidateReading reading = {.outcome = VALIDATE_DATE_NONE};

    if (context->order != ROLL_ORDER_UNDECLARED)
        reading = validate_date_read_as(context, tokens, context->order);
    /* A year at the end is no year at the front: of day and month the profile says nothing. */
    if (context->order == ROLL_ORDER_UNDECLARED ||
        (context->order == ROLL_ORDER_YMD && reading.outcome == VALIDATE_DATE_NONE))
        reading = read_undeclared(context, tokens);
    return reading;
}
