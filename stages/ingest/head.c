#include "stages/ingest/head.h"

#include "stages/ingest/fault.h"
#include "stages/ingest/tags.h"

static void
clear_row(gpointer data)
{
    IngestHeadRow *row = data;

    ingest_labels_free(row->labels);
    ingest_note_free(row->fault);
}

/* The place of the row of HXL tags: the first that is one; INGEST_NOWHERE. */
static guint
find_tags(const GArray *rows, gboolean (*are_tags)(gchar *const *cells))
{
    for (guint i = 0; i < rows->len; i++) {
        const IngestLabels *labels = g_array_index(rows, IngestHeadRow, i).labels;

        if (labels != NULL && are_tags(labels->labels))
            return i;
    }
    return INGEST_NOWHERE;
}

guint
ingest_head_tags(const GArray *rows)
{
    return find_tags(rows, ingest_tags_are_sound);
}

static gboolean
is_blank(const IngestHeadRow *row)
{
    return row->labels != NULL && ingest_labels_n_filled(row->labels) == 0;
}

guint
ingest_head_above(const GArray *rows, guint place)
{
    while (place > 0 && is_blank(&g_array_index(rows, IngestHeadRow, place - 1)))
        place--;
    return place > 0 ? place - 1 : INGEST_NOWHERE;
}

/* Unless it is a title, which fills fewer. */
void
ingest_head_take_tags(GArray *rows)
{
    guint place = ingest_head_tags(rows);
    guint above = place != INGEST_NOWHERE ? ingest_head_above(rows, place) : INGEST_NOWHERE;
    const IngestLabels *tags = NULL;
    IngestHeadRow *row = NULL;

    if (above == INGEST_NOWHERE)
        return;
    row = &g_array_index(rows, IngestHeadRow, above);
    tags = g_array_index(rows, IngestHeadRow, place).labels;
    if (row->labels == NULL ||
        ingest_labels_n_filled(row->labels) * 2 < ingest_labels_n_filled(tags))
        return;
    ingest_labels_tag(row->labels, tags);
    row->n_below = place - above;
}

/* Not the last row where @head may be cut in the middle of it. */
GArray *
ingest_head_read(GBytes *head, gchar delimiter, RollQuotes quotes)
{
    g_autoptr(RollCsvReader) reader =
        roll_csv_reader_new(roll_source_memory("", head, 0), delimiter, ROLL_CSV_LIMITS);
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(IngestHeadRow));
    RollCsvRow row = {0};

    roll_csv_reader_set_quotes(reader, quotes);
    g_array_set_clear_func(rows, clear_row);
    while (rows->len <= INGEST_HEAD_ROWS && roll_csv_reader_next(reader, &row, NULL)) {
        IngestHeadRow kept = {.line = row.line, .row = row.row};

        if (row.fault == ROLL_CSV_SOUND)
            kept.labels = ingest_labels_new(&row);
        else
            kept.fault = ingest_fault_note(&row);
        g_array_append_val(rows, kept);
    }
    if (rows->len > 0 && rows->len <= INGEST_HEAD_ROWS &&
        g_bytes_get_size(head) == INGEST_HEAD_BYTES)
        g_array_set_size(rows, rows->len - 1);
    return rows;
}

const IngestHeadRow *
ingest_head_near_tags(const GArray *rows)
{
    guint place = find_tags(rows, ingest_tags_are_meant);

    if (place == INGEST_NOWHERE || ingest_head_tags(rows) != INGEST_NOWHERE)
        return NULL;
    return &g_array_index(rows, IngestHeadRow, place);
}

IngestNote *
ingest_head_near_tags_note(const IngestHeadRow *row)
{
    IngestNote *note = ingest_note_new(ROLL_SEVERITY_WARNING, "tags-not-recognised", "message");

    note->line = row->line;
    note->row = row->row;
    note->hint = "hint";
    roll_values_set_number(note->values, "row", row->row);
    ingest_tags_name_faulty(row->labels->labels, note->values);
    return note;
}
