#include "stages/ingest/raw.h"

#include <string.h>

/* A text as one delimiter parts it. */
typedef struct {
    IngestRaw raw;
    gboolean is_announced;
    guint width; /* columns of the header; 1: nothing is parted */
    guint n_fit; /* rows that fit the header, itself among them */
} Table;

static const IngestHeadRow *
row_at(const Table *table, guint i)
{
    return &g_array_index(table->raw.rows, IngestHeadRow, i);
}

static guint
n_rows(const Table *table)
{
    return MIN(table->raw.rows->len, INGEST_HEAD_ROWS);
}

/* The labels of row @i; NULL where it is faulty, or the line that announces the delimiter. */
static const IngestLabels *
labels_at(const Table *table, guint i)
{
    const IngestHeadRow *row = row_at(table, i);

    return table->is_announced && row->line == 1 ? NULL : row->labels;
}

static guint
n_filled(const Table *table, guint i)
{
    const IngestLabels *labels = labels_at(table, i);

    return labels != NULL ? ingest_labels_n_filled(labels) : 0;
}

/* How many columns most rows have, up to the last that is filled; of several the most. */
static guint
usual_width(const Table *table)
{
    g_autofree guint *counts = g_new0(guint, ROLL_CSV_LIMITS.max_columns + 1);
    guint usual = 0;

    for (guint i = 0; i < n_rows(table); i++) {
        const IngestLabels *labels = labels_at(table, i);
        guint width = labels != NULL ? ingest_labels_n_named(labels) : 0;

        counts[width] += width > 0;
        if (counts[width] > counts[usual] || (counts[width] == counts[usual] && width > usual))
            usual = width;
    }
    return usual;
}

/* Empty cells at the end of a row are neither missing nor too many. */
static gboolean
fits(const IngestLabels *header, const IngestLabels *row)
{
    return row != NULL && row->n >= ingest_labels_n_named(header) &&
           ingest_labels_n_named(row) <= header->n;
}

static gboolean
is_blank(const Table *table, guint i)
{
    return row_at(table, i)->fault == NULL && n_filled(table, i) == 0;
}

/* Counts the rows from @header on that fit it; whether all do that are not blank. */
static gboolean
count_fitting(const Table *table, guint header, guint *n_fit, guint *n_below)
{
    *n_fit = 0;
    *n_below = 0;
    for (guint i = header; i < n_rows(table); i++) {
        if (is_blank(table, i))
            continue;
        (*n_below)++;
        if (fits(labels_at(table, header), labels_at(table, i)))
            (*n_fit)++;
    }
    return *n_fit == *n_below;
}

/* The first row that fills more than half of @width cells. */
static guint
first_of_width(const Table *table, guint width)
{
    for (guint i = 0; i < n_rows(table); i++) {
        if (n_filled(table, i) * 2 > width)
            return i;
    }
    return INGEST_NOWHERE;
}

static gboolean
is_first(const Table *table, guint header)
{
    return first_of_width(table, 1) == header;
}

static gboolean
is_below_blank(const Table *table, guint i)
{
    return i > 0 &&
           (is_blank(table, i - 1) || row_at(table, i - 1)->row + 1 < row_at(table, i)->row);
}

/* Below a title more than a header makes a table; and right below it what parts two cells might be
 * a sign in prose, where not all rows are like the header. */
static gboolean
is_certain(const Table *table, guint header, guint width, gboolean all_fit, guint n_fit)
{
    if (is_first(table, header))
        return TRUE;
    return n_fit > 1 && (all_fit || width > 2 || is_below_blank(table, header));
}

/* Below many titles most rows may be titles: a table is where all rows fit from one on. */
static guint
first_with_all(const Table *table)
{
    guint n_fit = 0;
    guint n_below = 0;

    for (guint i = 0; i < n_rows(table); i++) {
        if (n_filled(table, i) > 1 && count_fitting(table, i, &n_fit, &n_below) && n_fit > 1)
            return i;
    }
    return INGEST_NOWHERE;
}

static void
set_header(Table *table, guint header, guint width, guint n_fit)
{
    table->raw.header = header;
    table->width = width;
    table->n_fit = n_fit;
}

/* The table that the delimiter makes; without a width where it parts nothing. */
static void
find_table(Table *table)
{
    guint width = usual_width(table);
    guint header = width > 1 ? first_of_width(table, width) : first_with_all(table);
    guint n_fit = 0;
    guint n_below = 0;
    gboolean all_fit = FALSE;

    if (header == INGEST_NOWHERE)
        return;
    width = ingest_labels_n_named(labels_at(table, header));
    all_fit = count_fitting(table, header, &n_fit, &n_below);
    if (width > 1 && n_fit * 2 > n_below && is_certain(table, header, width, all_fit, n_fit))
        set_header(table, header, width, n_fit);
}

/* Whether the delimiter parts the first row, or, where @anywhere, any. */
static gboolean
parts(const Table *table, gboolean anywhere)
{
    guint first = first_of_width(table, 1);
    guint end = anywhere ? n_rows(table) : first + 1;

    for (guint i = first; first != INGEST_NOWHERE && i < end; i++) {
        if (labels_at(table, i) != NULL && labels_at(table, i)->n > 1)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_better(const Table *a, const Table *b)
{
    if (a->n_fit != b->n_fit)
        return a->n_fit > b->n_fit;
    return a->width > b->width;
}

/* Where no delimiter makes a table: that by which the first row has several cells, else one that
 * leaves all rows whole. */
static guint
without_table(Table *tables, guint n)
{
    for (guint i = 0; i < n; i++) {
        if (parts(&tables[i], FALSE))
            return i;
    }
    for (guint i = 0; i < n; i++) {
        if (!parts(&tables[i], TRUE))
            return i;
    }
    return 0;
}

static guint
best_of(Table *tables, guint n)
{
    guint best = 0;

    for (guint i = 1; i < n; i++)
        best = is_better(&tables[i], &tables[best]) ? i : best;
    if (tables[best].width == 0) {
        best = without_table(tables, n);
        tables[best].raw.header = first_of_width(&tables[best], 1);
    }
    return best;
}

static guint
first_faulty(const IngestRaw *raw)
{
    for (guint i = 0; i < MIN(raw->rows->len, raw->header); i++) {
        if (g_array_index(raw->rows, IngestHeadRow, i).fault != NULL)
            return i;
    }
    return INGEST_NOWHERE;
}

IngestRaw
ingest_raw_find(GBytes *head, const gchar *delimiters, RollQuotes quotes, gboolean is_announced)
{
    guint n = (guint)strlen(delimiters);
    g_autofree Table *tables = g_new0(Table, n);
    IngestRaw found = {0};
    guint best = 0;

    for (guint i = 0; i < n; i++) {
        tables[i].is_announced = is_announced;
        tables[i].raw = (IngestRaw){delimiters[i], ingest_head_read(head, delimiters[i], quotes),
                                    INGEST_NOWHERE, INGEST_NOWHERE};
        find_table(&tables[i]);
    }
    best = best_of(tables, n);
    for (guint i = 0; i < n; i++) {
        if (i != best)
            g_array_unref(tables[i].raw.rows);
    }
    found = tables[best].raw;
    found.faulty = first_faulty(&found);
    return found;
}
