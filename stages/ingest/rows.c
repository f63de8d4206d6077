#include "stages/ingest/rows.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "stages/ingest/again.h"
#include "stages/ingest/columns.h"
#include "stages/ingest/fault.h"
#include "stages/ingest/foot.h"
#include "stages/ingest/note.h"
#include "stages/ingest/tail.h"
#include "stages/ingest/turn.h"
#include "stages/ingest/value.h"

/* How many rows of a file may be faulty (quotes, bytes that are no text, size) before it is refused
 * whole: each costs a second reading, and so many mean another dialect or a damaged file. */
#define MAX_FAULTY      1000
#define FAULTY_EVERY    20 /* one row in so many ... */
#define FAULTY_IN_SMALL 10 /* ... but always this many */

typedef struct {
    IngestExport *export;
    const IngestRowsTo *to;
    IngestAgain *again;
    IngestTurn *turn;
    guint64 unread_row; /* of the header below which rows cannot be read; 0: they can */
    guint64 n_rows;     /* of data */
    guint64 n_faulty;
    guint64 n_blank;
    guint64 n_numbered; /* rows that number the columns, below the header once more */
    guint64 n_numbers;  /* rows of a number only, passed over */
    IngestTail tail;
    IngestFoot foot;
    gchar *first_fault;      /* owned; "line N: ..." */
    guint n_named;           /* columns up to the last one with a header */
    gboolean is_told;        /* that a column without a header has values */
    gboolean is_below_total; /* nothing but what may be none came since the last total */
    GString *raw;
} Rows;

static void
rows_clear(Rows *rows)
{
    ingest_again_free(rows->again);
    ingest_turn_free(rows->turn);
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
        .values = note->values,
    };

    return roll_run_finding(rows->to->run, &finding, error);
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
        .values = why->values,
    };

    note.severity = ROLL_SEVERITY_ERROR;
    note.line = row->line;
    note.row = row->row;
    g_string_truncate(rows->raw, 0);
    ingest_append_raw(row->raw, rows->raw);
    refused.raw = (RollText){rows->raw->str, (guint32)rows->raw->len};
    rows->n_rows++;
    return tell(rows, &note, error) && roll_run_refuse(rows->to->run, &refused, error);
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

/* "line 4: what is wrong (how it is mended)", of the first faulty row. */
static gboolean
keep_fault(Rows *rows, const IngestNote *note, guint64 line, GError **error)
{
    RollTelling *telling = roll_run_telling(rows->to->run);
    g_autoptr(GString) text = g_string_new(NULL);

    g_string_printf(text, "line %" G_GUINT64_FORMAT ": ", line);
    if (!roll_telling_say(telling, note->id, note->message, note->values, text, error))
        return FALSE;
    g_string_append(text, " (");
    if (!roll_telling_say(telling, note->id, note->hint, note->values, text, error))
        return FALSE;
    rows->first_fault = g_strdup_printf("%s)", text->str);
    return TRUE;
}

static gboolean
refuse_faulty(Rows *rows, const RollCsvRow *row, GError **error)
{
    g_autoptr(IngestNote) note = ingest_fault_note(row);

    if ((rows->n_faulty++ == 0 && !keep_fault(rows, note, row->line, error)) ||
        !refuse(rows, row, note, error))
        return FALSE;
    return rows->n_faulty <= MAX_FAULTY || give_up(rows, error);
}

static gboolean
refuse_ragged(Rows *rows, const RollCsvRow *row, GError **error)
{
    gboolean is_short = row->n_fields < rows->n_named;
    g_autoptr(RollValues) values = roll_values_new();
    const IngestNote why = {.id = is_short ? "missing-cell" : "extra-cell",
                            .message = "message",
                            .hint = "hint",
                            .values = values};

    roll_values_set_number(values, "cells", row->n_fields);
    roll_values_set_number(values, "headers", rows->n_named);
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
    const IngestNote note = {.severity = ROLL_SEVERITY_INFO,
                             .id = "repeated-header",
                             .line = row->line,
                             .row = row->row,
                             .message = is_announcement(rows, row) ? "delimiter" : "header"};

    return tell(rows, &note, error);
}

/* ---- another header ---- */

