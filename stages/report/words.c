#include "stages/report/words.h"

#include <string.h>

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

static const gchar *const months[] = {"dates.january", "dates.february", "dates.march",
                                      "dates.april",   "dates.may",      "dates.june",
                                      "dates.july",    "dates.august",   "dates.september",
                                      "dates.october", "dates.november", "dates.december"};
static const gchar *const short_months[] = {
    "dates.jan", "dates.feb", "dates.mar", "dates.apr", "dates.may-short", "dates.jun",
    "dates.jul", "dates.aug", "dates.sep", "dates.oct", "dates.nov",       "dates.dec"};

const gchar *
words_month_name(const Messages *say, gint month)
{
    return messages_word(say, months[month - 1]);
}

static const gchar *
short_name(const Messages *say, gint month)
{
    return messages_word(say, short_months[month - 1]);
}

/* @day by the message @key; "" where it is none. */
static const gchar *
put_day(const Messages *say, const gchar *key, RollDay day, Words out)
{
    RollCalendarDay date = roll_day_split(day);
    g_autofree gchar *number = g_strdup_printf("%d", date.day);
    g_autofree gchar *year = g_strdup_printf("%d", date.year);
    g_autofree gchar *last_digits = g_strdup_printf("%02d", date.year % 100);
    g_autofree gchar *text = NULL;

    out[0] = '\0';
    if (day <= 0)
        return out;
    text = messages_text(say, key, "day", number, "month", words_month_name(say, date.month), "mon",
                         short_name(say, date.month), "year", year, "yy", last_digits, NULL);
    g_strlcpy(out, text, WORDS_MAX);
    return out;
}

const gchar *
words_day(const Messages *say, RollDay day, Words out)
{
    return put_day(say, "dates.day", day, out);
}

const gchar *
words_day_short(const Messages *say, RollDay day, Words out)
{
    return put_day(say, "dates.day-short", day, out);
}

const gchar *
words_day_long(const Messages *say, RollDay day, Words out)
{
    return put_day(say, "dates.day-long", day, out);
}

const gchar *
words_month(const Messages *say, RollDay day, Words out)
{
    return put_day(say, "dates.month", day, out);
}

const gchar *
words_month_short(const Messages *say, RollDay day, Words out)
{
    return put_day(say, "dates.month-short", day, out);
}

const gchar *
words_range(const Messages *say, RollDay start, RollDay end, Words out)
{
    RollCalendarDay from = roll_day_split(start);
    RollCalendarDay to = roll_day_split(end);
    gboolean one_month = from.month == to.month && from.year == to.year;
    g_autofree gchar *first = g_strdup_printf("%d", from.day);
    g_autofree gchar *last = g_strdup_printf("%d", to.day);
    g_autofree gchar *text = NULL;

    if (start <= 0 || end <= start)
        return words_day_short(say, start, out);
    text = messages_text(say, one_month ? "dates.range-one-month" : "dates.range", "first", first,
                         "mon", short_name(say, from.month), "last", last, "last-mon",
                         short_name(say, to.month), NULL);
    g_strlcpy(out, text, WORDS_MAX);
    return out;
}

const gchar *
words_plural(gint64 n)
{
    return n == 1 ? "" : "s";
}
