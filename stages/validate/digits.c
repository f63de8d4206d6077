#include "stages/validate/digits.h"

#define MYANMAR_WA 0x101d

static gboolean
is_myanmar_digit(gunichar c)
{
    return c >= 0x1040 && c <= 0x1049;
}

/* A run of Myanmar digits and wa that holds one digit at least; wa is a zero there. */
static const gchar *
copy_myanmar(const gchar *p, const gchar *end, GString *out)
{
    const gchar *stop = p;
    gboolean has_digit = FALSE;

    while (stop < end &&
           (is_myanmar_digit(g_utf8_get_char(stop)) || g_utf8_get_char(stop) == MYANMAR_WA)) {
        has_digit = has_digit || is_myanmar_digit(g_utf8_get_char(stop));
        stop = roll_utf8_next(stop);
    }
    if (!has_digit) {
        g_string_append_len(out, p, stop - p);
        return stop;
    }
    for (; p < stop; p = roll_utf8_next(p)) {
        gunichar c = g_utf8_get_char(p);

        g_string_append_c(out, c == MYANMAR_WA ? '0' : (gchar)('0' + g_unichar_digit_value(c)));
    }
    return stop;
}

RollText
validate_ascii_digits(RollText text, GString *out)
{
    const gchar *end = text.data + text.length;
    const gchar *p = text.data;

    if (roll_text_is_ascii(text))
        return text;
    g_string_truncate(out, 0);
    while (p < end) {
        gunichar c = g_utf8_get_char(p);
        gint digit = c < 0x80 ? -1 : g_unichar_digit_value(c);

        if (is_myanmar_digit(c) || c == MYANMAR_WA) {
            p = copy_myanmar(p, end, out);
            continue;
        }
        if (digit >= 0)
            g_string_append_c(out, (gchar)('0' + digit));
        else
            g_string_append_len(out, p, roll_utf8_next(p) - p);
        p = roll_utf8_next(p);
    }
    return (RollText){out->str, (guint32)out->len};
}

guint
validate_take_number(RollText *text, guint max, guint *value)
{
    guint n = 0;

    *value = 0;
    for (; n < max && n < text->length; n++) {
        guint digit = (guint)(guchar)text->data[n] - '0';

        if (digit > 9)
            break;
        *value = *value * 10 + digit;
    }
    text->data += n;
    text->length -= n;
    return n;
}

void
validate_put_number(gchar *out, guint value, guint n_digits)
{
    for (guint i = n_digits; i > 0; i--) {
        out[i - 1] = (gchar)('0' + value % 10);
        value /= 10;
    }
}

void
validate_append_number(GString *out, guint value, guint n_digits)
{
    gchar digits[8];

    validate_put_number(digits, value, n_digits);
    g_string_append_len(out, digits, n_digits);
}

gboolean
validate_is_rounded(RollText text)
{
    guint at = 0;
    gboolean has_point = FALSE;

    while (at < text.length &&
           (g_ascii_isdigit(text.data[at]) || text.data[at] == '.' || text.data[at] == ',')) {
        has_point = has_point || !g_ascii_isdigit(text.data[at]);
        at++;
    }
    return has_point && at + 2 < text.length && (text.data[at] == 'E' || text.data[at] == 'e') &&
           text.data[at + 1] == '+' && g_ascii_isdigit(text.data[at + 2]);
}

RollText
validate_without_fraction(RollText text)
{
    guint at = 0;
    guint zeros = 0;

    while (at < text.length && g_ascii_isdigit(text.data[at]))
        at++;
    if (at == 0 || at == text.length || text.data[at] != '.')
        return text;
    while (at + 1 + zeros < text.length && text.data[at + 1 + zeros] == '0')
        zeros++;
    if (zeros > 0 && at + 1 + zeros == text.length)
        text.length = at;
    return text;
}
