#include "stages/ingest/value.h"

#include <string.h>

#define BOM 0xfeff

static gboolean
is_blank(gunichar c)
{
    return g_unichar_isspace(c) || c == BOM;
}

RollText
ingest_value_trim_blanks(RollText cell)
{
    const gchar *begin = cell.data;
    const gchar *end = cell.data + cell.length;

    while (begin < end && is_blank(roll_utf8_get(begin)))
        begin = roll_utf8_next(begin);
    while (begin < end && is_blank(roll_utf8_get(g_utf8_prev_char(end))))
        end = g_utf8_prev_char(end);
    return (RollText){begin, (guint32)(end - begin)};
}

void
ingest_value_compose(gpointer self, RollText value, GString *out)
{
    g_autofree gchar *composed = NULL;

    (void)self;
    if (roll_text_is_composed(value)) {
        roll_text_append(value, out);
        return;
    }
    composed = g_utf8_normalize(value.data, (gssize)value.length, G_NORMALIZE_NFC);
    g_string_append(out, composed);
}

static gboolean
is_unbreakable(gunichar c)
{
    return c == 0x00a0 || c == 0x2007 || c == 0x202f;
}

/* What is drawn as nothing, wherever it stands. */
static gboolean
is_invisible(gunichar c)
{
    static const struct {
        gunichar first;
        gunichar last;
    } ranges[] = {
        {0x00ad, 0x00ad},                                       /* soft hyphen */
        {0x061c, 0x061c},   {0x180e, 0x180e}, {0x200b, 0x200b}, /* zero-width space */
        {0x200e, 0x200f},   {0x202a, 0x202e}, {0x2066, 0x2069}, /* direction */
        {0x2060, 0x2064},   /* word joiner, invisible operators */
        {0xfeff, 0xfeff},   /* byte order mark */
        {0xe0000, 0xe007f}, /* tags */
    };

    for (gsize i = 0; i < G_N_ELEMENTS(ranges); i++) {
        if (c >= ranges[i].first && c <= ranges[i].last)
            return TRUE;
    }
    return FALSE;
}

/* Behind @before a joiner says how letters are drawn, and sometimes which word it is. */
static gboolean
takes_joiner(gunichar before)
{
    return (before >= 0x0600 && before <= 0x07ff) || (before >= 0x08a0 && before <= 0x0dff) ||
           (before >= 0x1000 && before <= 0x109f) || (before >= 0x1780 && before <= 0x18af);
}

static gboolean
goes(gunichar c, gunichar before)
{
    return c == 0x200c || c == 0x200d ? !takes_joiner(before) : is_invisible(c);
}

/* The sign that programs put where they cannot read; what is no character in any version of
 * Unicode, or one in a single font only. */
static gboolean
is_lost(gunichar c)
{
    return c == 0xfffd || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef) ||
           (c >= 0xe000 && c <= 0xf8ff);
}

guint8
ingest_value_signs(RollText value)
{
    const gchar *end = value.data + value.length;
    gunichar before = 0;
    guint8 signs = 0;

    for (const gchar *p = roll_utf8_skip_ascii(value.data, end); p < end; p = roll_utf8_next(p)) {
        gunichar c = roll_utf8_get(p);

        if (is_unbreakable(c) || goes(c, before))
            signs |= INGEST_UNSEEN;
        else if (is_lost(c))
            signs |= INGEST_LOST;
        before = c;
    }
    return signs;
}

void
ingest_value_clean(gpointer self, RollText value, GString *out)
{
    g_autoptr(GString) clean = NULL;
    const gchar *end = value.data + value.length;
    gunichar before = 0;

    if ((ingest_value_signs(value) & INGEST_UNSEEN) == 0) {
        ingest_value_compose(self, value, out);
        return;
    }
    clean = g_string_sized_new(value.length);
    for (const gchar *p = value.data; p < end; p = roll_utf8_next(p)) {
        gunichar c = roll_utf8_get(p);

        if (goes(c, before))
            continue;
        g_string_append_unichar(clean, is_unbreakable(c) ? ' ' : c);
        before = c;
    }
    ingest_value_compose(self, ingest_value_trim((RollText){clean->str, (guint32)clean->len}), out);
}
