#include "stages/ingest/fault.h"

#include <string.h>

#define SHOWN         3                  /* bytes that a message shows */
#define MAX_RAW_BYTES ((gsize)64 * 1024) /* of a refused row: thousands wait in memory */

const gchar *
ingest_fault_id(RollCsvFault fault)
{
    static const gchar *const ids[] = {
        [ROLL_CSV_SOUND] = "",
        [ROLL_CSV_STRAY_QUOTE] = "stray-quote",
        [ROLL_CSV_OPEN_QUOTE] = "open-quote",
        [ROLL_CSV_NUL] = "nul-byte",
        [ROLL_CSV_TOO_LARGE] = "too-large",
        [ROLL_CSV_NOT_UTF8] = "not-utf-8",
    };

    return ids[fault];
}

const gchar *
ingest_fault_hint(RollCsvFault fault)
{
    static const gchar *const hints[] = {
        [ROLL_CSV_SOUND] = NULL,
        [ROLL_CSV_STRAY_QUOTE] =
            "put the whole cell in quotes and write each quote inside it twice",
        [ROLL_CSV_OPEN_QUOTE] = "close the quote, or write it twice inside a quoted cell",
        [ROLL_CSV_NUL] = "export the file again; it may be UTF-16 or damaged",
        [ROLL_CSV_TOO_LARGE] = "look for a quote or a line end that is missing",
        [ROLL_CSV_NOT_UTF8] = "save the file as UTF-8, or declare encoding = in a source profile",
    };

    return hints[fault];
}

gchar *
ingest_show_bytes(RollText text, gsize from)
{
    GString *bytes = g_string_new(NULL);

    for (gsize i = from; i < MIN(text.length, from + SHOWN); i++)
        g_string_append_printf(bytes, i > from ? " 0x%02x" : "0x%02x", (guint)(guchar)text.data[i]);
    return g_string_free(bytes, FALSE);
}

static gchar *
not_utf8_message(const RollCsvRow *row)
{
    g_autofree gchar *bytes = ingest_show_bytes(row->raw, row->fault_at);

    return g_strdup_printf("byte %" G_GUINT64_FORMAT " of the text: %s is not UTF-8",
                           row->offset + row->fault_at, bytes);
}

gchar *
ingest_fault_message(const RollCsvRow *row)
{
    switch (row->fault) {
    case ROLL_CSV_STRAY_QUOTE:
        return g_strdup_printf("byte %" G_GUINT64_FORMAT
                               " of the text: a quote where none may stand, inside a cell or in "
                               "front of more text",
                               row->offset + row->fault_at);
    case ROLL_CSV_OPEN_QUOTE:
        return g_strdup("a quote opens in this row and does not close in it");
    case ROLL_CSV_NUL:
        return g_strdup_printf("byte %" G_GUINT64_FORMAT " of the text is NUL",
                               row->offset + row->fault_at);
    case ROLL_CSV_NOT_UTF8:
        return not_utf8_message(row);
    case ROLL_CSV_TOO_LARGE:
        return g_strdup("the row, or a cell of it, is larger than any honest one");
    case ROLL_CSV_SOUND:
        break;
    }
    return g_strdup("");
}

void
ingest_append_raw(RollText raw, GString *out)
{
    const gchar *data = raw.data;
    gsize left = MIN(raw.length, MAX_RAW_BYTES);

    while (left > 0) {
        const gchar *bad = NULL;

        g_utf8_validate_len(data, left, &bad);
        g_string_append_len(out, data, bad - data);
        left -= (gsize)(bad - data);
        data = bad;
        if (left > 0) {
            g_string_append_printf(out, "\\x%02x", (guint)(guchar)*data);
            data++;
            left--;
        }
    }
}