/* Records that follow are of other columns than those that went before. */
static gboolean
turn_to(Rows *rows, IngestHeader *header, gchar **lacking, GError **error)
{
    IngestExport *export = rows->export;

    if (!ingest_records_end(rows->to->records, export, error)) {
        ingest_header_free(header);
        return FALSE;
    }
    *lacking = ingest_turn_take(rows->turn, header);
    ingest_again_turn(rows->again);
    rows->n_named = ingest_labels_n_named(export->header->labels);
    if (rows->to->use != NULL)
        ingest_use_turn(rows->to->use, export);
    return ingest_records_begin(rows->to->records, export) &&
           ingest_columns_tell(rows->to->columns, export, error);
}

static gboolean
tell_other(const Rows *rows, const RollCsvRow *row, const gchar *message, RollValues *values,
           GError **error)
{
    gboolean is_unread = rows->unread_row != 0;
    const IngestNote note = {.severity = is_unread ? ROLL_SEVERITY_ERROR : ROLL_SEVERITY_WARNING,
                             .id = "changed-header",
                             .line = row->line,
                             .row = row->row,
                             .message = message,
                             .hint = "hint",
                             .values = values};

    return tell(rows, &note, error);
}

static gboolean
meet_other(Rows *rows, const RollCsvRow *row, GError **error)
{
    g_autoptr(RollValues) values = roll_values_new();
    IngestHeader *header = ingest_turn_try(rows->turn, row, values);
    g_autofree gchar *lacking = NULL;

    rows->unread_row = header == NULL ? row->row : 0;
    if (header == NULL)
        return tell_other(rows, row, "unread", values, error);
    if (!turn_to(rows, header, &lacking, error))
        return FALSE;
    if (lacking != NULL)
        roll_values_set(values, "fields", lacking);
    return tell_other(rows, row, lacking != NULL ? "lacking" : "read", values, error);
}

static gboolean
meet_header(Rows *rows, const RollCsvRow *row, IngestAgainKind kind, GError **error)
{
    if (kind == INGEST_AGAIN_OTHER)
        return meet_other(rows, row, error);
    if (kind == INGEST_AGAIN_NUMBERS) {
        rows->n_numbered++;
        return TRUE;
    }
    rows->unread_row = 0;
    return tell_header(rows, row, error);
}

static gboolean
refuse_unread(Rows *rows, const RollCsvRow *row, GError **error)
{
    g_autoptr(RollValues) values = roll_values_new();
    const IngestNote why = {
        .id = "changed-header", .message = "row", .hint = "hint", .values = values};

    roll_values_set_number(values, "row", rows->unread_row);
    return refuse(rows, row, &why, error);
}

/* What stands under no header is lost, which is said once. */
static gboolean
tell_unlabelled(Rows *rows, const RollCsvRow *row, GError **error)
{
    const IngestNote note = {.severity = ROLL_SEVERITY_WARNING,
                             .id = "blank-label",
                             .line = row->line,
                             .row = row->row,
                             .message = "values",
                             .hint = "hint"};

    rows->is_told = TRUE;
    return tell(rows, &note, error);
}

/* The byte that ends a text file of DOS. */
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
    const IngestNote why = {.id = "row-constraint", .message = reason, .hint = "hint"};

    return refuse(rows, row, &why, error);
}

/* A row that is neither blank nor the header once more. */
static gboolean
take_row(Rows *rows, const RollCsvRow *row, GError **error)
{
    guint n_labels = rows->export->header->labels->n;
    const gchar *useless = NULL;

    if (rows->unread_row != 0)
        return refuse_unread(rows, row, error);
    if (row->n_fields < rows->n_named || !is_empty_from(row, n_labels))
        return refuse_ragged(rows, row, error);
    if (row->n_fields > rows->n_named && !rows->is_told && !rows->export->habit.raw &&
        !is_empty_from(row, rows->n_named) && !tell_unlabelled(rows, row, error))
        return FALSE;
    useless = rows->to->use != NULL ? ingest_use_check(rows->to->use, row) : NULL;
    if (useless != NULL)
        return refuse_useless(rows, row, useless, error);
    rows->n_rows++;
    return ingest_records_add(rows->to->records, row, rows->n_rows, error);
}

/* ---- rows that may be no records ---- */

