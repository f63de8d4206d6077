#include "stages/ingest/numbers.h"

#include "pipeline/lib/text.h"

#define MIN_COLUMNS 3

/* The number that @cell holds beside signs; 0: another text. */
static guint
number_of(const gchar *cell)
{
    guint number = 0;
    gboolean has_ended = FALSE;

    for (const gchar *p = cell; *p != '\0'; p = roll_utf8_next(p)) {
        gint digit = g_unichar_digit_value(g_utf8_get_char(p));

        if (g_unichar_isalpha(g_utf8_get_char(p)) || g_unichar_ismark(g_utf8_get_char(p)) ||
            number > G_MAXUINT / 100 || (digit >= 0 && has_ended))
            return 0;
        if (digit >= 0)
            number = number * 10 + (guint)digit;
        else
            has_ended = number > 0;
    }
    return number;
}

gboolean
ingest_numbers_are(gchar *const *cells)
{
    guint n = 0;

    for (guint i = 0; cells[i] != NULL; i++) {
        if (cells[i][0] != '\0' && number_of(cells[i]) != ++n)
            return FALSE;
    }
    return n >= MIN_COLUMNS;
}
