#include "stages/ingest/records.h"

#include <string.h>

#include "stages/ingest/value.h"

typedef enum {
    CONSTANT, /* the same in every record of an export */
    CELLS,
    LINE,
    ROW,
    SHEET_ROW,
} From;

#define SEVERAL G_MAXUINT

typedef struct {
    From from;
    gchar *constant;           /* owned, never NULL */
    const IngestColumn *cells; /* the export's */
    guint place;               /* of them in a row: the only one, or SEVERAL */
    RollColumnBuilder *builder;
    guint n_built; /* records in @builder; a constant is filled in late */
    gboolean is_zawgyi;
    guint64 n_unseen; /* cells of the export with signs that nobody sees */
    guint64 n_lost;   /* with letters that are lost */
} Column;

/* A column that has something to take from a row, by itself: nearly all of what ingest does are
 * these, once a cell. */
typedef struct {
    From from;
    guint place;
    RollColumnBuilder *builder;
    const IngestColumn *cells;
} Move;

struct IngestRecords {
    RollRun *run;
    RollSchema *schema;
    guint table;
    IngestZawgyi *zawgyi;  /* not owned */
    gboolean is_as_it_was; /* the exports' cells are left alone (--raw) */
    GArray *columns;       /* of Column */
    GArray *moves;         /* of Move: what is done with every row */
    gboolean is_raw;       /* not all rows of the batch at hand are ASCII */
    guint n;               /* records in that batch */
    gsize n_bytes;         /* that they hold */
    GString *joined;
};

static void
clear_column(gpointer data)
{
    Column *column = data;

    g_free(column->constant);
    roll_column_builder_free(column->builder);
}

static From
place_of(const gchar *name)
{
    if (strcmp(name, "line") == 0)
        return LINE;
    if (strcmp(name, "row") == 0)
        return ROW;
    return strcmp(name, "sheet_row") == 0 ? SHEET_ROW : CONSTANT;
}

IngestRecords *
ingest_records_new(RollRun *run, RollSchema *schema, IngestZawgyi *zawgyi)
{
    IngestRecords *records = g_new0(IngestRecords, 1);

    records->run = run;
    records->zawgyi = zawgyi;
    records->schema = roll_schema_ref(schema);
    records->table = roll_run_declare(run, schema);
    records->columns = g_array_new(FALSE, FALSE, sizeof(Column));
    records->moves = g_array_new(FALSE, FALSE, sizeof(Move));
    records->joined = g_string_new(NULL);
    g_array_set_clear_func(records->columns, clear_column);
    for (guint i = 0; i < roll_schema_n_columns(schema); i++) {
        Column column = {.from = place_of(roll_schema_column(schema, i)),
                         .constant = g_strdup(""),
                         .builder = roll_column_builder_new()};

        g_array_append_val(records->columns, column);
    }
    return records;
}

void
ingest_records_free(IngestRecords *records)
{
    if (records == NULL)
        return;
    roll_schema_unref(records->schema);
    g_array_unref(records->columns);
    g_array_unref(records->moves);
    g_string_free(records->joined, TRUE);
    g_free(records);
}

/* Writes the constant for the records that still lack it. */
static void
fill_constant(Column *column, guint n)
{
    RollText value = roll_text(column->constant);

    for (; column->n_built < n; column->n_built++)
        roll_column_builder_add(column->builder, value);
}

static void
bind(Column *column, const gchar *name, const IngestExport *export, guint n)
{
    const gchar *constant = ingest_export_constant(export, name);

    if (column->from == CONSTANT)
        fill_constant(column, n);
    column->n_built = n;
    g_free(column->constant);
    column->constant = g_strdup(constant != NULL ? constant : "");
    column->cells = constant == NULL ? ingest_mapping_find(export->mapping, name) : NULL;
    column->place = SEVERAL;
    if (column->cells != NULL && column->cells->columns->len == 1)
        column->place = g_array_index(column->cells->columns, guint, 0);
    column->from = column->cells != NULL ? CELLS : CONSTANT;
    column->is_zawgyi = column->cells != NULL && ingest_export_is_zawgyi(export, column->cells);
    column->n_unseen = 0;
    column->n_lost = 0;
}

