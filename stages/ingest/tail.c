#include "stages/ingest/tail.h"

#include <string.h>

#define MAX_ROWS  1000 /* sheets with prepared line numbers have hundreds of empty lines */
#define MAX_BYTES ((gsize)1024 * 1024)

static void
clear_row(gpointer data)
{
    IngestTailRow *row = data;

    g_free(row->fields);
    g_free(row->bytes);
}

static gsize
size_of(const RollCsvRow *row)
{
    gsize size = row->raw.length + 1;

    for (guint i = 0; i < row->n_fields; i++)
        size += (gsize)row->fields[i].length + 1;
    return size;
}

/* Copies @text to *@to, a NUL behind it, and moves *@to behind that. */
static RollText
copy_text(RollText text, gchar **to)
{
    RollText copy = {*to, text.length};

    memcpy(*to, text.data, text.length);
    (*to)[text.length] = '\0';
    *to += (gsize)text.length + 1;
    return copy;
}

gboolean
ingest_tail_add(IngestTail *tail, const RollCsvRow *row, IngestRowKind kind)
{
    IngestTailRow kept = {.kind = kind, .row = *row, .n_bytes = size_of(row)};
    gchar *to = NULL;

    if (ingest_tail_n(tail) >= MAX_ROWS || tail->n_bytes + kept.n_bytes > MAX_BYTES)
        return FALSE;
    if (tail->rows == NULL) {
        tail->rows = g_array_new(FALSE, FALSE, sizeof(IngestTailRow));
        g_array_set_clear_func(tail->rows, clear_row);
    }
    kept.bytes = g_malloc(kept.n_bytes);
    kept.fields = g_new0(RollText, row->n_fields);
    to = kept.bytes;
    for (guint i = 0; i < row->n_fields; i++)
        kept.fields[i] = copy_text(row->fields[i], &to);
    kept.row.fields = kept.fields;
    kept.row.raw = copy_text(row->raw, &to);
    g_array_append_val(tail->rows, kept);
    tail->n_bytes += kept.n_bytes;
    return TRUE;
}

guint
ingest_tail_n(const IngestTail *tail)
{
    return tail->rows != NULL ? tail->rows->len : 0;
}

const IngestTailRow *
ingest_tail_at(const IngestTail *tail, guint i)
{
    return &g_array_index(tail->rows, IngestTailRow, i);
}

static gboolean
has_signature(const IngestTail *tail, guint first, guint end)
{
    for (guint i = first; i < end; i++) {
        if (ingest_tail_at(tail, i)->kind == INGEST_ROW_SIGNATURE)
            return TRUE;
    }
    return FALSE;
}

static RollText
first_cell(const RollCsvRow *row)
{
    for (guint i = 0; i < row->n_fields; i++) {
        if (row->fields[i].length > 0)
            return row->fields[i];
    }
    return ROLL_TEXT_EMPTY;
}

/* Whether row @i is one of a summary: "Male,1" and "Female,12".  One alone may be somebody who is
 * called so. */
static gboolean
is_of_summary(const IngestTail *tail, guint i)
{
    const IngestTailRow *row = ingest_tail_at(tail, i);

    for (guint j = 0; row->kind == INGEST_ROW_SUMMARY && j < ingest_tail_n(tail); j++) {
        const IngestTailRow *other = ingest_tail_at(tail, j);

        if (other->kind == INGEST_ROW_SUMMARY &&
            !roll_text_equal(first_cell(&row->row), first_cell(&other->row)))
            return TRUE;
    }
    return FALSE;
}

gboolean
ingest_tail_is_footer(const IngestTail *tail, guint i)
{
    IngestRowKind kind = ingest_tail_at(tail, i)->kind;

    if (kind == INGEST_ROW_DATED && has_signature(tail, i, ingest_tail_n(tail)))
        return TRUE;
    if (kind == INGEST_ROW_SUMMARY && is_of_summary(tail, i))
        return TRUE;
    if (kind == INGEST_ROW_DATED || kind == INGEST_ROW_SPARSE || kind == INGEST_ROW_SUMMARY)
        return has_signature(tail, 0, i);
    return kind != INGEST_ROW_ORDINARY;
}

void
ingest_tail_clear(IngestTail *tail)
{
    g_clear_pointer(&tail->rows, g_array_unref);
    tail->n_bytes = 0;
}
