#include "pipeline/lib/number.h"

#define CHECK_MODULUS 23u
static const gchar check_letters[CHECK_MODULUS + 1] = "ABCDEFGHJKLMNPQRSTVWXYZ";

static guint
min_digits(RollNumberKind kind)
{
    return kind == ROLL_NUMBER_SESSION ? 5 : 6;
}

void
roll_number_format(RollNumberKind kind, guint32 number, gchar out[ROLL_NUMBER_MAX])
{
    gchar digits[10]; /* of the largest guint32 */
    guint n_digits = 0;
    guint length = 0;

    g_return_if_fail(number > 0);
    for (guint32 rest = number; rest > 0 || n_digits < min_digits(kind); rest /= 10)
        digits[n_digits++] = (gchar)('0' + rest % 10);
    if (kind == ROLL_NUMBER_SESSION)
        out[length++] = 'S';
    while (n_digits > 0)
        out[length++] = digits[--n_digits];
    out[length++] = '-';
    out[length++] = check_letters[number % CHECK_MODULUS];
    out[length] = '\0';
}

/* The digits before the check; G_MAXUINT64 when there is anything else or too much of it. */
static guint64
read_digits(RollText text)
{
    guint64 number = 0;

    if (text.length > 10)
        return G_MAXUINT64;
    for (guint32 i = 0; i < text.length; i++) {
        if (!g_ascii_isdigit(text.data[i]))
            return G_MAXUINT64;
        number = number * 10 + (guint64)(text.data[i] - '0');
    }
    return number;
}

gboolean
roll_number_parse(RollNumberKind kind, RollText text, guint32 *number)
{
    guint32 prefix = kind == ROLL_NUMBER_SESSION ? 1 : 0;
    gchar canonical[ROLL_NUMBER_MAX];
    guint64 value;

    if (text.length < prefix + min_digits(kind) + 2)
        return FALSE;
    value = read_digits((RollText){text.data + prefix, text.length - prefix - 2});
    if (value == 0 || value > G_MAXUINT32)
        return FALSE;
    roll_number_format(kind, (guint32)value, canonical);
    if (!roll_text_equal(text, roll_text(canonical)))
        return FALSE;
    *number = (guint32)value;
    return TRUE;
}
