#include "stages/ingest/value.h"

/* The lead byte of U+0300: what lies below is composed, and combines with nothing before it. */
#define FIRST_COMBINING 0xcc
#define BOM             0xfeff

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

gboolean
ingest_value_is_raw(RollText value)
{
    for (guint32 i = 0; i < value.length; i++) {
        if ((guchar)value.data[i] >= FIRST_COMBINING)
            return TRUE;
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