static void
plan_moves(IngestRecords *records)
{
    g_array_set_size(records->moves, 0);
    for (guint i = 0; i < records->columns->len; i++) {
        const Column *column = &g_array_index(records->columns, Column, i);
        Move move = {column->from, column->place, column->builder, column->cells};

        if (column->from != CONSTANT)
            g_array_append_val(records->moves, move);
    }
}

gboolean
ingest_records_begin(IngestRecords *records, const IngestExport *export)
{
    for (guint i = 0; i < export->mapping->len; i++) {
        const IngestColumn *column = g_ptr_array_index(export->mapping, i);

        if (roll_schema_find(records->schema, column->name) < 0)
            return FALSE;
    }
    records->is_as_it_was = export->habit.raw;
    for (guint i = 0; i < records->columns->len; i++) {
        Column *column = &g_array_index(records->columns, Column, i);

        if (column->from == CONSTANT || column->from == CELLS)
            bind(column, roll_schema_column(records->schema, i), export, records->n);
    }
    plan_moves(records);
    return TRUE;
}

static RollText
join(const IngestColumn *cells, const RollCsvRow *row, GString *joined)
{
    g_string_truncate(joined, 0);
    for (guint i = 0; i < cells->columns->len; i++) {
        RollText part = ingest_value_of(row, g_array_index(cells->columns, guint, i));

        if (part.length == 0)
            continue;
        if (joined->len > 0)
            g_string_append_c(joined, cells->joiner);
        roll_text_append(part, joined);
    }
    return (RollText){joined->str, (guint32)joined->len};
}

static void
add_cells(IngestRecords *records, const Move *move, const RollCsvRow *row)
{
    RollText value = ROLL_TEXT_EMPTY;

    if (records->is_as_it_was)
        value = move->place < row->n_fields ? row->fields[move->place] : value;
    else if (move->place != SEVERAL)
        value = ingest_value_of(row, move->place);
    else
        value = join(move->cells, row, records->joined);
    roll_column_builder_add(move->builder, value);
}

static gboolean
is_composed(const RollColumn *column)
{
    if (roll_column_is_ascii(column))
        return TRUE;
    for (guint i = 0; i < roll_column_n_values(column); i++) {
        if (!roll_text_is_composed(roll_column_value(column, i)))
            return FALSE;
    }
    return TRUE;
}

static void
count_signs(Column *column, const RollColumn *text, guint n)
{
    guint n_values = roll_column_n_values(text);
    g_autofree guint8 *signs = g_new0(guint8, n_values + 1);
    guint8 any = 0;

    for (guint i = 0; i < n_values; i++) {
        signs[i] = ingest_value_signs(roll_column_value(text, i));
        any |= signs[i];
    }
    for (guint i = 0; any != 0 && i < n; i++) {
        guint8 of_cell = signs[roll_column_code(text, i)];

        column->n_unseen += (of_cell & INGEST_UNSEEN) != 0;
        column->n_lost += (of_cell & INGEST_LOST) != 0;
    }
}

/* Takes @raw.  Turning, cleaning and composing are done here, once a distinct value. */
static RollColumn *
make_text(const IngestRecords *records, Column *column, RollColumn *raw)
{
    g_autoptr(RollColumn) sent = raw;
    g_autoptr(RollColumn) turned = NULL;

    if (column->is_zawgyi)
        turned = roll_column_map(sent, ingest_zawgyi_convert, records->zawgyi);
    else
        turned = roll_column_ref(sent);
    if (is_composed(turned))
        return g_steal_pointer(&turned);
    if (records->is_as_it_was)
        return roll_column_map(turned, ingest_value_compose, NULL);
    count_signs(column, turned, records->n);
    return roll_column_map(turned, ingest_value_clean, NULL);
}

