#include "stages/ingest/value.h"

#define FIRST_COMBINING                                                                            \
    0x300 /* what lies below is composed, and combines with nothing before it                      \
           */
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

void
ingest_value_compose(gpointer self, RollText value, GString *out)
{
    const gchar *end = value.data + value.length;
    g_autofree gchar *composed = NULL;

    (void)self;
    for (const gchar *p = value.data; p < end; p = g_utf8_next_char(p)) {
        if (g_utf8_get_char(p) < FIRST_COMBINING)
            continue;
        composed = g_utf8_normalize(value.data, (gssize)value.length, G_NORMALIZE_NFC);
        g_string_append(out, composed);
        return;
    }
    g_string_append_len(out, value.data, (gssize)value.length);
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
