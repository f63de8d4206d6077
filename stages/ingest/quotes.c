#include "stages/ingest/quotes.h"

#include <string.h>

#include "stages/ingest/head.h"

#define MIN_FAULTY 2 /* rows that make a habit */

typedef struct {
    guint n_faulty;
    guint n_stray; /* of those, by a quote inside of a cell: one that opens may close far below */
    guint n_undoubled; /* of those, rows as wide as the header by other rules */
    guint n_none;
    gboolean is_quoted;  /* a cell stands in quotes, from its beginning to its end */
    gboolean is_doubled; /* a quote inside of such a cell is written twice */
} Tally;

static gboolean
is_end(gchar c, gchar delimiter)
{
    return c == delimiter || c == '\n' || c == '\r' || c == '"';
}

/* Whether a quote stands inside of a cell and alone, as by the rules none does.  Nearly every text
 * ends here, at the cost of looking for its quotes. */
static gboolean
has_quote_inside(const gchar *text, gsize length, gchar delimiter)
{
    const gchar *end = text + length;

    for (const gchar *p = text; (p = memchr(p, '"', (gsize)(end - p))) != NULL; p++) {
        if (p > text && p + 1 < end && !is_end(p[-1], delimiter) && p[-1] != ' ' &&
            !is_end(p[1], delimiter))
            return TRUE;
    }
    return FALSE;
}

static RollCsvReader *
open_reader(const IngestQuotesText *text, GBytes *bytes, RollQuotes quotes)
{
    RollCsvReader *reader =
        roll_csv_reader_new(roll_source_memory("", bytes, 0), text->delimiter, ROLL_CSV_LIMITS);

    roll_csv_reader_set_quotes(reader, quotes);
    return reader;
}

/* Whether @row has a cell for every header and none beyond. */
static gboolean
fits(const RollCsvRow *row, const IngestLabels *labels)
{
    return row->fault == ROLL_CSV_SOUND && row->n_fields >= ingest_labels_n_named(labels) &&
           row->n_fields <= labels->n;
}

static gboolean
has_quoted_cell(const RollCsvRow *row)
{
    for (guint i = 0; i < row->n_fields; i++) {
        RollText cell = row->fields[i];

        if (cell.length > 1 && cell.data[0] == '"' && cell.data[cell.length - 1] == '"')
            return TRUE;
    }
    return FALSE;
}

/* Reads the line @raw by @quotes; FALSE where it does not make one row that fits. */
static gboolean
try_line(const IngestQuotesText *text, RollText raw, RollQuotes quotes, gboolean *is_quoted)
{
    g_autoptr(GBytes) bytes = g_bytes_new(raw.data, raw.length);
    g_autoptr(RollCsvReader) reader = open_reader(text, bytes, quotes);
    RollCsvRow row = {0};

    if (!roll_csv_reader_next(reader, &row, NULL) || !fits(&row, text->labels))
        return FALSE;
    *is_quoted = *is_quoted || has_quoted_cell(&row);
    return TRUE;
}

/* A sound row tells that quotes stand around cells, or that one inside is doubled. */
static void
count_sound(const IngestQuotesText *text, const RollCsvRow *row, Tally *tally)
{
    RollText raw = row->raw;

    if (memchr(raw.data, '"', raw.length) == NULL)
        return;
    if (memchr(raw.data, '\n', raw.length) != NULL || memchr(raw.data, '\r', raw.length) != NULL ||
        !try_line(text, raw, ROLL_QUOTES_NONE, &tally->is_quoted))
        tally->is_quoted = TRUE;
    for (guint i = 0; i < row->n_fields && tally->is_quoted; i++) {
        if (memchr(row->fields[i].data, '"', row->fields[i].length) != NULL)
            tally->is_doubled = TRUE;
    }
}

static void
count_faulty(const IngestQuotesText *text, const RollCsvRow *row, Tally *tally)
{
    gboolean ignored = FALSE;

    tally->n_faulty++;
    tally->n_stray += row->fault == ROLL_CSV_STRAY_QUOTE;
    if (try_line(text, row->raw, ROLL_QUOTES_UNDOUBLED, &ignored))
        tally->n_undoubled++;
    if (try_line(text, row->raw, ROLL_QUOTES_NONE, &tally->is_quoted))
        tally->n_none++;
}

static Tally
count_rows(const IngestQuotesText *text)
{
    g_autoptr(RollCsvReader) reader = open_reader(text, text->head, ROLL_QUOTES_DOUBLED);
    gsize length = g_bytes_get_size(text->head);
    RollCsvRow row = {0};
    Tally tally = {0};

    while (roll_csv_reader_next(reader, &row, NULL)) {
        /* The last row may be cut. */
        if (length == INGEST_HEAD_BYTES && row.offset + row.raw.length >= length)
            break;
        if (row.line <= text->last_line)
            continue;
        if (row.fault == ROLL_CSV_SOUND)
            count_sound(text, &row, &tally);
        else if (row.fault == ROLL_CSV_STRAY_QUOTE || row.fault == ROLL_CSV_OPEN_QUOTE)
            count_faulty(text, &row, &tally);
    }
    return tally;
}

RollQuotes
ingest_quotes_find(const IngestQuotesText *text)
{
    gsize length = 0;
    const gchar *data = g_bytes_get_data(text->head, &length);
    Tally tally = {0};

    if (!has_quote_inside(data, length, text->delimiter))
        return ROLL_QUOTES_UNDECLARED;
    tally = count_rows(text);
    if (tally.n_faulty < MIN_FAULTY)
        return ROLL_QUOTES_UNDECLARED;
    if (tally.n_none == tally.n_faulty && tally.n_stray >= MIN_FAULTY && !tally.is_quoted)
        return ROLL_QUOTES_NONE;
    /* A row that leaves a doubt is refused by these rules, too. */
    if (tally.n_undoubled >= MIN_FAULTY && tally.n_undoubled * 2 > tally.n_faulty &&
        !tally.is_doubled)
        return ROLL_QUOTES_UNDOUBLED;
    return ROLL_QUOTES_UNDECLARED;
}
