#include "stages/ingest/profile_dates.h"

#define MAX_NUMBERS 12

/* A cell as numbers, and where among them the name of a month stands. */
typedef struct {
    guint values[MAX_NUMBERS];
    guint n_digits[MAX_NUMBERS];
    guint n;
    gint month_at; /* so many numbers stand before it; -1: no month */
} Parts;

static const gchar *
take_number(const gchar *p, const gchar *end, Parts *parts)
{
    guint value = 0;
    guint n_digits = 0;

    for (; p < end && g_unichar_isdigit(g_utf8_get_char(p)); p = roll_utf8_next(p)) {
        if (n_digits++ < 8)
            value = value * 10 + (guint)g_unichar_digit_value(g_utf8_get_char(p));
    }
    if (parts->n < MAX_NUMBERS) {
        parts->values[parts->n] = value;
        parts->n_digits[parts->n] = n_digits;
    }
    parts->n++;
    return p;
}

static gboolean
is_of_word(gunichar c)
{
    return g_unichar_isalpha(c) || g_unichar_ismark(c) || c == '.';
}

static RollText
take_word(const gchar *p, const gchar *end)
{
    const gchar *begin = p;

    while (p < end && is_of_word(g_utf8_get_char(p)))
        p = roll_utf8_next(p);
    return (RollText){begin, (guint32)(p - begin)};
}

/* FALSE when dates do not have that word. */
static gboolean
add_word(RollText word, const IngestWords *words, Parts *parts)
{
    if (!ingest_words_have(words->months, word))
        /* T and Z stand about the time of day. */
        return ingest_words_have(words->dates, word) || roll_text_equal(word, roll_text("T")) ||
               roll_text_equal(word, roll_text("Z"));
    if (parts->month_at < 0)
        parts->month_at = (gint)parts->n;
    return TRUE;
}

static gboolean
take_apart(RollText value, const IngestWords *words, Parts *parts)
{
    const gchar *end = value.data + value.length;

    for (const gchar *p = value.data; p < end;) {
        gunichar c = g_utf8_get_char(p);
        RollText word = g_unichar_isalpha(c) ? take_word(p, end) : ROLL_TEXT_EMPTY;

        if (word.length > 0 && !add_word(word, words, parts))
            return FALSE;
        if (g_unichar_isdigit(c))
            p = take_number(p, end, parts);
        else
            p = word.length > 0 ? p + word.length : roll_utf8_next(p);
    }
    return parts->n <= MAX_NUMBERS;
}

void
ingest_dates_look_year(IngestDates *dates, guint year)
{
    dates->n_ce += year >= 1900 && year <= 2100;
    dates->n_be += year >= 2400 && year <= 2600;
    dates->n_birth += (year >= 1930 && year <= 2010) || (year >= 2473 && year <= 2553);
}

static gboolean
is_year(const Parts *parts, guint i)
{
    return parts->n_digits[i] == 4 && ((parts->values[i] >= 1900 && parts->values[i] <= 2100) ||
                                       (parts->values[i] >= 2400 && parts->values[i] <= 2600));
}

/* What may be a day or a month. */
static gboolean
is_small(const Parts *parts, guint i)
{
    return parts->n_digits[i] <= 2 && parts->values[i] >= 1 && parts->values[i] <= 31;
}

static gboolean
look_at_words(IngestDates *dates, const Parts *parts)
{
    guint year_at = 0;

    while (year_at < parts->n && !is_year(parts, year_at))
        year_at++;
    if (parts->n < 2 || !(is_small(parts, 0) || year_at == 0))
        return FALSE;
    if (year_at == 0)
        dates->n_year_first++;
    else if (parts->month_at > 0)
        dates->n_day_word++;
    else
        dates->n_word_day++;
    if (year_at < parts->n)
        ingest_dates_look_year(dates, parts->values[year_at]);
    else
        dates->n_two_digit++;
    return TRUE;
}

/* Day, month and year from @first on, the year last. */
static gboolean
look_at_numbers(IngestDates *dates, const Parts *parts, guint first)
{
    guint a = parts->values[first];
    guint b = parts->values[first + 1];
    gboolean is_long = is_year(parts, first + 2);

    if (!is_small(parts, first) || !is_small(parts, first + 1) || (a > 12 && b > 12) ||
        !(is_long || parts->n_digits[first + 2] == 2))
        return FALSE;
    if (a > 12)
        dates->n_day_first++;
    else if (b > 12)
        dates->n_month_first++;
    else
        dates->n_either++;
    if (is_long)
        ingest_dates_look_year(dates, parts->values[first + 2]);
    else
        dates->n_two_digit++;
    return TRUE;
}

static gboolean
look(IngestDates *dates, const Parts *parts)
{
    if (parts->month_at >= 0)
        return look_at_words(dates, parts);
    if (parts->n < 3)
        return FALSE;
    if (is_year(parts, 0)) {
        if (!is_small(parts, 1) || parts->values[1] > 12 || !is_small(parts, 2))
            return FALSE;
        dates->n_year_first++;
        ingest_dates_look_year(dates, parts->values[0]);
        return TRUE;
    }
    /* 12-14/6/2009: the last day decides as well as the first. */
    return look_at_numbers(dates, parts, parts->n == 4 && is_year(parts, 3) ? 1 : 0);
}

gboolean
ingest_dates_look(IngestDates *dates, const IngestWords *words, RollText value)
{
    Parts parts = {.month_at = -1};

    if (!take_apart(value, words, &parts) || !look(dates, &parts))
        return FALSE;
    dates->n++;
    return TRUE;
}

void
ingest_dates_add(IngestDates *dates, const IngestDates *more)
{
    dates->n += more->n;
    dates->n_year_first += more->n_year_first;
    dates->n_day_first += more->n_day_first;
    dates->n_month_first += more->n_month_first;
    dates->n_either += more->n_either;
    dates->n_day_word += more->n_day_word;
    dates->n_word_day += more->n_word_day;
    dates->n_ce += more->n_ce;
    dates->n_be += more->n_be;
    dates->n_two_digit += more->n_two_digit;
    dates->n_birth += more->n_birth;
}
