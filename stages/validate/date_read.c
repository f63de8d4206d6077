#include "stages/validate/date_read.h"

#include <string.h>

#define BE_OFFSET      543
#define BE_FIRST       2400
#define BE_LAST        2600
#define MAX_NUMBERS    3
#define IS_YEAR(token) ((token).n_digits == 4)

/* What a cell, or one side of a range, gives away; 0 where it does not. */
typedef struct {
    guint day;
    guint month;
    guint year;
    guint year_digits;
} Parts;

/* The numbers of one date that are not its month, and how they are held apart. */
typedef struct {
    ValidateToken numbers[MAX_NUMBERS];
    guint n;
    guint month;       /* by name, or marked as such */
    guint month_place; /* how many numbers stand before it */
    guint sign;        /* between numbers; 0: none yet */
    guint n_signs;
    gboolean is_mixed; /* several kinds of sign */
} Pieces;

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

static gboolean
add_month(Pieces *pieces, guint month)
{
    if (pieces->month != 0 || month < 1 || month > 12)
        return FALSE;
    pieces->month = month;
    pieces->month_place = pieces->n;
    return TRUE;
}

static gboolean
add_sign(Pieces *pieces, guint sign)
{
    pieces->is_mixed = pieces->is_mixed || (pieces->n_signs > 0 && pieces->sign != sign);
    pieces->sign = sign;
    pieces->n_signs++;
    return TRUE;
}

static gboolean
add_number(Pieces *pieces, const ValidateToken *token)
{
    if (pieces->n == MAX_NUMBERS || (token->n_digits > 2 && !IS_YEAR(*token)))
        return FALSE;
    pieces->numbers[pieces->n++] = *token;
    return TRUE;
}

/* By name, or as a number marked as a month. */
static gboolean
is_month(const ValidateToken *tokens, guint n, guint at)
{
    return tokens[at].kind == VALIDATE_TOKEN_MONTH ||
           (tokens[at].kind == VALIDATE_TOKEN_NUMBER &&
            ((at > 0 && tokens[at - 1].kind == VALIDATE_TOKEN_MONTH_BEFORE) ||
             (at + 1 < n && tokens[at + 1].kind == VALIDATE_TOKEN_MONTH_AFTER)));
}

/* FALSE when the tokens are more than one date. */
static gboolean
collect(const ValidateToken *tokens, guint n, Pieces *pieces)
{
    gboolean sound = TRUE;

    memset(pieces, 0, sizeof *pieces);
    for (guint i = 0; sound && i < n; i++) {
        const ValidateToken *token = &tokens[i];

        if (is_month(tokens, n, i))
            sound = add_month(pieces, token->value);
        else if (token->kind == VALIDATE_TOKEN_SIGN)
            sound = add_sign(pieces, token->value);
        else if (token->kind == VALIDATE_TOKEN_NUMBER)
            sound = add_number(pieces, token);
        else
            sound = token->kind == VALIDATE_TOKEN_MONTH_BEFORE ||
                    token->kind == VALIDATE_TOKEN_MONTH_AFTER;
    }
    return sound;
}

static void
set_year(Parts *parts, ValidateToken number)
{
    parts->year = number.value;
    parts->year_digits = number.n_digits;
}

/* The month has a name: what is left are a day and a year. */
static gboolean
assign_named(const Pieces *pieces, RollDateOrder order, Parts *parts)
{
    const ValidateToken *numbers = pieces->numbers;

    parts->month = pieces->month;
    if (pieces->n == 0)
        return TRUE;
    if (pieces->n == 1) {
        if (IS_YEAR(numbers[0]))
            set_year(parts, numbers[0]);
        else
            parts->day = numbers[0].value;
        return TRUE;
    }
    if (pieces->n > 2 || (IS_YEAR(numbers[0]) && IS_YEAR(numbers[1])))
        return FALSE;
    if (IS_YEAR(numbers[0]) || (!IS_YEAR(numbers[1]) && order == ROLL_ORDER_YMD)) {
        set_year(parts, numbers[0]);
        parts->day = numbers[1].value;
        return TRUE;
    }
    /* "June 12-14" is two days and no year. */
    if (!IS_YEAR(numbers[1]) && pieces->month_place != 1 && pieces->n_signs > 0)
        return FALSE;
    parts->day = numbers[0].value;
    set_year(parts, numbers[1]);
    return TRUE;
}

