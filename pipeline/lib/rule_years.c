#include "pipeline/lib/rule_years.h"

#define YEAR_DIGITS 4

/* Years of an era, and what makes them years of the Common Era. */
typedef struct {
    const gchar *mark; /* stands in front of them */
    gint first;
    gint last;
    gint shift;
} Era;

/* The digits behind the mark at @p and any blanks; NULL: there is none, or they are no year. */
static const gchar *
read_year(const Era *era, const gchar *p, const gchar *end, gint *year)
{
    gsize length = strlen(era->mark);
    guint n = 0;

    if ((gsize)(end - p) < length || memcmp(p, era->mark, length) != 0)
        return NULL;
    p += length;
    while (p < end && *p == ' ')
        p++;
    for (*year = 0; p < end && g_ascii_isdigit(*p) && n <= YEAR_DIGITS; p++, n++)
        *year = *year * 10 + g_ascii_digit_value(*p);
    return n == YEAR_DIGITS && *year >= era->first && *year <= era->last ? p : NULL;
}

static void
turn_years(const Era *era, RollText text, GString *out)
{
    const gchar *p = text.data;
    const gchar *end = text.data + text.length;

    while (p < end) {
        gboolean begins_word = p == text.data || !g_ascii_isalnum(p[-1]);
        gint year = 0;
        const gchar *behind = begins_word ? read_year(era, p, end, &year) : NULL;

        if (behind != NULL) {
            g_string_append_printf(out, "%d", year + era->shift);
            p = behind;
        } else {
            g_string_append_c(out, *p++);
        }
    }
}

void
roll_buddhist_years(RollText text, GString *out)
{
    static const Era era = {"BE", 2400, 2600, -543};

    turn_years(&era, text, out);
}

void
roll_chula_years(RollText text, GString *out)
{
    static const Era era = {"CS", 1219, 1419, 638};

    turn_years(&era, text, out);
}
