#include "stages/validate/number.h"

#include "stages/validate/digits.h"

#define MAX_DIGITS 15 /* what every program of partners keeps exactly */

static const ValidateFault not_a_number = {ROLL_SEVERITY_ERROR, "type-error", "not a number",
                                           "write numbers like 1234 or 12.5"};
static const ValidateFault with_comma = {
    ROLL_SEVERITY_ERROR, "type-error",
    "a comma in a number may stand for the point or between thousands",
    "write numbers like 1234 or 12.5"};
static const ValidateFault too_long = {ROLL_SEVERITY_ERROR, "constraint-error",
                                       "a number of more than 15 digits", NULL};

static guint
count_digits(const gchar *p, const gchar *end)
{
    guint n = 0;

    while (p + n < end && g_ascii_isdigit(p[n]))
        n++;
    return n;
}

/* "1,234", "1.234,5": digits, points and commas, and a comma among them. */
static gboolean
is_with_comma(RollText text)
{
    gboolean has_comma = FALSE;

    for (guint i = 0; i < text.length; i++) {
        if (!g_ascii_isdigit(text.data[i]) && text.data[i] != '.' && text.data[i] != ',')
            return FALSE;
        has_comma = has_comma || text.data[i] == ',';
    }
    return has_comma && g_ascii_isdigit(text.data[0]);
}

const ValidateFault *
validate_number(const ValidateContext *context, RollText text, ValidateCell *cell)
{
    const gchar *end = text.data + text.length;
    const gchar *whole = text.data + (text.data[0] == '-' || text.data[0] == '+');
    guint n_whole = count_digits(whole, end);
    const gchar *fraction = whole + n_whole + (whole + n_whole < end && whole[n_whole] == '.');
    guint n_fraction = count_digits(fraction, end);

    (void)context;
    if (fraction + n_fraction != end || n_whole == 0 ||
        (fraction > whole + n_whole && n_fraction == 0))
        return is_with_comma(text) ? &with_comma : &not_a_number;
    while (n_whole > 1 && *whole == '0') {
        whole++;
        n_whole--;
    }
    while (n_fraction > 0 && fraction[n_fraction - 1] == '0')
        n_fraction--;
    if (n_whole + n_fraction > MAX_DIGITS)
        return &too_long;
    if (text.data[0] == '-' && (n_whole > 1 || *whole != '0' || n_fraction > 0))
        g_string_append_c(cell->norm, '-');
    g_string_append_len(cell->norm, whole, n_whole);
    if (n_fraction > 0) {
        g_string_append_c(cell->norm, '.');
        g_string_append_len(cell->norm, fraction, n_fraction);
    }
    return NULL;
}