static gboolean
assign_two(const Pieces *pieces, RollDateOrder order, Parts *parts)
{
    const ValidateToken *numbers = pieces->numbers;

    if (IS_YEAR(numbers[0]) && IS_YEAR(numbers[1]))
        return FALSE;
    if (IS_YEAR(numbers[0]) || IS_YEAR(numbers[1])) {
        set_year(parts, numbers[IS_YEAR(numbers[0]) ? 0 : 1]);
        parts->month = numbers[IS_YEAR(numbers[0]) ? 1 : 0].value;
        return TRUE;
    }
    parts->day = numbers[order == ROLL_ORDER_DMY ? 0 : 1].value;
    parts->month = numbers[order == ROLL_ORDER_DMY ? 1 : 0].value;
    return TRUE;
}

static gboolean
assign_three(const Pieces *pieces, RollDateOrder order, Parts *parts)
{
    const ValidateToken *numbers = pieces->numbers;
    gboolean year_first = IS_YEAR(numbers[0]);
    gboolean year_last = IS_YEAR(numbers[2]);
    guint day = order == ROLL_ORDER_DMY ? 0 : 1;

    if (pieces->is_mixed || pieces->n_signs % 2 != 0 || pieces->n_signs > 2 ||
        IS_YEAR(numbers[1]) || (year_first && year_last) || (year_last && order == ROLL_ORDER_YMD))
        return FALSE;
    if (year_first || (!year_last && order == ROLL_ORDER_YMD)) {
        set_year(parts, numbers[0]);
        parts->month = numbers[1].value;
        parts->day = numbers[2].value;
        return TRUE;
    }
    parts->day = numbers[day].value;
    parts->month = numbers[1 - day].value;
    set_year(parts, numbers[2]);
    return TRUE;
}

/* FALSE when the tokens are not one date. */
static gboolean
assign(const ValidateToken *tokens, guint n, RollDateOrder order, Parts *parts)
{
    Pieces pieces;

    memset(parts, 0, sizeof *parts);
    if (!collect(tokens, n, &pieces))
        return FALSE;
    if (pieces.month != 0)
        return assign_named(&pieces, order, parts);
    if (pieces.n == 3)
        return assign_three(&pieces, order, parts);
    if (pieces.n == 2)
        return assign_two(&pieces, order, parts);
    if (pieces.n == 0)
        return FALSE;
    if (IS_YEAR(pieces.numbers[0]))
        set_year(parts, pieces.numbers[0]);
    else
        parts->day = pieces.numbers[0].value;
    return TRUE;
}

static ValidateDateOutcome
complete(const ValidateContext *context, RollEra era, const Parts *parts, ValidateDay *day)
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

/* Both sides of a range; what one leaves out the other says. */
static ValidateReading
read_range(const ValidateContext *context, const ValidateTokens *tokens, guint at,
           RollDateOrder order)
{
    RollEra era = tokens->era != ROLL_ERA_UNDECLARED ? tokens->era : context->era;
    ValidateReading reading = {.outcome = VALIDATE_DATE_NONE};
    ValidateDateOutcome last = VALIDATE_DATE_NONE;
    Parts from;
    Parts to;

    if (!assign(tokens->tokens, at, order, &from) ||
        !assign(tokens->tokens + at + 1, tokens->n - at - 1, order, &to) || from.day == 0 ||
        to.day == 0)
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
    Parts parts;

    if (assign(tokens->tokens, tokens->n, order, &parts)) {
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

/* Every order is tried; what is left is certain, or is not taken. */
static ValidateReading
read_undeclared(const ValidateContext *context, const ValidateTokens *tokens)
{
    static const RollDateOrder orders[] = {ROLL_ORDER_DMY, ROLL_ORDER_MDY, ROLL_ORDER_YMD};
    ValidateReading best = {.outcome = VALIDATE_DATE_NONE};

    for (guint i = 0; i < G_N_ELEMENTS(orders); i++) {
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
