#include "pipeline/lib/text.h"

/* What becomes of a character (Unicode 14, UAX 15); 0: anything.  Behind it stands the canonical
 * combining class, of a mark that is left as it is behind marks of its own class or of a lower
 * one. */
enum {
    COMPOSED = 1 << 0,   /* NFC leaves it as it is, whatever stands before it */
    DECOMPOSED = 1 << 1, /* so does NFKD */
    BOTH = COMPOSED | DECOMPOSED,
    CLASS_SHIFT = 8,
    VIRAMA = BOTH | 9 << CLASS_SHIFT, /* U+0E3A, U+1039, U+17D2 and others */
};

static guint
mark(guint class)
{
    return BOTH | class << CLASS_SHIFT;
}

static guint
form_of_burmese(gunichar c)
{
    if (c == 0x102e || c > 0x109f) /* combines with U+1025; is Georgian */
        return 0;
    if (c == 0x1026)
        return COMPOSED;
    if (c == 0x1037 || c == 0x108d)
        return mark(c == 0x1037 ? 7 : 220);
    return c == 0x1039 || c == 0x103a ? VIRAMA : BOTH;
}

static guint
form_of_khmer(gunichar c)
{
    if (c < 0x1780)
        return 0;
    if (c == 0x17dd)
        return mark(230);
    return c == 0x17d2 ? VIRAMA : BOTH;
}

/* The block of Lao has its vowels and marks where that of Thai has them. */
static guint
form_of_thai(gunichar c)
{
    guint at = c & 0x7f;

    if (at < 0x33)
        return BOTH;
    if (at == 0x33 || c == 0x0edc || c == 0x0edd) /* sara am; the ligatures of h */
        return COMPOSED;
    if (at == 0x38 || at == 0x39) /* u, uu */
        return mark(c < 0x0e80 ? 103 : 118);
    if (at >= 0x48 && at <= 0x4b) /* tones */
        return mark(c < 0x0e80 ? 107 : 122);
    return at == 0x3a ? VIRAMA : BOTH;
}

static guint
form_of(gunichar c)
{
    switch (c >> 8) {
    case 0x00:
        if (c < 0x80)
            return BOTH;
        return c == 0x00a0 || c == 0x00ad ? 0 : COMPOSED;
    case 0x01:
    case 0x02:
    case 0x1e: /* Latin of Vietnamese */
        return COMPOSED;
    case 0x0e:
        return form_of_thai(c);
    case 0x10:
        return form_of_burmese(c);
    case 0x17:
        return form_of_khmer(c);
    case 0x20: /* dashes, quotes */
        return c >= 0x2010 && c <= 0x2027 ? COMPOSED : 0;
    default: /* Chinese */
        return c >= 0x4e00 && c <= 0x9fff ? BOTH : 0;
    }
}

static gboolean
has_form(RollText text, guint wanted)
{
    const gchar *end = text.data + text.length;
    guint last_class = 0;

    for (const gchar *p = roll_utf8_skip_ascii(text.data, end); p < end; p = roll_utf8_next(p)) {
        guint form = (guchar)*p < 0x80 ? BOTH : form_of(roll_utf8_get(p));
        guint class = form >> CLASS_SHIFT;

        if ((form & wanted) == 0 || (class != 0 && class < last_class))
            return FALSE;
        last_class = class;
    }
    return TRUE;
}

gboolean
roll_text_is_composed(RollText text)
{
    return has_form(text, COMPOSED);
}

gboolean
roll_text_is_decomposed(RollText text)
{
    return has_form(text, DECOMPOSED);
}