static RollColumn *
finish_column(const IngestRecords *records, Column *column)
{
    RollColumn *raw = NULL;
    guint n = records->n;

    if (column->from == CONSTANT && column->n_built == 0)
        return roll_column_constant(roll_text(column->constant), n);
    if (column->from == CONSTANT)
        fill_constant(column, n);
    column->n_built = 0;
    raw = roll_column_builder_finish(column->builder);
    return column->from == CELLS && records->is_raw ? make_text(records, column, raw) : raw;
}

static gboolean
flush(IngestRecords *records, GError **error)
{
    guint n_columns = records->columns->len;
    g_autofree RollColumn **columns = g_new0(RollColumn *, n_columns);
    g_autoptr(RollBatch) batch = NULL;

    if (records->n == 0)
        return TRUE;
    for (guint i = 0; i < n_columns; i++)
        columns[i] = finish_column(records, &g_array_index(records->columns, Column, i));
    batch = roll_batch_new_take(records->schema, columns, records->n);
    records->n = 0;
    records->n_bytes = 0;
    records->is_raw = FALSE;
    return roll_run_emit(records->run, records->table, batch, error);
}

gboolean
ingest_records_add(IngestRecords *records, const RollCsvRow *row, guint64 number, GError **error)
{
    const Move *moves = (const Move *)(gpointer)records->moves->data;
    guint n_moves = records->moves->len;

    for (guint i = 0; i < n_moves; i++) {
        switch (moves[i].from) {
        case CELLS:
            add_cells(records, &moves[i], row);
            break;
        case LINE:
            roll_column_builder_add_number(moves[i].builder, row->line);
            break;
        case ROW:
            roll_column_builder_add_number(moves[i].builder, number);
            break;
        case SHEET_ROW:
            roll_column_builder_add_number(moves[i].builder, row->row);
            break;
        case CONSTANT:
            break;
        }
    }
    records->is_raw = records->is_raw || !row->is_ascii;
    records->n++;
    records->n_bytes += row->raw.length + (gsize)records->columns->len * ROLL_CELL_BYTES;
    return (records->n < ROLL_BATCH_RECORDS && records->n_bytes < ROLL_BATCH_BYTES) ||
           flush(records, error);
}

/* A finding of @column as a whole. */
static gboolean
tell(const IngestRecords *records, const IngestExport *export, const Column *column,
     RollFinding finding, GError **error)
{
    guint place = g_array_index(column->cells->columns, guint, 0);

    finding.file = export->file;
    finding.line = export->header->line;
    finding.row = export->header->row;
    finding.column = export->header->labels->labels[place];
    finding.position = place + 1;
    finding.field = column->cells->name;
    finding.value = ROLL_TEXT_EMPTY;
    return roll_run_finding(records->run, &finding, error);
}

static gboolean
tell_unseen(const IngestRecords *records, const IngestExport *export, const Column *column,
            GError **error)
{
    g_autoptr(RollValues) values = roll_values_new();

    roll_values_set_number(values, "n", column->n_unseen);
    return tell(records, export, column,
                (RollFinding){.severity = ROLL_SEVERITY_INFO,
                              .id = "invisible-characters",
                              .message = "message",
                              .values = values},
                error);
}

static gboolean
tell_lost(const IngestRecords *records, const IngestExport *export, const Column *column,
          GError **error)
{
    g_autoptr(RollValues) values = roll_values_new();

    roll_values_set_number(values, "n", column->n_lost);
    return tell(records, export, column,
                (RollFinding){.severity = ROLL_SEVERITY_WARNING,
                              .id = "lost-characters",
                              .message = "message",
                              .hint = "hint",
                              .values = values},
                error);
}

gboolean
ingest_records_end(IngestRecords *records, const IngestExport *export, GError **error)
{
    if (!flush(records, error))
        return FALSE;
    for (guint i = 0; i < records->columns->len; i++) {
        const Column *column = &g_array_index(records->columns, Column, i);

        if ((column->n_unseen > 0 && !tell_unseen(records, export, column, error)) ||
            (column->n_lost > 0 && !tell_lost(records, export, column, error)))
            return FALSE;
    }
    return TRUE;
}
