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

static gchar *
list(const IngestFootRows *rows)
{
    GString *list = g_string_new(NULL);
    guint64 n = MIN(rows->n, INGEST_FOOT_NAMED);

    for (guint i = 0; i < n; i++)
        g_string_append_printf(list, "%s%" G_GUINT64_FORMAT, i > 0 ? ", " : "", rows->rows[i]);
    if (rows->n > n)
        g_string_append_printf(list, " and %" G_GUINT64_FORMAT " more", rows->n - n);
    return g_string_free(list, FALSE);
}

static void
tell_rows(const IngestFootRows *rows, const gchar *const texts[2], GPtrArray *notes)
{
    g_autofree gchar *named = list(rows);
    IngestNote *note = NULL;

    if (rows->n == 0)
        return;
    if (rows->n == 1)
        note =
            ingest_note(notes, ROLL_SEVERITY_INFO, "footer-row", "%s: it is passed over", texts[0]);
    else
        note = ingest_note(notes, ROLL_SEVERITY_INFO, "footer-row",
                           "%s: %" G_GUINT64_FORMAT " are passed over, rows %s", texts[1], rows->n,
                           named);
    note->line = rows->line;
    note->row = rows->rows[0];
}

void
ingest_foot_tell(const IngestFoot *foot, GPtrArray *notes)
{
    static const gchar *const texts[INGEST_FOOT_N][2] = {
        [INGEST_FOOT_TOTALS] = {"a line of totals and no record", "lines of totals and no records"},
        [INGEST_FOOT_SIGNATURES] = {"a line of the signatures below the list",
                                    "lines of the signatures below the list"},
        [INGEST_FOOT_NOTES] = {"a note below the list and no record",
                               "notes below the list and no records"},
    };

    for (guint i = 0; i < INGEST_FOOT_N; i++)
        tell_rows(&foot->of[i], texts[i], notes);
}