static void
pass_over(Rows *rows, const RollCsvRow *row, IngestRowKind kind)
{
    if (kind == INGEST_ROW_NUMBER)
        rows->n_numbers++;
    else if (kind != INGEST_ROW_END)
        ingest_foot_add(&rows->foot, row, kind);
}

/* What was kept, in its order.  @at_end: nothing comes below it, so what looks like the foot of a
 * list is one; otherwise all are rows like any other. */
static gboolean
settle_tail(Rows *rows, gboolean at_end, GError **error)
{
    for (guint i = 0; i < ingest_tail_n(&rows->tail); i++) {
        const IngestTailRow *kept = ingest_tail_at(&rows->tail, i);

        if (at_end && ingest_tail_is_footer(&rows->tail, i))
            pass_over(rows, &kept->row, kept->kind);
        else if (!take_row(rows, &kept->row, error))
            return FALSE;
    }
    ingest_tail_clear(&rows->tail);
    return TRUE;
}

static gboolean
take_sound(Rows *rows, const RollCsvRow *row, GError **error)
{
    IngestRowKind kind = INGEST_ROW_ORDINARY;
    IngestAgainKind again = INGEST_AGAIN_NONE;

    if (is_announcement(rows, row))
        return settle_tail(rows, TRUE, error) && tell_header(rows, row, error);
    if (is_empty(row->fields[0]) && is_empty_from(row, 1)) {
        rows->n_blank++;
        return TRUE;
    }
    again = ingest_again_kind(rows->again, row);
    if (again != INGEST_AGAIN_NONE)
        return settle_tail(rows, TRUE, error) && meet_header(rows, row, again, error);
    if (is_dos_end(row))
        kind = INGEST_ROW_END;
    else if (!rows->export->habit.raw)
        kind = ingest_sheet_kind(rows->export->sheet, row, rows->n_named);
    if (kind == INGEST_ROW_TOTAL) { /* also between groups of a list: it says so itself */
        rows->is_below_total = TRUE;
        pass_over(rows, row, kind);
        return TRUE;
    }
    if (kind == INGEST_ROW_COUNT && !rows->is_below_total)
        kind = INGEST_ROW_SUMMARY;
    if (kind != INGEST_ROW_ORDINARY && ingest_tail_add(&rows->tail, row, kind))
        return TRUE;
    rows->is_below_total = FALSE;
    return settle_tail(rows, FALSE, error) && take_row(rows, row, error);
}

static void
note_number(GPtrArray *notes, const gchar *id, const gchar *message, guint64 n)
{
    if (n > 0)
        roll_values_set_number(ingest_note(notes, ROLL_SEVERITY_INFO, id, message)->values, "n", n);
}

static gboolean
tell_end(const Rows *rows, GError **error)
{
    g_autoptr(GPtrArray) notes = ingest_notes_new();

    if (rows->n_rows == 0)
        ingest_note(notes, ROLL_SEVERITY_WARNING, "no-rows", "message")->hint = "hint";
    note_number(notes, "blank-row", "message", rows->n_blank);
    note_number(notes, "column-numbers", "again", rows->n_numbered);
    ingest_foot_tell(&rows->foot, notes);
    note_number(notes, "footer-row", "numbers", rows->n_numbers);
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
        roll_run_count_read(rows->to->run, rows->n_rows - before);
    }
    if (cause != NULL) {
        g_propagate_error(error, cause);
        return FALSE;
    }
    n_before = rows->n_rows;
    if (!settle_tail(rows, TRUE, error))
        return FALSE;
    roll_run_count_read(rows->to->run, rows->n_rows - n_before);
    return TRUE;
}

gboolean
ingest_rows_read(IngestExport *export, const IngestRowsTo *to, GError **error)
{
    g_auto(Rows) rows = {.export = export,
                         .to = to,
                         .again = ingest_again_new(export),
                         .turn = ingest_turn_new(export),
                         .n_named = ingest_labels_n_named(export->header->labels),
                         .raw = g_string_new(NULL)};

    if (!tell_opening(&rows, error) || !read_all(&rows, error))
        return FALSE;
    if (rows.n_faulty > MAX(rows.n_rows / FAULTY_EVERY, FAULTY_IN_SMALL))
        return give_up(&rows, error);
    return tell_end(&rows, error);
}
