#include "stages/ingest/header.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "stages/ingest/fault.h"
#include "stages/ingest/note.h"

#define MAX_ROWS       25 /* among which the header is looked for */
#define ALL_DELIMITERS ",;\t|"

/* One of the first rows, as it might be a header. */
typedef struct {
    guint64 line;
    guint64 row;
    IngestLabels *labels; /* NULL: faulty */
    gchar *fault;         /* owned; with the likeliest mend */
} HeadRow;

typedef struct {
    gchar delimiter;
    GArray *rows; /* of HeadRow; one more than MAX_ROWS, as tags may stand below the last */
    guint best;   /* the place of the likeliest header */
    guint score;  /* 0: none of them will do */
} Attempt;

static void
clear_row(gpointer data)
{
    HeadRow *row = data;

    ingest_labels_free(row->labels);
    g_free(row->fault);
}

static void
attempt_clear(Attempt *attempt)
{
    g_clear_pointer(&attempt->rows, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Attempt, attempt_clear)

static const HeadRow *
row_at(const Attempt *attempt, guint i)
{
    return &g_array_index(attempt->rows, HeadRow, i);
}

/* The first rows of @head; not the last one where @head may be cut in the middle of it. */
static GArray *
read_rows(GBytes *head, gchar delimiter)
{
    g_autoptr(RollCsvReader) reader =
        roll_csv_reader_new(roll_source_memory("", head, 0), delimiter, ROLL_CSV_LIMITS);
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(HeadRow));
    RollCsvRow row = {0};

    g_array_set_clear_func(rows, clear_row);
    while (rows->len <= MAX_ROWS && roll_csv_reader_next(reader, &row, NULL)) {
        HeadRow kept = {row.line, row.row, NULL, NULL};

        if (row.fault == ROLL_CSV_SOUND) {
            kept.labels = ingest_labels_new(&row);
        } else {
            g_autofree gchar *message = ingest_fault_message(&row);

            kept.fault = g_strdup_printf("%s; %s", message, ingest_fault_hint(row.fault));
        }
        g_array_append_val(rows, kept);
    }
    if (rows->len > 0 && rows->len <= MAX_ROWS && g_bytes_get_size(head) == INGEST_HEAD_BYTES)
        g_array_set_size(rows, rows->len - 1);
    return rows;
}

/* The tags that stand below row @i, or NULL. */
static const IngestLabels *
tags_below(const GArray *rows, guint i)
{
    const HeadRow *row = &g_array_index(rows, HeadRow, i);
    const HeadRow *next = i + 1 < rows->len ? row + 1 : NULL;

    if (next == NULL || next->labels == NULL || ingest_labels_are_tags(row->labels))
        return NULL;
    return ingest_labels_are_tags(next->labels) ? next->labels : NULL;
}

/* With --raw no header is known: it is the first row below which most rows can be read.  Empty
 * cells at the end of a row are neither missing nor too many. */
static guint
raw_score(const GArray *rows, guint i)
{
    const IngestLabels *header = g_array_index(rows, HeadRow, i).labels;
    guint n = 0;

    for (guint j = 0; j < rows->len; j++) {
        const IngestLabels *row = g_array_index(rows, HeadRow, j).labels;

        n += row != NULL && row->n >= ingest_labels_n_named(header) &&
             ingest_labels_n_named(row) <= header->n;
    }
    return n;
}

/* "Name,,," without a comma for a delimiter is no header of one column. */
static gboolean
holds_delimiter(const IngestLabels *labels)
{
    return labels->n == 1 && strpbrk(labels->labels[0], ALL_DELIMITERS) != NULL;
}

static void
find_best(Attempt *attempt, const IngestHabit *habit)
{
    for (guint i = 0; i < MIN(attempt->rows->len, MAX_ROWS); i++) {
        HeadRow *row = &g_array_index(attempt->rows, HeadRow, i);
        guint score = 0;

        if (row->labels == NULL || holds_delimiter(row->labels))
            continue;
        if (tags_below(attempt->rows, i) != NULL)
            ingest_labels_tag(row->labels, tags_below(attempt->rows, i));
        score = habit->raw ? raw_score(attempt->rows, i) : ingest_mapping_score(habit, row->labels);
        if (score > attempt->score) {
            attempt->score = score;
            attempt->best = i;
        }
    }
}

static guint
width(const Attempt *attempt)
{
    return attempt->score > 0 ? row_at(attempt, attempt->best)->labels->n : 0;
}

/* With --raw a row of one cell is no sign of a delimiter; with it the wider wins. */
static gboolean
is_better(const Attempt *a, const Attempt *b, gboolean raw)
{
    if (raw && (width(a) > 1) != (width(b) > 1))
        return width(a) > 1;
    if (a->score != b->score)
        return a->score > b->score;
    return width(a) > width(b);
}

