#include "stages/validate/date_parts.h"

#include <string.h>

#define MAX_NUMBERS    3
#define IS_YEAR(token) ((token).n_digits == 4)

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
set_year(ValidateParts *parts, ValidateToken number)
{
    parts->year = number.value;
    parts->year_digits = number.n_digits;
}

/* The month has a name: what is left are a day and a year. */
static gboolean
assign_named(const Pieces *pieces, RollDateOrder order, ValidateParts *parts)
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
    /* "June 12-14" is two days and no year. */
    if (!IS_YEAR(numbers[0]) && !IS_YEAR(numbers[1]) && pieces->month_place != 1 &&
        pieces->n_signs > 0)
        return FALSE;
    if (IS_YEAR(numbers[0]) || (!IS_YEAR(numbers[1]) && order == ROLL_ORDER_YMD)) {
        set_year(parts, numbers[0]);
        parts->day = numbers[1].value;
        return TRUE;
    }
    parts->day = numbers[0].value;
    set_year(parts, numbers[1]);
    return TRUE;
}

static gboolean
assign_two(const Pieces *pieces, RollDateOrder order, ValidateParts *parts)
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
assign_three(const Pieces *pieces, RollDateOrder order, ValidateParts *parts)
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

gboolean
validate_date_parts(const ValidateToken *tokens, guint n, RollDateOrder order, ValidateParts *parts)
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
