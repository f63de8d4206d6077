#include "stages/validate/date_fault.h"

#include <string.h>

#include "stages/validate/date_serial.h"
#include "stages/validate/digits.h"

const ValidateFault validate_not_a_date = {ROLL_SEVERITY_ERROR, "type-error", "not a date",
                                           "write dates like 2009-06-12"};
const ValidateFault validate_only_a_time = {
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
const ValidateFault validate_year_outside = {ROLL_SEVERITY_ERROR, "constraint-error",
                                             "the year cannot be",
                                             "validate.ini says which years can be"};
static const ValidateFault reversed = {ROLL_SEVERITY_ERROR, "constraint-error",
                                       "the range ends before it begins", NULL};
static const ValidateFault serial_number = {
    ROLL_SEVERITY_ERROR, "date-serial", "the number of a day in a spreadsheet, and not a date",
    "format the column as a date before it is saved as CSV, or declare serials = 1900 in the "
    "source's profile"};
const ValidateFault validate_never_was = {
    ROLL_SEVERITY_ERROR, "constraint-error",
    "the number of a day that never was: spreadsheets take 1900 for a leap year",
    "write dates like 2009-06-12"};
const ValidateFault validate_year_or_serial = {
    ROLL_SEVERITY_ERROR, "date-ambiguous",
    "a year, or the number of a day: the source's profile says that there are both",
    "write dates like 2009-06-12"};
static const ValidateFault shifted = {
    ROLL_SEVERITY_ERROR, "date-ambiguous",
    "the time is of UTC and midnight in a country of the region: the day may be the next",
    "send dates without a time, like 2009-06-12"};

/* One append, as this is what most cells of most exports come to. */
void
validate_append_day(GString *out, const ValidateDay *day)
{
    gchar text[] = "0000-00-00";

    validate_put_number(text, day->year, 4);
    validate_put_number(text + 5, day->month, 2);
    validate_put_number(text + 8, day->day, 2);
    g_string_append_len(out, text, (gssize)strlen(text));
}

/* The month is shorter than the day asks for: how long it is. */
static void
hint_at_length(const ValidateDay *day, GString *hint)
{
    if (!g_date_valid_month((GDateMonth)day->month) || day->day < 1 || day->day > 31 ||
        day->year < 1 || day->year > 9999)
        return;
    g_string_append_printf(hint, "%04u-%02u has %u days", day->year, day->month,
                           g_date_get_days_in_month((GDateMonth)day->month, (GDateYear)day->year));
}

/* What is wrong with a day that does not exist: perhaps only the order. */
static const ValidateFault *
explain_no_such_day(const ValidateContext *context, const ValidateTokens *tokens,
                    const ValidateReading *wrong, GString *hint)
{
    RollDateOrder other = context->order == ROLL_ORDER_DMY ? ROLL_ORDER_MDY : ROLL_ORDER_DMY;
    ValidateReading reading = {.outcome = VALIDATE_DATE_NONE};

    if (context->order != ROLL_ORDER_UNDECLARED)
        reading = validate_date_read_as(context, tokens, other);
    if (reading.outcome != VALIDATE_DATE_SOUND) {
        hint_at_length(&wrong->first, hint);
        if (hint->len == 0)
            hint_at_length(&wrong->last, hint);
        return &no_such_day;
    }
    g_string_append(hint, "the other way round it is ");
    validate_append_day(hint, &reading.first);
    return &other_order;
}

/* A year of the Buddhist Era, in a file whose years are declared to be of the other; else which
 * years can be. */
static const ValidateFault *
explain_year(const ValidateContext *context, const ValidateTokens *tokens, GString *hint)
{
    ValidateContext buddhist = *context;
    ValidateReading reading = {.outcome = VALIDATE_DATE_NONE};

    buddhist.era = ROLL_ERA_BE;
    if (context->era == ROLL_ERA_CE)
        reading = validate_date_read(&buddhist, tokens);
    if (reading.outcome == VALIDATE_DATE_SOUND) {
        g_string_append(hint, "by the Buddhist Era it is ");
        validate_append_day(hint, &reading.first);
        g_string_append(hint, "; the source's profile declares era = ce");
        return &validate_year_outside;
    }
    g_string_append_printf(hint, "a year from %u to %u is expected; validate.ini says so",
                           context->years->first, context->years->last);
    return &validate_year_outside;
}

static void
hint_at_two(const gchar *what, const ValidateDay *one, const gchar *between,
            const ValidateDay *other, GString *hint)
{
    g_string_append(hint, what);
    validate_append_day(hint, one);
    g_string_append(hint, between);
    validate_append_day(hint, other);
}

/* "30 December - 2 January 2010" begins the year before; in most others the days are swapped. */
static void
hint_at_range(const ValidateReading *reading, GString *hint)
{
    ValidateDay before = reading->first;

    before.year--;
    if (reading->first.year == reading->last.year && reading->first.month > reading->last.month + 6)
        hint_at_two("it may be ", &before, " to ", &reading->last, hint);
    else
        hint_at_two("the other way round it is ", &reading->last, " to ", &reading->first, hint);
}

const ValidateFault *
validate_date_explain(const ValidateContext *context, const ValidateTokens *tokens,
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
        return explain_no_such_day(context, tokens, reading, hint);
    case VALIDATE_DATE_YEAR_OUTSIDE:
        return explain_year(context, tokens, hint);
    case VALIDATE_DATE_REVERSED:
        hint_at_range(reading, hint);
        return &reversed;
    case VALIDATE_DATE_AMBIGUOUS:
        hint_at_two("it may be ", &reading->first, " or ", &reading->last, hint);
        return &ambiguous;
    case VALIDATE_DATE_NONE:
    default:
        return &validate_not_a_date;
    }
}

const ValidateFault *
validate_date_refuse_serial(const ValidateContext *context, guint serial, GString *hint)
{
    ValidateDay days[2];
    guint n = validate_serial_days(context, serial, days);

    if (n == 2)
        hint_at_two("it is ", &days[0], " counted from 1900, ", &days[1], hint);
    if (n == 2)
        g_string_append(hint, " counted from 1904; the source's profile can declare which");
    if (n == 1) {
        g_string_append(hint, "the spreadsheet shows it as ");
        validate_append_day(hint, &days[0]);
    }
    return &serial_number;
}

/* A day that a program has put on the day before, perhaps. */
const ValidateFault *
validate_date_explain_shift(ValidateReading *reading, GString *hint)
{
    GDate next;
    ValidateDay day;

    g_date_set_dmy(&next, (GDateDay)reading->first.day, (GDateMonth)reading->first.month,
                   (GDateYear)reading->first.year);
    g_date_add_days(&next, 1);
    day = (ValidateDay){g_date_get_year(&next), (guint)g_date_get_month(&next),
                        g_date_get_day(&next)};
    hint_at_two("it may be ", &reading->first, " or ", &day, hint);
    reading->outcome = VALIDATE_DATE_AMBIGUOUS;
    return &shifted;
}
