#include "stages/validate/digits.h"
#include "stages/validate/person.h"

#define WHOLE_NUMBER 6 /* digits that are an identifier by themselves */
#define PLAIN_BYTES  64

static const ValidateFault no_digit = {ROLL_SEVERITY_WARNING, "type-error", "identifier",
                                       "identifier-hint"};
static const ValidateFault only_zeros = {ROLL_SEVERITY_WARNING, "constraint-error", "identifier",
                                         "identifier-hint"};

static void
append_letter(GString *out, gunichar c)
{
    if (g_unichar_isalnum(c))
        g_string_append_unichar(out, g_unichar_toupper(c));
}

/* Letters and digits of @text, capitals; whether there is a digit among them.  Runs of ASCII go
 * through a buffer, as nearly all identifiers are one. */
static gboolean
append_letters(GString *out, RollText text)
{
    const gchar *end = text.data + text.length;
    const gchar *p = text.data;
    gboolean has_digit = FALSE;

    while (p < end) {
        gchar run[64];
        guint n = 0;

        for (; p < end && (guchar)*p < 0x80 && n < sizeof run; p++) {
            has_digit = has_digit || g_ascii_isdigit(*p);
            if (g_ascii_isalnum(*p))
                run[n++] = g_ascii_islower(*p) ? (gchar)(*p - 'a' + 'A') : *p;
        }
        g_string_append_len(out, run, n);
        if (p < end && (guchar)*p >= 0x80) {
            append_letter(out, g_utf8_get_char(p));
            p = roll_utf8_next(p);
        }
    }
    return has_digit;
}

static guint
count_digits(const gchar *begin, const gchar *end)
{
    guint n = 0;

    for (const gchar *p = begin; p < end; p++)
        n += (guint)g_ascii_isdigit(*p);
    return n;
}

/* How many digits must stand on either side of a sign that parts two identifiers; 0: it does not.
 * A slash may belong to one: "KP/2009/123". */
static guint
least_digits(gchar c)
{
    if (c == ';' || c == '\n' || c == '\r')
        return 1;
    return c == '/' || c == ',' ? WHOLE_NUMBER : 0;
}

/* The first of several identifiers; all of @text when it is one. */
static RollText
first_of(RollText text)
{
    const gchar *end = text.data + text.length;

    for (const gchar *p = text.data; p < end; p++) {
        guint least = least_digits(*p);

        if (least > 0 && count_digits(text.data, p) >= least && count_digits(p, end) >= least)
            return (RollText){text.data, (guint32)(p - text.data)};
    }
    return text;
}

/* Of the signs of a plain identifier. */
enum {
    IS_KEPT = 1,
    IS_PLAIN = 2,
    IS_DIGIT = 4,
    IS_SMALL = 'a' - 'A', /* the bit by which a small letter is another than a capital */
};

static const guint8 classes[256] = {
    ['0' ... '9'] = IS_PLAIN | IS_KEPT | IS_DIGIT,
    ['A' ... 'Z'] = IS_PLAIN | IS_KEPT,
    ['a' ... 'z'] = IS_PLAIN | IS_KEPT | IS_SMALL,
    ['-'] = IS_PLAIN,
};

/* Letters and digits of ASCII, and hyphens, as nearly all cells hold them: neither rounded, nor
 * with a fraction, nor several.  FALSE leaves the cell to the long way. */
static gboolean
append_plain(GString *out, RollText text)
{
    gchar plain[PLAIN_BYTES];
    guint8 all = IS_PLAIN;
    guint8 any = 0;
    guint n = 0;

    if (text.length > sizeof plain)
        return FALSE;
    for (guint i = 0; i < text.length; i++) { /* without a branch: the next sign is any */
        guint8 class = classes[(guchar)text.data[i]];

        plain[n] = (gchar)(text.data[i] & ~(class & IS_SMALL));
        n += class & IS_KEPT;
        all &= class;
        any |= class;
    }
    if (all == 0 || (any & IS_DIGIT) == 0 || plain[0] == '0')
        return FALSE;
    roll_text_append((RollText){plain, n}, out);
    return TRUE;
}

const ValidateFault *
validate_identifier(const ValidateContext *context, RollText text, ValidateCell *cell)
{
    gsize start = cell->norm->len;
    gsize zeros = 0;
    gboolean has_digit = FALSE;
    const ValidateFault *fault = NULL;
    RollText first;

    (void)context;
    if (append_plain(cell->norm, text))
        return NULL;
    if (validate_is_rounded(text))
        return &validate_rounded;
    text = validate_without_fraction(text);
    first = first_of(text);
    has_digit = append_letters(cell->norm, first);
    while (cell->norm->str[start + zeros] == '0')
        zeros++;
    if (zeros > 0)
        g_string_erase(cell->norm, (gssize)start, (gssize)zeros);
    if (strpbrk(cell->norm->str + start, "0123456789") != NULL)
        return first.length < text.length ? &validate_several : NULL;
    fault = has_digit && cell->norm->len == start ? &only_zeros : &no_digit;
    g_string_truncate(cell->norm, start);
    return fault;
}
