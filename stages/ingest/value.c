#include "stages/ingest/value.h"

#include <string.h>

#define BOM 0xfeff

static gboolean
is_blank(gunichar c)
{
    return g_unichar_isspace(c) || c == BOM;
}

static RollText
trim_unicode(RollText cell)
{
    const gchar *begin = cell.data;
    const gchar *end = cell.data + cell.length;

    while (begin < end && is_blank(g_utf8_get_char(begin)))
        begin = g_utf8_next_char(begin);
    while (begin < end && is_blank(g_utf8_get_char(g_utf8_prev_char(end))))
        end = g_utf8_prev_char(end);
    return (RollText){begin, (guint32)(end - begin)};
}

RollText
ingest_value_trim(RollText cell)
{
    guchar first = (guchar)cell.data[0];
    guchar last = 0;

    if (cell.length == 0)
        return cell;
    last = (guchar)cell.data[cell.length - 1];
    if (first > ' ' && first < 0x80 && last > ' ' && last < 0x80)
        return cell;
    return trim_unicode(cell);
}

/* Characters that NFC leaves as they are, each by itself, and that combine with none of their kind
 * but by order (combining classes, Unicode 14, UAX 15): Latin as far as it is composed, and the
 * scripts of the region.  U+102E is not among them, as it combines with U+1025. */
static gboolean
is_composed(gunichar c)
{
    static const struct {
        gunichar first;
        gunichar last;
    } ranges[] = {
        {0x0000, 0x02ff},                   /* Latin */
        {0x0e00, 0x0eff},                   /* Thai, Lao */
        {0x1e00, 0x1eff},                   /* Latin of Vietnamese */
        {0x1780, 0x17ff},                   /* Khmer */
        {0x1000, 0x102d},                   /* Burmese */
        {0x102f, 0x109f}, {0x4e00, 0x9fff}, /* Chinese */
        {0x200b, 0x2027},                   /* joiners, dashes, quotes */
    };

    for (gsize i = 0; i < G_N_ELEMENTS(ranges); i++) {
        if (c >= ranges[i].first && c <= ranges[i].last)
            return TRUE;
    }
    return FALSE;
}

/* Past the ASCII at the beginning of @begin, eight bytes at a time. */
static const gchar *
skip_ascii(const gchar *begin, const gchar *end)
{
    guint64 eight = 0;

    for (; end - begin >= (gssize)sizeof eight; begin += sizeof eight) {
        memcpy(&eight, begin, sizeof eight);
        if ((eight & 0x8080808080808080u) != 0)
            break;
    }
    return begin;
}

gboolean
ingest_value_is_raw(RollText value)
{
    const gchar *end = value.data + value.length;
    gint last_class = 0;

    for (const gchar *p = skip_ascii(value.data, end); p < end; p = g_utf8_next_char(p)) {
        gunichar c = (guchar)*p;
        gint class = 0;

        if (c >= 0x80) {
            c = g_utf8_get_char(p);
            class = g_unichar_combining_class(c);
            if (!is_composed(c) || (class != 0 && class < last_class))
                return TRUE;
        }
        last_class = class;
    }
    return FALSE;
}

void
ingest_value_compose(gpointer self, RollText value, GString *out)
{
    g_autofree gchar *composed = NULL;

    (void)self;
    if (!ingest_value_is_raw(value)) {
        g_string_append_len(out, value.data, (gssize)value.length);
        return;
    }
    composed = g_utf8_normalize(value.data, (gssize)value.length, G_NORMALIZE_NFC);
    g_string_append(out, composed);
}

RollText
ingest_value_number(guint64 number, gchar buffer[24])
{
    gchar *end = buffer + 23;
    gchar *begin = end;

    *end = '\0';
    do {
        *--begin = (gchar)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return (RollText){begin, (guint32)(end - begin)};
}
