#include "stages/ingest/rows.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "stages/ingest/fault.h"
#include "stages/ingest/note.h"
#include "stages/ingest/tail.h"
#include "stages/ingest/value.h"

/* How many rows of a file may be faulty (quotes, bytes that are no text, size) before it is refused
 * whole: each costs a second reading, and so many mean another dialect or a damaged file. */
#define MAX_FAULTY      1000
#define FAULTY_EVERY    20 /* one row in so many ... */
#define FAULTY_IN_SMALL 10 /* ... but always this many */

typedef struct {
    IngestExport *export;
    RollRun *run;
    IngestRecords *records;
    IngestUse *use; /* NULL: every row is of use */
    guint64 n_rows; /* of data */
    guint64 n_faulty;
    guint64 n_blank;
    guint64 n_numbers; /* rows of a number only, passed over */
    IngestTail tail;
    gchar *first_fault;      /* owned; "line N: ..." */
    guint n_named;           /* columns up to the last one with a header */
    gboolean is_told;        /* that a column without a header has values */
    gboolean is_below_total; /* nothing but what may be none came since the last total */
    GString *raw;
} Rows;

static void
rows_clear(Rows *rows)
{
    g_free(rows->first_fault);
    ingest_tail_clear(&rows->tail);
    g_string_free(rows->raw, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rows, rows_clear)

/* A finding of the file, or of a row that is not refused. */
static gboolean
tell(const Rows *rows, const IngestNote *note, GError **error)
{
    RollFinding finding = {
        .severity = note->severity,
        .id = note->id,
        .file = rows->export->file,
        .line = note->line,
        .row = note->row,
        .column = note->column,
        .position = note->position,
        .value = ROLL_TEXT_EMPTY,
        .message = note->message,
        .hint = note->hint,
    };

    return roll_run_finding(rows->run, &finding, error);
}

static gboolean
tell_opening(const Rows *rows, GError **error)
{
    const GPtrArray *notes = rows->export->notes;

    for (guint i = 0; i < notes->len; i++) {
        if (!tell(rows, g_ptr_array_index(notes, i), error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
refuse(Rows *rows, const RollCsvRow *row, const IngestNote *why, GError **error)
{
    IngestNote note = *why;
    RollRefused refused = {
        .export_name = rows->export->name,
        .file = rows->export->file,
        .line = row->line,
        .row = row->row,
        .id = why->id,
        .message = why->message,
    };

    note.severity = ROLL_SEVERITY_ERROR;
    note.line = row->line;
    note.row = row->row;
    g_string_truncate(rows->raw, 0);
    ingest_append_raw(row->raw, rows->raw);
    refused.raw = (RollText){rows->raw->str, (guint32)rows->raw->len};
    rows->n_rows++;
    return tell(rows, &note, error) && roll_run_refuse(rows->run, &refused, error);
}

static gboolean
give_up(const Rows *rows, GError **error)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "%s: %s; %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                " rows are faulty, so the file is refused whole",
                rows->export->path, rows->first_fault, rows->n_faulty, rows->n_rows);
    return FALSE;
}

static gboolean
refuse_faulty(Rows *rows, const RollCsvRow *row, GError **error)
{
    g_autofree gchar *message = ingest_fault_message(row);
    g_autofree gchar *hint = g_strdup(ingest_fault_hint(row->fault));
    const IngestNote why = {.id = ingest_fault_id(row->fault), .message = message, .hint = hint};

    if (rows->n_faulty++ == 0)
        rows->first_fault =
            g_strdup_printf("line %" G_GUINT64_FORMAT ": %s (%s)", row->line, message, hint);
    if (!refuse(rows, row, &why, error))
        return FALSE;
    return rows->n_faulty <= MAX_FAULTY || give_up(rows, error);
}

static gboolean
refuse_ragged(Rows *rows, const RollCsvRow *row, GError **error)
{
    gboolean is_short = row->n_fields < rows->n_named;
    g_autofree gchar *message =
        g_strdup_printf("the row has %u cells and the header %u", row->n_fields, rows->n_named);
    g_autofree gchar *hint =
        g_strdup(is_short ? "look for a missing delimiter or a line end inside the row"
                          : "put cells that hold the delimiter in quotes");
    const IngestNote why = {
        .id = is_short ? "missing-cell" : "extra-cell", .message = message, .hint = hint};

    return refuse(rows, row, &why, error);
}

static gboolean
is_empty(RollText cell)
{
    return cell.length == 0 || ingest_value_trim(cell).length == 0;
}

/* TRUE when all cells from @first on are empty. */
static gboolean
is_empty_from(const RollCsvRow *row, guint first)
{
    for (guint i = first; i < row->n_fields; i++) {
        if (!is_empty(row->fields[i]))
            return FALSE;
    }
    return TRUE;
}

static gboolean
is_row_of(const RollCsvRow *row, gchar *const *labels, guint n)
{
    /* Nearly every row ends here. */
    if (labels == NULL || !g_str_has_suffix(row->fields[0].data, labels[0]))
        return FALSE;
    for (guint i = 0; i < n; i++) {
        RollText cell = i < row->n_fields ? ingest_value_trim(row->fields[i]) : ROLL_TEXT_EMPTY;

        if (!roll_text_equal(cell, roll_text(labels[i])))
            return FALSE;
    }
    return is_empty_from(row, n);
}

/* The header once more, or a row of it, as files that were glued together have it. */
static gboolean
is_header(const Rows *rows, const RollCsvRow *row)
{
    const IngestLabels *labels = rows->export->header->labels;

    if (row->n_fields < rows->n_named)
        return FALSE;
    return is_row_of(row, labels->upper != NULL ? labels->upper : labels->labels, labels->n) ||
           is_row_of(row, labels->second, labels->n) || is_row_of(row, labels->tags, labels->n);
}

/* "sep=;" above a header, where such files were joined. */
static gboolean
is_announcement(const Rows *rows, const RollCsvRow *row)
{
    const gchar *raw = row->raw.data;

    return row->raw.length == strlen("sep=;") && g_ascii_strncasecmp(raw, "sep=", 4) == 0 &&
           raw[4] == rows->export->header->delimiter;
}

static gboolean
tell_header(const Rows *rows, const RollCsvRow *row, GError **error)
{
    g_autofree gchar *message =
        g_strdup(is_announcement(rows, row)
                     ? "the delimiter is announced here once more; the line is passed over"
                     : "the header stands here once more; it is passed over");
    const IngestNote note = {.severity = ROLL_SEVERITY_INFO,
                             .id = "repeated-header",
                             .line = row->line,
                             .row = row->row,
                             .message = message};

    return tell(rows, &note, error);
}

/* What stands under no header is lost, which is said once. */
static gboolean
tell_unlabelled(Rows *rows, const RollCsvRow *row, GError **error)
{
    g_autofree gchar *message = g_strdup("values stand in a column without a header, from this row "
                                         "on; they are not used");
    const IngestNote note = {.severity = ROLL_SEVERITY_WARNING,
                             .id = "blank-label",
                             .line = row->line,
                             .row = row->row,
                             .message = message};

    rows->is_told = TRUE;
    return tell(rows, &note, error);
}

/* The byte that ends a text file of DOS is no row. */
static gboolean
is_dos_end(const RollCsvRow *row)
{
    return row->raw.length == 1 && row->raw.data[0] == '\x1a';
}

/* Nothing can be done with the row: that is for validate to find with records that are not from
 * an export. */
static gboolean
refuse_useless(Rows *rows, const RollCsvRow *row, const gchar *reason, GError **error)
{
    g_autofree gchar *message = g_strdup(reason);
    g_autofree gchar *hint = g_strdup(ROLL_USE_HINT);
    const IngestNote why = {.id = "row-constraint", .message = message, .hint = hint};

    return refuse(rows, row, &why, error);
}

/* A row that is neither blank nor the header once more. */
static gboolean
take_row(Rows *rows, const RollCsvRow *row, GError **error)
{
    guint n_labels = rows->export->header->labels->n;
    const gchar *useless = NULL;

    if (row->n_fields < rows->n_named || !is_empty_from(row, n_labels))
        return refuse_ragged(rows, row, error);
    if (row->n_fields > rows->n_named && !rows->is_told && !rows->export->habit.raw &&
        !is_empty_from(row, rows->n_named) && !tell_unlabelled(rows, row, error))
        return FALSE;
    useless = rows->use != NULL ? ingest_use_check(rows->use, row) : NULL;
    if (useless != NULL)
        return refuse_useless(rows, row, useless, error);
    rows->n_rows++;
    return ingest_records_add(rows->records, row, rows->n_rows, error);
}

/* ---- rows that may be no records ---- */

static const gchar *
footer_message(IngestRowKind kind)
{
    if (kind == INGEST_ROW_TOTAL || kind == INGEST_ROW_COUNT)
        return "a line of totals and no record: it is passed over";
    if (kind == INGEST_ROW_NOTE)
        return "a note below the list and no record: it is passed over";
    return "a line of the signatures below the list: it is passed over";
}

static gboolean
pass_over(Rows *rows, const RollCsvRow *row, IngestRowKind kind, GError **error)
{
    g_autofree gchar *message = g_strdup(footer_message(kind));
    const IngestNote note = {.severity = ROLL_SEVERITY_INFO,
                             .id = "footer-row",
                             .line = row->line,
                             .row = row->row,
                             .message = message};

    if (kind != INGEST_ROW_NUMBER)
        return tell(rows, &note, error);
    rows->n_numbers++;
    return TRUE;
}

/* What was kept, in its order.  @at_end: nothing comes below it, so what looks like the foot of a
 * list is one; otherwise all are rows like any other. */
static gboolean
settle_tail(Rows *rows, gboolean at_end, GError **error)
{
    for (guint i = 0; i < ingest_tail_n(&rows->tail); i++) {
        const IngestTailRow *kept = ingest_tail_at(&rows->tail, i);
        gboolean is_done = at_end && ingest_tail_is_footer(&rows->tail, i)
                               ? pass_over(rows, &kept->row, kept->kind, error)
                               : take_row(rows, &kept->row, error);

        if (!is_done)
            return FALSE;
    }
    ingest_tail_clear(&rows->tail);
    return TRUE;
}

static gboolean
take_sound(Rows *rows, const RollCsvRow *row, GError **error)
{
    IngestRowKind kind = INGEST_ROW_ORDINARY;

    if (is_header(rows, row) || is_announcement(rows, row))
        return settle_tail(rows, TRUE, error) && tell_header(rows, row, error);
    if (is_empty(row->fields[0]) && is_empty_from(row, 1)) {
        rows->n_blank++;
        return TRUE;
    }
    if (is_dos_end(row))
        return TRUE;
    if (!rows->export->habit.raw)
        kind = ingest_sheet_kind(rows->export->sheet, row, rows->n_named);
    if (kind == INGEST_ROW_TOTAL) { /* also between groups of a list: it says so itself */
        rows->is_below_total = TRUE;
        return pass_over(rows, row, kind, error);
    }
    if (kind == INGEST_ROW_COUNT && !rows->is_below_total)
        kind = INGEST_ROW_SPARSE;
    if (kind != INGEST_ROW_ORDINARY && ingest_tail_add(&rows->tail, row, kind))
        return TRUE;
    rows->is_below_total = FALSE;
    return settle_tail(rows, FALSE, error) && take_row(rows, row, error);
}

static gboolean
tell_end(const Rows *rows, GError **error)
{
    g_autoptr(GPtrArray) notes = ingest_notes_new();

    if (rows->n_rows == 0)
        ingest_note(notes, ROLL_SEVERITY_WARNING, "no-rows", "the file has a header and no rows");
    if (rows->n_blank > 0)
        ingest_note(notes, ROLL_SEVERITY_INFO, "blank-row",
                    "%" G_GUINT64_FORMAT " rows without any value are passed over", rows->n_blank);
    if (rows->n_numbers > 0)
        ingest_note(notes, ROLL_SEVERITY_INFO, "footer-row",
                    "%" G_GUINT64_FORMAT " rows at the end that hold a line's number and nothing "
                    "else are passed over",
                    rows->n_numbers);
    for (guint i = 0; i < notes->len; i++) {
        if (!tell(rows, g_ptr_array_index(notes, i), error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
read_all(Rows *rows, GError **error)
{
    RollCsvReader *reader = rows->export->reader;
    guint64 last_line = rows->export->header->last_line;
    guint64 n_before = 0;
    GError *cause = NULL;
    RollCsvRow row = {0};

    while (roll_csv_reader_next(reader, &row, &cause)) {
        guint64 before = rows->n_rows;

        if (row.line <= last_line)
            continue;
        if (!(row.fault == ROLL_CSV_SOUND
                  ? take_sound(rows, &row, error)
                  : settle_tail(rows, FALSE, error) && refuse_faulty(rows, &row, error)))
            return FALSE;
        roll_run_count_read(rows->run, rows->n_rows - before);
    }
    if (cause != NULL) {
        g_propagate_error(error, cause);
        return FALSE;
    }
    n_before = rows->n_rows;
    if (!settle_tail(rows, TRUE, error))
        return FALSE;
    roll_run_count_read(rows->run, rows->n_rows - n_before);
    return TRUE;
}

gboolean
ingest_rows_read(IngestExport *export, RollRun *run, IngestRecords *records, IngestUse *use,
                 GError **error)
{
    g_auto(Rows) rows = {.export = export,
                         .run = run,
                         .records = records,
                         .use = use,
                         .n_named = ingest_labels_n_named(export->header->labels),
                         .raw = g_string_new(NULL)};

    if (!tell_opening(&rows, error) || !read_all(&rows, error))
        return FALSE;
    if (rows.n_faulty > MAX(rows.n_rows / FAULTY_EVERY, FAULTY_IN_SMALL))
        return give_up(&rows, error);
    return tell_end(&rows, error);
}
