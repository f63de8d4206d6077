#include "stages/validate/number.h"

#include "stages/validate/digits.h"

#define MAX_DIGITS 15 /* what every program of partners keeps exactly */

static const ValidateFault not_a_number = {ROLL_SEVERITY_ERROR, "type-error", "number",
                                           "number-hint"};
static const ValidateFault with_comma = {ROLL_SEVERITY_ERROR, "type-error", "number-comma",
                                         "number-hint"};
static const ValidateFault too_long = {ROLL_SEVERITY_ERROR, "constraint-error", "number",
                                       "number-hint"};

/* The digits of a number, without zeros that say nothing. */
typedef struct {
    const gchar *whole;
    guint n_whole;
    const gchar *fraction;
    guint n_fraction;
} Digits;

static guint
count_digits(const gchar *p, const gchar *end)
{
    guint n = 0;

    while (p + n < end && g_ascii_isdigit(p[n]))
        n++;
    return n;
}

/* FALSE when something else than digits and a point stands from @p to @end. */
static gboolean
split(const gchar *p, const gchar *end, Digits *digits)
{
    digits->whole = p;
    digits->n_whole = count_digits(p, end);
    digits->fraction = p + digits->n_whole;
    digits->n_fraction = 0;
    if (digits->fraction < end && *digits->fraction == '.') {
        digits->fraction++;
        digits->n_fraction = count_digits(digits->fraction, end);
        if (digits->n_fraction == 0)
            return FALSE;
    }
    if (digits->n_whole == 0 || digits->fraction + digits->n_fraction != end)
        return FALSE;
    while (digits->n_whole > 1 && *digits->whole == '0') {
        digits->whole++;
        digits->n_whole--;
    }
    while (digits->n_fraction > 0 && digits->fraction[digits->n_fraction - 1] == '0')
        digits->n_fraction--;
    return TRUE;
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

static gboolean
is_zero(const Digits *digits)
{
    return digits->n_whole == 1 && *digits->whole == '0' && digits->n_fraction == 0;
}

const ValidateFault *
validate_number(const ValidateContext *context, RollText text, ValidateCell *cell)
{
    gboolean has_sign = text.data[0] == '-' || text.data[0] == '+';
    Digits digits;

    (void)context;
    if (!split(text.data + has_sign, text.data + text.length, &digits))
        return is_with_comma(text) ? &with_comma : &not_a_number;
    if (digits.n_whole + digits.n_fraction > MAX_DIGITS)
        return &too_long;
    if (text.data[0] == '-' && !is_zero(&digits))
        g_string_append_c(cell->norm, '-');
    g_string_append_len(cell->norm, digits.whole, digits.n_whole);
    if (digits.n_fraction > 0) {
        g_string_append_c(cell->norm, '.');
        g_string_append_len(cell->norm, digits.fraction, digits.n_fraction);
    }
    return NULL;
}
