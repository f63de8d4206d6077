#include "stages/ingest/fault.h"

#include <string.h>

#define SHOWN         3                  /* bytes that a message shows */
#define MAX_RAW_BYTES ((gsize)64 * 1024) /* of a refused row: thousands wait in memory */

gchar *
ingest_show_bytes(RollText text, gsize from)
{
    GString *bytes = g_string_new(NULL);

    for (gsize i = from; i < MIN(text.length, from + SHOWN); i++)
        g_string_append_printf(bytes, i > from ? " 0x%02x" : "0x%02x", (guint)(guchar)text.data[i]);
    return g_string_free(bytes, FALSE);
}

IngestNote *
ingest_fault_note(const RollCsvRow *row)
{
    static const gchar *const ids[] = {
        [ROLL_CSV_SOUND] = "",
        [ROLL_CSV_STRAY_QUOTE] = "stray-quote",
        [ROLL_CSV_OPEN_QUOTE] = "open-quote",
        [ROLL_CSV_NUL] = "nul-byte",
        [ROLL_CSV_TOO_LARGE] = "too-large",
        [ROLL_CSV_NOT_UTF8] = "not-utf-8",
    };
    IngestNote *note = ingest_note_new(ROLL_SEVERITY_ERROR, ids[row->fault], "message");

    note->hint = "hint";
    if (row->fault == ROLL_CSV_STRAY_QUOTE || row->fault == ROLL_CSV_NUL ||
        row->fault == ROLL_CSV_NOT_UTF8)
        roll_values_set_number(note->values, "byte", row->offset + row->fault_at);
    if (row->fault == ROLL_CSV_NOT_UTF8) {
        g_autofree gchar *bytes = ingest_show_bytes(row->raw, row->fault_at);

        roll_values_set(note->values, "bytes", bytes);
    }
    return note;
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
