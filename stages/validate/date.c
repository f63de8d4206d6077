#include "stages/validate/date.h"

#include <string.h>

#include "stages/validate/date_read.h"
#include "stages/validate/date_token.h"
#include "stages/validate/digits.h"

#define SERIAL_FIRST 10000 /* 1927-05-18 */
#define SERIAL_LAST  80000 /* 2119-01-11 */

static const ValidateFault not_a_date = {ROLL_SEVERITY_ERROR, "type-error", "not a date",
                                         "write dates like 2009-06-12"};
static const ValidateFault only_a_time = {
    ROLL_SEVERITY_ERROR, "type-error", "a time of day, and no date", "write dates like 2009-06-12"};
static const ValidateFault no_year = {ROLL_SEVERITY_ERROR, "type-error", "the year is missing",
                                      "write dates like 2009-06-12"};
static const ValidateFault no_day = {ROLL_SEVERITY_WARNING, "date-incomplete",
                                     "the day is missing; only the year is kept",
                                     "write dates like 2009-06-12"};
static const ValidateFault no_era = {
    ROLL_SEVERITY_ERROR, "date-ambiguous",
    "a year of two digits, and the source's profile declares no era",
    "write years with four digits, or declare era = ce or era = be in the source's profile"};
static const ValidateFault ambiguous = {
    ROLL_SEVERITY_ERROR, "date-ambiguous",
    "day and month cannot be told apart: the source's profile declares no date order",
    "write dates like 2009-06-12, or declare date-order in the source's profile"};
static const ValidateFault no_such_day = {ROLL_SEVERITY_ERROR, "constraint-error",
                                          "there is no such day", NULL};
static const ValidateFault other_order = {
    ROLL_SEVERITY_ERROR, "constraint-error",
    "there is no such day in the order of day and month that the source's profile declares",
    "day and month may be the other way round"};
static const ValidateFault year_outside = {ROLL_SEVERITY_ERROR, "constraint-error",
                                           "the year cannot be",
                                           "validate.ini says which years can be"};
static const ValidateFault reversed = {ROLL_SEVERITY_ERROR, "constraint-error",
                                       "the range ends before it begins", NULL};
static const ValidateFault serial_number = {
    ROLL_SEVERITY_ERROR, "date-serial", "the number of a day in a spreadsheet, and not a date",
    "format the column as a date before it is saved as CSV"};

/* One append, as this is what most cells of most exports come to. */
static void
append_day(GString *out, const ValidateDay *day)
{
    gchar text[] = "0000-00-00";

    validate_put_number(text, day->year, 4);
    validate_put_number(text + 5, day->month, 2);
    validate_put_number(text + 8, day->day, 2);
    g_string_append_len(out, text, (gssize)strlen(text));
}

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

static gboolean
is_time(const gchar *p, const gchar *end)
{
    for (; p < end; p++) {
        if (strchr("0123456789:.+- zZaApPmM", *p) == NULL)
            return FALSE;
    }
    return TRUE;
}

/* "2020-12-31T23:59:59+07:00" and "31/12/2020 23:59" to what stands before the time: the day as it
 * is written, whatever the zone. */
static RollText
without_time(RollText text)
{
    const gchar *end = text.data + text.length;
    const gchar *colon = memchr(text.data, ':', text.length);
    const gchar *hour = colon;

    while (hour != NULL && hour > text.data && g_ascii_isdigit(hour[-1]) && colon - hour < 2)
        hour--;
    if (hour == NULL || hour == colon || !is_time(hour, end))
        return text;
    if (hour == text.data)
        return ROLL_TEXT_EMPTY;
    if (!g_ascii_isspace(hour[-1]) &&
        (g_ascii_toupper(hour[-1]) != 'T' || hour - 1 == text.data || !g_ascii_isdigit(hour[-2])))
        return text;
    return roll_text_trim((RollText){text.data, (guint32)(hour - 1 - text.data)});
}

/* "44197" and "44197.5": what Excel and its like count from the day before 1900 on. */
static gboolean
is_serial(RollText text, guint *serial)
{
    if (validate_take_number(&text, 5, serial) != 5 || *serial < SERIAL_FIRST ||
        *serial > SERIAL_LAST)
        return FALSE;
    if (text.length == 0)
        return TRUE;
    for (guint i = 1; i < text.length; i++) {
        if (!g_ascii_isdigit(text.data[i]))
            return FALSE;
    }
    return text.data[0] == '.';
}

