#include "stages/report/words.h"

#include <string.h>

/* @digits in groups of three, counted from behind (transfer full). */
static gchar *
group_digits(const Messages *say, const gchar *digits)
{
    gsize length = strlen(digits);
    gsize place = length % 3 == 0 ? MIN(length, 3) : length % 3;
    gchar *text = g_strndup(digits, place);

    for (; place < length; place += 3) {
        g_autofree gchar *front = text;
        g_autofree gchar *group = g_strndup(digits + place, 3);

        text = messages_text(say, "numbers.thousands", "front", front, "group", group, NULL);
    }
    return text;
}

/* Takes @number. */
static const gchar *
put_number(const Messages *say, const gchar *key, gchar *number, Words out)
{
    g_autofree gchar *text =
        key != NULL ? messages_text(say, key, "number", number, NULL) : g_strdup(number);

    g_strlcpy(out, text, WORDS_MAX);
    g_free(number);
    return out;
}

static gchar *
digits_of(const Messages *say, gint64 n)
{
    gchar digits[24];

    g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, n < 0 ? -n : n);
    return group_digits(say, digits);
}

const gchar *
words_count(const Messages *say, gint64 n, Words out)
{
    return put_number(say, n < 0 ? "numbers.negative" : NULL, digits_of(say, n), out);
}

const gchar *
words_change(const Messages *say, gint64 n, Words out)
{
    const gchar *sign = n > 0 ? "numbers.positive" : NULL;

    return put_number(say, n < 0 ? "numbers.negative" : sign, digits_of(say, n), out);
}

/* "19.9", as the language writes it. */
static gchar *
real_of(const Messages *say, const gchar *number)
{
    g_auto(GStrv) parts = g_strsplit(number, ".", 2);

    if (parts[0] == NULL || parts[1] == NULL)
        return g_strdup(number);
    return messages_text(say, "numbers.decimal", "whole", parts[0], "fraction", parts[1], NULL);
}

static gchar *
format_real(gdouble value, guint digits)
{
    gchar text[32];
    gchar format[] = "%.0f";

    format[2] = (gchar)('0' + digits % 10);
    return g_strdup(g_ascii_formatd(text, sizeof text, format, value < 0 ? -value : value));
}

const gchar *
words_real(const Messages *say, gdouble value, guint digits, Words out)
{
    g_autofree gchar *number = format_real(value, digits);

    return put_number(say, value < 0 ? "numbers.negative" : NULL, real_of(say, number), out);
}

const gchar *
words_real_change(const Messages *say, gdouble value, guint digits, Words out)
{
    g_autofree gchar *number = format_real(value, digits);
    gboolean is_negative = value < 0 && strpbrk(number, "123456789") != NULL;

    return put_number(say, is_negative ? "numbers.negative" : "numbers.positive",
                      real_of(say, number), out);
}

const gchar *
words_written(const Messages *say, const gchar *number, Words out)
{
    gboolean is_negative = number[0] == '-';

    return put_number(say, is_negative ? "numbers.negative" : NULL,
                      real_of(say, number + (is_negative ? 1 : 0)), out);
}

const gchar *
words_percent(const Messages *say, gdouble part, gdouble whole, Words out)
{
    Words number;

    out[0] = '\0';
    if (whole > 0)
        put_number(say, "numbers.percent", g_strdup(words_real(say, 100 * part / whole, 0, number)),
                   out);
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

/* What match compares, "family name", is called otherwise than the field family_name. */
gchar *
words_field(const Messages *say, const gchar *field)
{
    return messages_term(say, strchr(field, ' ') != NULL ? "compared" : "fields", field);
}

gchar *
words_fields(const Messages *say, const gchar *fields)
{
    g_auto(GStrv) parts = g_strsplit(fields, ";", -1);
    GString *out = g_string_new(roll_messages_is_english(say) ? fields : NULL);

    for (guint i = 0; parts[i] != NULL && !roll_messages_is_english(say); i++) {
        g_autofree gchar *name = words_field(say, g_strstrip(parts[i]));

        g_string_append_printf(out, "%s%s", i > 0 ? "; " : "", name);
    }
    return g_string_free(out, FALSE);
}

const gchar *
words_plural(gint64 n)
{
    return n == 1 ? "" : "s";
}
