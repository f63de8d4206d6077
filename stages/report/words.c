#include "stages/report/words.h"

#include <string.h>

static const gchar *const months[] = {"January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December"};

const gchar *
words_count(gint64 n, Words out)
{
    gchar digits[24];
    gsize length;
    gsize place = 0;

    g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, n < 0 ? -n : n);
    length = strlen(digits);
    if (n < 0)
        place = g_strlcpy(out, "−", WORDS_MAX);
    for (gsize i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            out[place++] = ',';
        out[place++] = digits[i];
    }
    out[place] = '\0';
    return out;
}

const gchar *
words_change(gint64 n, Words out)
{
    Words count;

    g_snprintf(out, WORDS_MAX, "%s%s", n > 0 ? "+" : "", words_count(n, count));
    return out;
}

const gchar *
words_real(gdouble value, guint digits, Words out)
{
    gchar text[32];
    gchar format[] = "%.0f";

    format[2] = (gchar)('0' + digits % 10);
    g_ascii_formatd(text, sizeof text, format, value < 0 ? -value : value);
    g_snprintf(out, WORDS_MAX, "%s%s", value < 0 ? "−" : "", text);
    return out;
}

const gchar *
words_percent(gdouble part, gdouble whole, Words out)
{
    Words number;

    out[0] = '\0';
    if (whole > 0)
        g_snprintf(out, WORDS_MAX, "%s %%", words_real(100 * part / whole, 0, number));
    return out;
}

const gchar *
words_month_name(gint month)
{
    return months[month - 1];
}

const gchar *
words_day(RollDay day, Words out)
{
    RollCalendarDay date = roll_day_split(day);

    out[0] = '\0';
    if (day > 0)
        g_snprintf(out, WORDS_MAX, "%d %.3s %d", date.day, months[date.month - 1], date.year);
    return out;
}

const gchar *
words_day_short(RollDay day, Words out)
{
    RollCalendarDay date = roll_day_split(day);

    out[0] = '\0';
    if (day > 0)
        g_snprintf(out, WORDS_MAX, "%d %.3s", date.day, months[date.month - 1]);
    return out;
}

const gchar *
words_day_long(RollDay day, Words out)
{
    RollCalendarDay date = roll_day_split(day);

    out[0] = '\0';
    if (day > 0)
        g_snprintf(out, WORDS_MAX, "%d %s", date.day, months[date.month - 1]);
    return out;
}

const gchar *
words_range(RollDay start, RollDay end, Words out)
{
    RollCalendarDay from = roll_day_split(start);
    RollCalendarDay to = roll_day_split(end);

    if (start <= 0 || end <= start)
        return words_day_short(start, out);
    if (from.month == to.month && from.year == to.year)
        g_snprintf(out, WORDS_MAX, "%d–%d %.3s", from.day, to.day, months[to.month - 1]);
    else
        g_snprintf(out, WORDS_MAX, "%d %.3s–%d %.3s", from.day, months[from.month - 1], to.day,
                   months[to.month - 1]);
    return out;
}

const gchar *
words_month(RollDay day, Words out)
{
    RollCalendarDay date = roll_day_split(day);

    out[0] = '\0';
    if (day > 0)
        g_snprintf(out, WORDS_MAX, "%s %d", months[date.month - 1], date.year);
    return out;
}

const gchar *
words_month_short(RollDay day, Words out)
{
    RollCalendarDay date = roll_day_split(day);

    out[0] = '\0';
    if (day > 0)
        g_snprintf(out, WORDS_MAX, "%.3s %02d", months[date.month - 1], date.year % 100);
    return out;
}

const gchar *
words_plural(gint64 n)
{
    return n == 1 ? "" : "s";
}