/* A spreadsheet takes 1900 for a leap year; from March of that year on, day 1 is 1899-12-31. */
static void
append_serial(GString *hint, guint serial)
{
    GDate date;

    g_date_set_dmy(&date, 30, G_DATE_DECEMBER, 1899);
    g_date_add_days(&date, serial);
    g_string_append(hint, "the spreadsheet shows it as ");
    append_day(hint, &(ValidateDay){g_date_get_year(&date), (guint)g_date_get_month(&date),
                                    g_date_get_day(&date)});
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

/* What is wrong with a day that does not exist: perhaps only the order. */
static const ValidateFault *
explain_no_such_day(const ValidateContext *context, const ValidateTokens *tokens, GString *hint)
{
    RollDateOrder other = context->order == ROLL_ORDER_DMY ? ROLL_ORDER_MDY : ROLL_ORDER_DMY;
    ValidateReading reading = {.outcome = VALIDATE_DATE_NONE};

    if (context->order != ROLL_ORDER_UNDECLARED)
        reading = validate_date_read_as(context, tokens, other);
    if (reading.outcome != VALIDATE_DATE_SOUND)
        return &no_such_day;
    g_string_append(hint, "the other way round it is ");
    append_day(hint, &reading.first);
    return &other_order;
}

static const ValidateFault *
explain(const ValidateContext *context, const ValidateTokens *tokens,
        const ValidateReading *reading, GString *hint)
{
    switch (reading->outcome) {
    case VALIDATE_DATE_SOUND:
    case VALIDATE_DATE_YEAR_ONLY:
        return NULL;
    case VALIDATE_DATE_NO_DAY:
        return &no_day;
    case VALIDATE_DATE_NO_YEAR:
        return &no_year;
    case VALIDATE_DATE_NO_ERA:
        return &no_era;
    case VALIDATE_DATE_NO_SUCH_DAY:
        return explain_no_such_day(context, tokens, hint);
    case VALIDATE_DATE_YEAR_OUTSIDE:
        return &year_outside;
    case VALIDATE_DATE_REVERSED:
        return &reversed;
    case VALIDATE_DATE_AMBIGUOUS:
        g_string_append(hint, "it may be ");
        append_day(hint, &reading->first);
        g_string_append(hint, " or ");
        append_day(hint, &reading->last);
        return &ambiguous;
    case VALIDATE_DATE_NONE:
    default:
        return &not_a_date;
    }
}

/* The long way; a fault that leaves @reading without an answer, or NULL or a warning with one. */
static const ValidateFault *
read_text(const ValidateContext *context, RollText text, GString *hint, ValidateReading *reading)
{
    ValidateTokens tokens;
    guint serial = 0;

    text = without_time(text);
    if (text.length == 0)
        return &only_a_time;
    if (is_serial(text, &serial)) {
        append_serial(hint, serial);
        return &serial_number;
    }
    if (!validate_date_tokens(context->settings, text, &tokens))
        return &not_a_date;
    (void)expand_digits(&tokens);
    *reading = validate_date_read(context, &tokens);
    return explain(context, &tokens, reading, hint);
}

const ValidateFault *
validate_date(const ValidateContext *context, RollText text, ValidateCell *cell)
{
    ValidateReading reading = {.outcome = VALIDATE_DATE_NONE};
    ValidateDay day = {0};
    const ValidateFault *fault = NULL;

    if (read_plain(context, text, &day)) {
        append_day(cell->norm, &day);
        return NULL;
    }
    fault = read_text(context, text, cell->hint, &reading);
    if (reading.outcome == VALIDATE_DATE_SOUND) {
        append_day(cell->norm, &reading.first);
        if (memcmp(&reading.first, &reading.last, sizeof reading.first) != 0)
            append_day(cell->last, &reading.last);
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
        read_text(context, validate_without_fraction(text), cell->hint, &reading);

    if (reading.outcome == VALIDATE_DATE_SOUND || reading.outcome == VALIDATE_DATE_YEAR_ONLY ||
        reading.outcome == VALIDATE_DATE_NO_DAY) {
        validate_append_number(cell->norm, reading.first.year, 4);
        return NULL;
    }
    return fault;
}
