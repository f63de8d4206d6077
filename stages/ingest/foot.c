#include "stages/ingest/foot.h"

#include "stages/ingest/note.h"

/* Rows that wait for what comes below them come after later ones. */
static void
add(IngestFootRows *rows, const RollCsvRow *row)
{
    guint place = (guint)MIN(rows->n, INGEST_FOOT_NAMED);

    rows->n++;
    while (place > 0 && rows->rows[place - 1] > row->row) {
        if (place < INGEST_FOOT_NAMED)
            rows->rows[place] = rows->rows[place - 1];
        place--;
    }
    if (place == INGEST_FOOT_NAMED)
        return;
    rows->rows[place] = row->row;
    if (place == 0)
        rows->line = row->line;
}

void
ingest_foot_add(IngestFoot *foot, const RollCsvRow *row, IngestRowKind kind)
{
    IngestFootRows *rows = &foot->of[INGEST_FOOT_SIGNATURES];

    if (kind == INGEST_ROW_TOTAL || kind == INGEST_ROW_COUNT || kind == INGEST_ROW_SUMMARY)
        rows = &foot->of[INGEST_FOOT_TOTALS];
    else if (kind == INGEST_ROW_NOTE)
        rows = &foot->of[INGEST_FOOT_NOTES];
    add(rows, row);
}

static void
name_rows(const IngestFootRows *rows, RollValues *values)
{
    g_autoptr(GString) list = g_string_new(NULL);
    guint64 n = MIN(rows->n, INGEST_FOOT_NAMED);

    for (guint i = 0; i < n; i++)
        g_string_append_printf(list, "%s%" G_GUINT64_FORMAT, i > 0 ? ", " : "", rows->rows[i]);
    roll_values_set_number(values, "n", rows->n);
    roll_values_set(values, "rows", list->str);
    roll_values_set_number(values, "more", rows->n - n);
}

void
ingest_foot_tell(const IngestFoot *foot, GPtrArray *notes)
{
    static const gchar *const messages[INGEST_FOOT_N] = {
        [INGEST_FOOT_TOTALS] = "totals",
        [INGEST_FOOT_SIGNATURES] = "signatures",
        [INGEST_FOOT_NOTES] = "notes",
    };

    for (guint i = 0; i < INGEST_FOOT_N; i++) {
        const IngestFootRows *rows = &foot->of[i];
        IngestNote *note = NULL;

        if (rows->n == 0)
            continue;
        note = ingest_note(notes, ROLL_SEVERITY_INFO, "footer-row", messages[i]);
        name_rows(rows, note->values);
        note->line = rows->line;
        note->row = rows->rows[0];
    }
}