static void
try_delimiters(GBytes *head, const IngestHabit *habit, const gchar *delimiters, Attempt *best)
{
    for (const gchar *p = delimiters; *p != '\0'; p++) {
        g_auto(Attempt) attempt = {.delimiter = *p, .rows = read_rows(head, *p)};

        find_best(&attempt, habit);
        if (best->rows == NULL || is_better(&attempt, best, habit->raw)) {
            Attempt worse = *best;

            *best = attempt;
            attempt = worse;
        }
    }
}

/* The delimiter of a first line "sep=;", which spreadsheets write; 0 when there is none. */
static gchar
announced_delimiter(GBytes *head)
{
    gsize length = 0;
    const gchar *text = g_bytes_get_data(head, &length);
    gsize skip = length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

    skip += length > skip && text[skip] == '"';
    if (length < skip + 5 || g_ascii_strncasecmp(text + skip, "sep=", 4) != 0)
        return '\0';
    if (strchr(ALL_DELIMITERS, text[skip + 4]) == NULL)
        return '\0';
    return text[skip + 4];
}

const gchar *
ingest_delimiter_name(gchar delimiter)
{
    switch (delimiter) {
    case ',':
        return "comma";
    case ';':
        return "semicolon";
    case '\t':
        return "tab";
    default:
        return "pipe";
    }
}

static void
set_no_header(GBytes *head, const IngestHabit *habit, const Attempt *attempt, gboolean is_declared,
              GError **error)
{
    g_auto(Attempt) other = {0};
    const gchar *what = ingest_habit_is_declared(habit) ? "a column that the source profile names"
                                                        : "a known column name";

    for (guint i = 0; i < attempt->rows->len; i++) {
        const HeadRow *row = row_at(attempt, i);

        if (row->fault != NULL) {
            g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                        "no header row; line %" G_GUINT64_FORMAT ": %s", row->line, row->fault);
            return;
        }
    }
    if (is_declared)
        try_delimiters(head, habit, ALL_DELIMITERS, &other);
    if (other.score > 0)
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "no header row with the %s that is declared as delimiter; with a %s there is "
                    "one",
                    ingest_delimiter_name(attempt->delimiter),
                    ingest_delimiter_name(other.delimiter));
    else if (attempt->rows->len == 0 && g_bytes_get_size(head) == INGEST_HEAD_BYTES)
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "no header row: the first line has more than %" G_GSIZE_FORMAT " bytes",
                    INGEST_HEAD_BYTES);
    else if (attempt->rows->len == 0)
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "no rows");
    else
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "no header row: no cell of the first %u rows is %s",
                    MIN(attempt->rows->len, MAX_ROWS), what);
}

static void
tell(const IngestHeader *header, gboolean is_declared, GPtrArray *notes)
{
    if (!is_declared && header->delimiter != ',')
        ingest_note(notes, ROLL_SEVERITY_INFO, "delimiter-guessed",
                    "cells are parted by a %s, as the header shows",
                    ingest_delimiter_name(header->delimiter));
    if (header->row > 1) {
        IngestNote *note =
            ingest_note(notes, ROLL_SEVERITY_INFO, "header-below-top",
                        "the header is row %" G_GUINT64_FORMAT "; what stands above it is not read",
                        header->row);

        note->line = header->line;
        note->row = header->row;
    }
}

IngestHeader *
ingest_header_find(GBytes *head, const IngestHabit *habit, GPtrArray *notes, GError **error)
{
    g_auto(Attempt) attempt = {0};
    gchar only[2] = "";
    IngestHeader *header = NULL;
    HeadRow *row = NULL;
    gboolean is_declared = FALSE;

    if (habit->profile != NULL)
        only[0] = habit->profile->delimiter;
    if (only[0] == '\0')
        only[0] = announced_delimiter(head);
    is_declared = only[0] != '\0';
    try_delimiters(head, habit, is_declared ? only : ALL_DELIMITERS, &attempt);
    if (attempt.score == 0) {
        set_no_header(head, habit, &attempt, is_declared, error);
        return NULL;
    }
    row = &g_array_index(attempt.rows, HeadRow, attempt.best);
    header = g_new0(IngestHeader, 1);
    header->delimiter = attempt.delimiter;
    header->line = row->line;
    header->row = row->row;
    header->last_line = row->labels->tags != NULL ? row[1].line : row->line;
    header->labels = g_steal_pointer(&row->labels);
    tell(header, is_declared, notes);
    return header;
}

void
ingest_header_free(IngestHeader *header)
{
    if (header == NULL)
        return;
    ingest_labels_free(header->labels);
    g_free(header);
}
