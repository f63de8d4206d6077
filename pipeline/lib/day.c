#include "pipeline/lib/day.h"

#include <string.h>

#define DAYS_PER_400_YEARS 146097
#define LAST_DAY           3652059 /* 31 December 9999 */

static gboolean
is_leap(gint year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static gint
days_in_month(gint year, gint month)
{
    static const gint8 days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* The years are counted from 1 March, so that the leap day is the last of its year and the months'
 * lengths follow (153 m + 2) / 5. */
RollDay
roll_day_join(RollCalendarDay date)
{
    gint day = MIN(date.day, days_in_month(date.year, date.month));
    gint year = date.month > 2 ? date.year : date.year - 1;
    gint month = date.month > 2 ? date.month - 3 : date.month + 9;

    return year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 306;
}

RollCalendarDay
roll_day_split(RollDay day)
{
    gint since = day + 305; /* days since 1 March of the year 0 */
    gint era = since / DAYS_PER_400_YEARS;
    gint of_era = since % DAYS_PER_400_YEARS;
    gint year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    gint of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    gint month = (5 * of_year + 2) / 153;
    RollCalendarDay date = {.year = era * 400 + year_of_era,
                            .month = month < 10 ? month + 3 : month - 9,
                            .day = of_year - (153 * month + 2) / 5 + 1};

    if (date.month <= 2)
        date.year++;
    return date;
}

static gint
read_digits(const gchar *digits, guint n_digits)
{
    gint value = 0;

    for (guint i = 0; i < n_digits; i++) {
        if (!g_ascii_isdigit(digits[i]))
            return -1;
        value = value * 10 + (digits[i] - '0');
    }
    return value;
}

RollDay
roll_day_parse(RollText text)
{
    RollCalendarDay date;

    if (text.length != 10 || text.data[4] != '-' || text.data[7] != '-')
        return 0;
    date.year = read_digits(text.data, 4);
    date.month = read_digits(text.data + 5, 2);
    date.day = read_digits(text.data + 8, 2);
    if (date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1 ||
        date.day > days_in_month(date.year, date.month))
        return 0;
    return roll_day_join(date);
}

RollDay
roll_day_parse_month(RollText text)
{
    gchar first[ROLL_DAY_MAX] = "";
    RollDay day;

    if (text.length != 7)
        return 0;
    memcpy(first, text.data, 7);
    memcpy(first + 7, "-01", 4);
    day = roll_day_parse((RollText){first, 10});
    return day == 0 ? 0 : roll_day_month_end(day);
}

static void
write_digits(gchar *out, gint value, guint n_digits)
{
    for (guint i = n_digits; i > 0; i--) {
        out[i - 1] = (gchar)('0' + value % 10);
        value /= 10;
    }
}

void
roll_day_format(RollDay day, gchar out[ROLL_DAY_MAX])
{
    RollCalendarDay date;

    out[0] = '\0';
    if (day <= 0 || day > LAST_DAY)
        return;
    date = roll_day_split(day);
    write_digits(out, date.year, 4);
    out[4] = '-';
    write_digits(out + 5, date.month, 2);
    out[7] = '-';
    write_digits(out + 8, date.day, 2);
    out[10] = '\0';
}

RollDay
roll_day_add_months(RollDay day, gint months)
{
    RollCalendarDay date = roll_day_split(day);
    gint month = date.year * 12 + date.month - 1 + months;

    if (day <= 0 || month < 12)
        return 0;
    date.year = month / 12;
    date.month = month % 12 + 1;
    return roll_day_join(date);
}

gint
roll_day_months_between(RollDay from, RollDay to)
{
    RollCalendarDay a = roll_day_split(from);
    RollCalendarDay b = roll_day_split(to);
    gint months = (b.year - a.year) * 12 + b.month - a.month;

    return roll_day_add_months(from, months) > to ? months - 1 : months;
}

RollDay
roll_day_month_end(RollDay day)
{
    RollCalendarDay date = roll_day_split(day);

    date.day = 31;
    return roll_day_join(date);
}

RollDay
roll_day_week_start(RollDay day)
{
    return day - (day - 1) % 7; /* day 1 is a Monday */
}
