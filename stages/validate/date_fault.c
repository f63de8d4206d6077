#include "stages/validate/date_fault.h"

#include <string.h>

#include "stages/validate/date_serial.h"
#include "stages/validate/digits.h"

#define WRITE_DATE "hints.date"

const ValidateFault validate_not_a_date = {ROLL_SEVERITY_ERROR, "type-error", "date", WRITE_DATE};
const ValidateFault validate_only_a_time = {ROLL_SEVERITY_ERROR, "type-error", "time", WRITE_DATE};
static const ValidateFault no_year = {ROLL_SEVERITY_ERROR, "type-error", "year", WRITE_DATE};
static const ValidateFault no_day = {ROLL_SEVERITY_WARNING, "date-incomplete", "message",
                                     WRITE_DATE};
static const ValidateFault no_era = {ROLL_SEVERITY_ERROR, "date-ambiguous", "era", "era-hint"};
static const ValidateFault ambiguous = {ROLL_SEVERITY_ERROR, "date-ambiguous", "order",
                                        "order-hint"};
static const ValidateFault no_such_day = {ROLL_SEVERITY_ERROR, "constraint-error", "day",
                                          "day-months"};
static const ValidateFault other_order = {ROLL_SEVERITY_ERROR, "constraint-error", "day-order",
                                          "day-order-hint"};
const ValidateFault validate_year_outside = {ROLL_SEVERITY_ERROR, "constraint-error", "year",
                                             "year-hint"};
static const ValidateFault reversed = {ROLL_SEVERITY_ERROR, "constraint-error", "range",
                                       "range-hint"};
static const ValidateFault serial_number = {ROLL_SEVERITY_ERROR, "date-serial", "message", "hint"};
const ValidateFault validate_never_was = {ROLL_SEVERITY_ERROR, "constraint-error", "serial",
                                          WRITE_DATE};
const ValidateFault validate_year_or_serial = {ROLL_SEVERITY_ERROR, "date-ambiguous", "serial",
                                               WRITE_DATE};
static const ValidateFault shifted = {ROLL_SEVERITY_ERROR, "date-ambiguous", "time", "time-hint"};

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

static void
set_day(RollValues *values, const gchar *name, const ValidateDay *day)
{
    g_autoptr(GString) text = g_string_new(NULL);

    validate_append_day(text, day);
    roll_values_set(values, name, text->str);
}

/* The month is shorter than the day asks for: how long it is. */
static void
hint_at_length(const ValidateDay *day, ValidateHint *hint)
{
    gchar month[] = "0000-00";

    if (!g_date_valid_month((GDateMonth)day->month) || day->day < 1 || day->day > 31 ||
        day->year < 1 || day->year > 9999)
        return;
    validate_put_number(month, day->year, 4);
    validate_put_number(month + 5, day->month, 2);
    hint->sentence = "day-hint";
    roll_values_set(hint->values, "month", month);
    roll_values_set_number(hint->values, "days",
                           g_date_get_days_in_month((GDateMonth)day->month, (GDateYear)day->year));
}

/* What is wrong with a day that does not exist: perhaps only the order. */
static const ValidateFault *
explain_no_such_day(const ValidateContext *context, const ValidateTokens *tokens,
                    const ValidateReading *wrong, ValidateHint *hint)
{
    RollDateOrder other = context->order == ROLL_ORDER_DMY ? ROLL_ORDER_MDY : ROLL_ORDER_DMY;
    ValidateReading reading = {.outcome = VALIDATE_DATE_NONE};

    if (context->order != ROLL_ORDER_UNDECLARED)
        reading = validate_date_read_as(context, tokens, other);
    if (reading.outcome != VALIDATE_DATE_SOUND) {
        hint_at_length(&wrong->first, hint);
        if (hint->sentence == NULL)
            hint_at_length(&wrong->last, hint);
        return &no_such_day;
    }
    hint->sentence = "day-turned";
    set_day(hint->values, "day", &reading.first);
    return &other_order;
}

/* A year of the Buddhist Era, in a file whose years are declared to be of the other; else which
 * years can be. */
static const ValidateFault *
explain_year(const ValidateContext *context, const ValidateTokens *tokens, ValidateHint *hint)
{
    ValidateContext buddhist = *context;
    ValidateReading reading = {.outcome = VALIDATE_DATE_NONE};

    buddhist.era = ROLL_ERA_BE;
    if (context->era == ROLL_ERA_CE)
        reading = validate_date_read(&buddhist, tokens);
    if (reading.outcome == VALIDATE_DATE_SOUND) {
        hint->sentence = "year-buddhist";
        set_day(hint->values, "day", &reading.first);
        return &validate_year_outside;
    }
    hint->sentence = "year-range";
    roll_values_set_number(hint->values, "first", context->years->first);
    roll_values_set_number(hint->values, "last", context->years->last);
    return &validate_year_outside;
}

static void
hint_at_range_of(const gchar *sentence, const ValidateDay *first, const ValidateDay *last,
                 ValidateHint *hint)
{
    hint->sentence = sentence;
    set_day(hint->values, "first", first);
    set_day(hint->values, "last", last);
}

static void
hint_at_either(const ValidateDay *one, const ValidateDay *other, ValidateHint *hint)
{
    hint->sentence = "either";
    set_day(hint->values, "one", one);
    set_day(hint->values, "other", other);
}

/* "30 December - 2 January 2010" begins the year before; in most others the days are swapped. */
static void
hint_at_range(const ValidateReading *reading, ValidateHint *hint)
{
    ValidateDay before = reading->first;

    before.year--;
    if (reading->first.year == reading->last.year && reading->first.month > reading->last.month + 6)
        hint_at_range_of("range-year", &before, &reading->last, hint);
    else
        hint_at_range_of("range-turned", &reading->last, &reading->first, hint);
}

const ValidateFault *
validate_date_explain(const ValidateContext *context, const ValidateTokens *tokens,
                      const ValidateReading *reading, ValidateHint *hint)
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
        hint_at_either(&reading->first, &reading->last, hint);
        return &ambiguous;
    case VALIDATE_DATE_NONE:
    default:
        return &validate_not_a_date;
    }
}

const ValidateFault *
validate_date_refuse_serial(const ValidateContext *context, guint serial, ValidateHint *hint)
{
    ValidateDay days[2];
    guint n = validate_serial_days(context, serial, days);

    if (n == 2) {
        hint->sentence = "either";
        set_day(hint->values, "from-1900", &days[0]);
        set_day(hint->values, "from-1904", &days[1]);
    }
    if (n == 1) {
        hint->sentence = "shown";
        set_day(hint->values, "day", &days[0]);
    }
    return &serial_number;
}

/* A day that a program has put on the day before, perhaps. */
const ValidateFault *
validate_date_explain_shift(ValidateReading *reading, ValidateHint *hint)
{
    GDate next;
    ValidateDay day;

    g_date_set_dmy(&next, (GDateDay)reading->first.day, (GDateMonth)reading->first.month,
                   (GDateYear)reading->first.year);
    g_date_add_days(&next, 1);
    day = (ValidateDay){g_date_get_year(&next), (guint)g_date_get_month(&next),
                        g_date_get_day(&next)};
    hint_at_either(&reading->first, &day, hint);
    reading->outcome = VALIDATE_DATE_AMBIGUOUS;
    return &shifted;
}
