#include "stages/validate/date.h"

#include <string.h>

#include "stages/validate/date_fault.h"
#include "stages/validate/date_read.h"
#include "stages/validate/date_serial.h"
#include "stages/validate/date_time.h"
#include "stages/validate/date_token.h"
#include "stages/validate/digits.h"

#define SERIAL_FIRST  10000 /* 1927-05-18: what smaller numbers are nobody can tell */
#define SERIAL_LAST   80000 /* 2119-01-11 */
#define SERIAL_DIGITS 5

static gboolean
take_sign(RollText *text, gchar *sign)
{
    gchar c = text->data[0]; /* behind the last one stands a NUL, or what follows the text */

    if (text->length == 0 || (c != '-' && c != '/' && c != '.' && c != ' '))
        return FALSE;
    *sign = c;
    text->data++;
    text->length--;
    return TRUE;
}

/* The forms that nearly all cells have: three numbers, two equal signs, and an order that is
 * plain.  FALSE leaves the cell to the long way. */
static gboolean
read_plain(const ValidateContext *context, RollText text, ValidateDay *day)
{
    guint values[3];
    guint n_digits[3];
    gchar signs[2] = {0, 0};

    n_digits[0] = validate_take_number(&text, 4, &values[0]);
    if (n_digits[0] == 0 || !take_sign(&text, &signs[0]))
        return FALSE;
    n_digits[1] = validate_take_number(&text, 2, &values[1]);
    if (n_digits[1] == 0 || !take_sign(&text, &signs[1]) || signs[0] != signs[1])
        return FALSE;
    n_digits[2] = validate_take_number(&text, 4, &values[2]);
    if (text.length > 0)
        return FALSE;
    if (n_digits[0] == 4 && n_digits[2] > 0 && n_digits[2] <= 2)
        *day = (ValidateDay){values[0], values[1], values[2]};
    else if (n_digits[0] <= 2 && n_digits[2] == 4 && context->order == ROLL_ORDER_DMY)
        *day = (ValidateDay){values[2], values[1], values[0]};
    else if (n_digits[0] <= 2 && n_digits[2] == 4 && context->order == ROLL_ORDER_MDY)
        *day = (ValidateDay){values[2], values[0], values[1]};
    else
        return FALSE;
    day->year = validate_common_year(context, context->era, day->year, 4);
    return validate_day_check(context, day) == VALIDATE_DATE_SOUND;
}

/* Eight digits: 20090612, or in a declared order 12062009.  The two cannot be taken for each
 * other, since a month and a day are never a year that can be. */
static gboolean
expand_digits(ValidateTokens *tokens)
{
    guint value = tokens->tokens[0].value;
    gboolean year_first = value / 10000 >= 1800 && value / 10000 <= 2700;
    const guint widths[] = {year_first ? 4 : 2, 2, year_first ? 2 : 4};
    guint scale = 100000000;

    if (tokens->n != 1 || tokens->tokens[0].kind != VALIDATE_TOKEN_NUMBER ||
        tokens->tokens[0].n_digits != 8)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(widths); i++) {
        for (guint digit = 0; digit < widths[i]; digit++)
            scale /= 10;
        tokens->tokens[i] = (ValidateToken){VALIDATE_TOKEN_NUMBER, value / scale, widths[i]};
        value %= scale;
    }
    tokens->n = G_N_ELEMENTS(widths);
    return TRUE;
}

/* ---- numbers of days ---- */

/* What a number means where the profile declares that days are counted.  FALSE: it may be a date
 * as any other. */
static gboolean
read_serial(const ValidateContext *context, RollText text, const ValidateFault **fault,
            ValidateReading *reading)
{
    guint serial = 0;
    ValidateDay day = {0};
    ValidateDay year = {.month = 1, .day = 1};

    if (context->serials == ROLL_SERIALS_UNDECLARED ||
        !validate_serial_take(text, SERIAL_DIGITS, &serial))
        return FALSE;
    *fault = &validate_never_was;
    if (!validate_serial_day(context->serials, serial, &day))
        return TRUE;
    *fault = NULL;
    reading->outcome = validate_day_check(context, &day);
    reading->first = reading->last = day;
    if (serial < 1000 || serial > 9999) {
        if (reading->outcome != VALIDATE_DATE_SOUND)
            *fault = &validate_year_outside;
        return TRUE;
    }
    year.year = validate_common_year(context, context->era, serial, 4);
    if (validate_day_check(context, &year) != VALIDATE_DATE_SOUND)
        return reading->outcome == VALIDATE_DATE_SOUND;
    if (reading->outcome == VALIDATE_DATE_SOUND) {
        reading->outcome = VALIDATE_DATE_AMBIGUOUS;
        *fault = &validate_year_or_serial;
        return TRUE;
    }
    return FALSE;
}

/* ---- all of it ---- */

/* The long way; a fault that leaves @reading without an answer, or NULL or a warning with one. */
static const ValidateFault *
read_text(const ValidateContext *context, RollText text, ValidateHint *hint,
          ValidateReading *reading)
{
    ValidateTokens tokens;
    const ValidateFault *fault = NULL;
    gboolean is_shifted = FALSE;
    guint serial = 0;

    text = validate_without_time(text, &is_shifted);
    if (text.length == 0)
        return &validate_only_a_time;
    if (read_serial(context, text, &fault, reading))
        return fault;
    if (validate_serial_take(text, SERIAL_DIGITS, &serial) && serial >= SERIAL_FIRST &&
        serial <= SERIAL_LAST)
        return validate_date_refuse_serial(context, serial, hint);
    if (!validate_date_rules_mend(context->settings->date_rules, text, &text) ||
        !validate_date_tokens(context->settings, text, &tokens))
        return &validate_not_a_date;
    (void)expand_digits(&tokens);
    *reading = validate_date_read(context, &tokens);
    if (is_shifted && reading->outcome == VALIDATE_DATE_SOUND)
        return validate_date_explain_shift(reading, hint);
    return validate_date_explain(context, &tokens, reading, hint);
}

const ValidateFault *
validate_date(const ValidateContext *context, RollText text, ValidateCell *cell)
{
    ValidateReading reading = {.outcome = VALIDATE_DATE_NONE};
    ValidateDay day = {0};
    const ValidateFault *fault = NULL;

    if (read_plain(context, text, &day)) {
        validate_append_day(cell->norm, &day);
        return NULL;
    }
    fault = read_text(context, text, &cell->hint, &reading);
    if (reading.outcome == VALIDATE_DATE_SOUND) {
        validate_append_day(cell->norm, &reading.first);
        if (memcmp(&reading.first, &reading.last, sizeof reading.first) != 0)
            validate_append_day(cell->last, &reading.last);
    } else if (reading.outcome == VALIDATE_DATE_YEAR_ONLY ||
               reading.outcome == VALIDATE_DATE_NO_DAY) {
        validate_append_number(cell->norm, reading.first.year, 4);
    }
    return fault;
}

const ValidateFault *
validate_year(const ValidateContext *context, RollText text, ValidateCell *cell)
{
    ValidateReading reading = {.outcome = VALIDATE_DATE_NONE};
    const ValidateFault *fault =
        read_text(context, validate_without_fraction(text), &cell->hint, &reading);

    if (reading.outcome == VALIDATE_DATE_SOUND || reading.outcome == VALIDATE_DATE_YEAR_ONLY ||
        reading.outcome == VALIDATE_DATE_NO_DAY) {
        validate_append_number(cell->norm, reading.first.year, 4);
        return NULL;
    }
    return fault;
}
