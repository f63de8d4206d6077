#include "pipeline/lib/stream_input.h"

#include <string.h>

#include "pipeline/lib/csv.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/packed.h"

#define MAGIC_BYTES 8
#define TABLES_MAX  1024
#define FIRST_ROOM  ((gsize)4 * 1024 * 1024) /* for a payload; nearly all have fewer bytes */

struct RollInput {
    RollSource *source; /* owned */
    RollCsvReader *csv; /* owned; NULL for packed */
    GPtrArray *schemas; /* of RollSchema */
    GArray *counts;     /* of guint64: records seen, a table */
    guint64 block;      /* number of the block being read, 1 the header */
    guint8 head[MAGIC_BYTES];
    gsize n_head;  /* bytes of @head read */
    gsize n_given; /* bytes of @head given on to the CSV reader */
    gboolean at_end;
};

RollInput *
roll_input_new(RollSource *source)
{
    RollInput *input = g_new0(RollInput, 1);

    input->source = source;
    input->schemas = g_ptr_array_new_with_free_func((GDestroyNotify)roll_schema_unref);
    input->counts = g_array_new(FALSE, TRUE, sizeof(guint64));
    return input;
}

void
roll_input_free(RollInput *input)
{
    if (input == NULL)
        return;
    roll_csv_reader_free(input->csv);
    roll_source_free(input->source);
    g_ptr_array_unref(input->schemas);
    g_array_unref(input->counts);
    g_free(input);
}

guint
roll_input_n_tables(const RollInput *input)
{
    return input->schemas->len;
}

RollSchema *
roll_input_table(const RollInput *input, guint table)
{
    return g_ptr_array_index(input->schemas, table);
}

gboolean
roll_input_is_file(const RollInput *input)
{
    return input->source->size > 0;
}

static void
add_table(RollInput *input, RollSchema *schema)
{
    guint64 zero = 0;

    g_ptr_array_add(input->schemas, schema);
    g_array_append_val(input->counts, zero);
}

/* ---- packed ---- */

static void
damaged(const RollInput *input, const gchar *fault, GError **error)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "%s: block %" G_GUINT64_FORMAT ": %s",
                input->source->name, input->block, fault);
}

/* Reads @size bytes, fewer only at the end of the source. */
static gboolean
read_full(RollSource *source, guint8 *buffer, gsize size, gsize *n_read, GError **error)
{
    gsize total = 0;
    gsize n = 1;

    while (total < size && n > 0) {
        if (!roll_source_read(source, buffer + total, size - total, &n, error))
            return FALSE;
        total += n;
    }
    *n_read = total;
    return TRUE;
}

/* Reads @size bytes, or NULL: room is made as they come, so that a damaged length asks for no more
 * memory than the stream has bytes. */
static guint8 *
read_payload(RollInput *input, gsize size, GError **error)
{
    gsize room = MIN(size, FIRST_ROOM);
    g_autofree guint8 *payload = g_malloc(room + 1);
    gsize total = 0;
    gsize n_read = 0;

    while (total < size) {
        if (total == room) {
            room = MIN(size, room * 2);
            payload = g_realloc(payload, room + 1);
        }
        if (!read_full(input->source, payload + total, room - total, &n_read, error))
            return NULL;
        total += n_read;
        if (total < room) {
            damaged(input, "the stream is cut off", error);
            return NULL;
        }
    }
    return g_steal_pointer(&payload);
}

/* The payload of the next block, with its checksum looked at. */
static GBytes *
read_block(RollInput *input, RollBlockKind *kind, GError **error)
{
    guint32 head[3] = {0};
    gsize n_read = 0;
    gsize size = 0;
    g_autofree guint8 *payload = NULL;

    input->block++;
    if (!read_full(input->source, (guint8 *)head, sizeof head, &n_read, error))
        return NULL;
    if (n_read < sizeof head) {
        damaged(input, "the stream is cut off", error);
        return NULL;
    }
    size = GUINT32_FROM_LE(head[1]);
    if (size > ROLL_PACKED_BLOCK_MAX) {
        damaged(input, "a length that cannot be", error);
        return NULL;
    }
    payload = read_payload(input, size + (8 - (sizeof head + size) % 8) % 8, error);
    if (payload == NULL)
        return NULL;
    if (roll_packed_checksum(payload, size) != GUINT32_FROM_LE(head[2])) {
        damaged(input, "the checksum is wrong", error);
        return NULL;
    }
    *kind = (RollBlockKind)GUINT32_FROM_LE(head[0]);
    return g_bytes_new_take(g_steal_pointer(&payload), size);
}

static RollSchema *
unpack_schema(GBytes *block, gsize *position)
{
    g_autofree gchar *table = roll_unpack_string(block, position);
    g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func(g_free);
    guint32 n_columns = 0;

    if (table == NULL || !roll_unpack_u32(block, position, &n_columns) ||
        n_columns > ROLL_COLUMNS_MAX)
        return NULL;
    for (guint i = 0; i < n_columns; i++) {
        gchar *column = roll_unpack_string(block, position);

        if (column == NULL)
            return NULL;
        g_ptr_array_add(columns, column);
    }
    g_ptr_array_add(columns, NULL);
    return roll_schema_new(table, (const gchar *const *)columns->pdata);
}

static gboolean
read_header(RollInput *input, GError **error)
{
    RollBlockKind kind = 0;
    g_autoptr(GBytes) block = read_block(input, &kind, error);
    g_autofree gchar *producer = NULL;
    guint32 n_tables = 0;
    gsize position = 0;

    if (block == NULL)
        return FALSE;
    producer = roll_unpack_string(block, &position);
    if (kind != ROLL_BLOCK_HEADER || producer == NULL ||
        !roll_unpack_u32(block, &position, &n_tables) || n_tables > TABLES_MAX) {
        damaged(input, "not a header", error);
        return FALSE;
    }
    for (guint i = 0; i < n_tables; i++) {
        RollSchema *schema = unpack_schema(block, &position);

        if (schema == NULL) {
            damaged(input, "a table's declaration is damaged", error);
            return FALSE;
        }
        add_table(input, schema);
    }
    return TRUE;
}

static gboolean
start_packed(RollInput *input, GError **error)
{
    guint32 version = 0;
    gsize n_read = 0;

    if (!read_full(input->source, (guint8 *)&version, sizeof version, &n_read, error))
        return FALSE;
    if (n_read == sizeof version && GUINT32_FROM_LE(version) != ROLL_PACKED_VERSION) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s: written by another version of rollcall: stream version %u, not %d",
                    input->source->name, GUINT32_FROM_LE(version), ROLL_PACKED_VERSION);
        return FALSE;
    }
    return read_header(input, error);
}

static RollBatch *
unpack_batch(RollInput *input, GBytes *block)
{
    guint32 table = 0;
    guint32 n_records = 0;
    gsize position = 0;
    RollSchema *schema = NULL;
    g_autoptr(GPtrArray) columns =
        g_ptr_array_new_with_free_func((GDestroyNotify)roll_column_unref);

    if (!roll_unpack_u32(block, &position, &table) || table >= input->schemas->len ||
        !roll_unpack_u32(block, &position, &n_records) || n_records > ROLL_BATCH_RECORDS)
        return NULL;
    schema = roll_input_table(input, table);
    for (guint i = 0; i < roll_schema_n_columns(schema); i++) {
        RollColumn *column = roll_column_unpack(block, &position, n_records);

        if (column == NULL)
            return NULL;
        g_ptr_array_add(columns, column);
    }
    g_array_index(input->counts, guint64, table) += n_records;
    g_ptr_array_set_free_func(columns, NULL);
    return roll_batch_new_take(schema, (RollColumn **)columns->pdata, n_records);
}

/* The counts of the end block against what came, and nothing behind it. */
static gboolean
check_end(RollInput *input, GBytes *block, GError **error)
{
    guint32 n_tables = 0;
    gsize position = 0;
    guint8 byte = 0;
    gsize n_read = 0;

    if (!roll_unpack_u32(block, &position, &n_tables) || n_tables != input->counts->len) {
        damaged(input, "the end block is damaged", error);
        return FALSE;
    }
    for (guint i = 0; i < n_tables; i++) {
        guint32 low = 0;
        guint32 high = 0;

        if (!roll_unpack_u32(block, &position, &low) || !roll_unpack_u32(block, &position, &high) ||
            (low | (guint64)high << 32) != g_array_index(input->counts, guint64, i)) {
            damaged(input, "records are missing", error);
            return FALSE;
        }
    }
    if (!roll_source_read(input->source, &byte, 1, &n_read, error))
        return FALSE;
    if (n_read > 0) {
        damaged(input, "bytes behind the end of the stream", error);
        return FALSE;
    }
    return TRUE;
}

static RollBatch *
next_packed(RollInput *input, GError **error)
{
    RollBlockKind kind = 0;
    g_autoptr(GBytes) block = read_block(input, &kind, error);
    RollBatch *batch = NULL;

    if (block == NULL)
        return NULL;
    if (kind == ROLL_BLOCK_END) {
        input->at_end = check_end(input, block, error);
        return NULL;
    }
    batch = kind == ROLL_BLOCK_BATCH ? unpack_batch(input, block) : NULL;
    if (batch == NULL)
        damaged(input, "a batch is damaged", error);
    return batch;
}

/* ---- CSV ---- */

/* The bytes already looked at, then the source. */
typedef struct {
    RollSource base;
    RollInput *input;
} Unread;

static gboolean
unread_read(RollSource *self, gpointer buffer, gsize size, gsize *n_read, GError **error)
{
    RollInput *input = ((Unread *)self)->input;
    gsize n = MIN(size, input->n_head - input->n_given);

    if (n == 0)
        return roll_source_read(input->source, buffer, size, n_read, error);
    memcpy(buffer, input->head + input->n_given, n);
    input->n_given += n;
    *n_read = n;
    return TRUE;
}

static gboolean
csv_row(RollInput *input, RollCsvRow *row, GError **error)
{
    GError *cause = NULL;

    if (!roll_csv_reader_next(input->csv, row, &cause)) {
        if (cause != NULL)
            g_propagate_error(error, cause);
        else
            input->at_end = TRUE;
        return FALSE;
    }
    if (row->fault == ROLL_CSV_SOUND)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "%s: line %" G_GUINT64_FORMAT ": not sound CSV between stages", input->source->name,
                row->line);
    return FALSE;
}

static gboolean
start_csv(RollInput *input, GError **error)
{
    Unread *unread = g_new0(Unread, 1);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    RollCsvRow row = {0};
    GError *cause = NULL;

    unread->base.name = g_strdup(input->source->name);
    unread->base.read = unread_read;
    unread->input = input;
    input->csv = roll_csv_reader_new(&unread->base, ',', ROLL_CSV_LIMITS);
    if (!csv_row(input, &row, &cause)) {
        if (cause == NULL)
            g_set_error(&cause, ROLL_ERROR, ROLL_ERROR_DATA, "%s: empty: not even a header row",
                        input->source->name);
        g_propagate_error(error, cause);
        return FALSE;
    }
    for (guint i = 0; i < row.n_fields; i++)
        g_ptr_array_add(names, g_strdup(row.fields[i].data));
    g_ptr_array_add(names, NULL);
    add_table(input, roll_schema_new("records", (const gchar *const *)names->pdata));
    if (roll_schema_n_columns(roll_input_table(input, 0)) == row.n_fields)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "%s: line %" G_GUINT64_FORMAT ": a column stands twice in the header",
                input->source->name, row.line);
    return FALSE;
}

static gboolean
fill_builders(RollInput *input, RollColumnBuilder **builders, guint n_columns, GError **error)
{
    RollCsvRow row = {0};
    gsize n_bytes = 0;

    for (guint n = 0; n < ROLL_BATCH_RECORDS && n_bytes < ROLL_BATCH_BYTES; n++) {
        if (!csv_row(input, &row, error))
            return input->at_end;
        if (row.n_fields != n_columns) {
            g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                        "%s: line %" G_GUINT64_FORMAT ": %u cells, the header has %u",
                        input->source->name, row.line, row.n_fields, n_columns);
            return FALSE;
        }
        for (guint i = 0; i < n_columns; i++)
            roll_column_builder_add(builders[i], row.fields[i]);
        n_bytes += row.raw.length + (gsize)n_columns * ROLL_CELL_BYTES;
    }
    return TRUE;
}

static RollBatch *
next_csv(RollInput *input, GError **error)
{
    RollSchema *schema = roll_input_table(input, 0);
    guint n_columns = roll_schema_n_columns(schema);
    g_autoptr(GPtrArray) builders =
        g_ptr_array_new_with_free_func((GDestroyNotify)roll_column_builder_free);
    g_autofree RollColumn **columns = g_new0(RollColumn *, n_columns + 1);
    guint n_records = 0;

    for (guint i = 0; i < n_columns; i++)
        g_ptr_array_add(builders, roll_column_builder_new());
    if (!fill_builders(input, (RollColumnBuilder **)builders->pdata, n_columns, error))
        return NULL;
    n_records = roll_column_builder_n_records(g_ptr_array_index(builders, 0));
    if (n_records == 0)
        return NULL;
    for (guint i = 0; i < n_columns; i++)
        columns[i] = roll_column_builder_finish(g_ptr_array_index(builders, i));
    return roll_batch_new_take(schema, columns, n_records);
}

/* ---- both ---- */

gboolean
roll_input_start(RollInput *input, GError **error)
{
    if (!read_full(input->source, input->head, MAGIC_BYTES, &input->n_head, error))
        return FALSE;
    if (input->n_head == 0) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "%s: empty: not even a header",
                    input->source->name);
        return FALSE;
    }
    if (memcmp(input->head, ROLL_PACKED_MAGIC, input->n_head) == 0)
        return start_packed(input, error); /* a beginning of the magic alone is a cut-off stream */
    return start_csv(input, error);
}

RollBatch *
roll_input_next(RollInput *input, GError **error)
{
    if (input->at_end)
        return NULL;
    return input->csv != NULL ? next_csv(input, error) : next_packed(input, error);
}

gboolean
roll_input_rewind(RollInput *input, GError **error)
{
    g_ptr_array_set_size(input->schemas, 0);
    g_array_set_size(input->counts, 0);
    g_clear_pointer(&input->csv, roll_csv_reader_free);
    input->block = 0;
    input->n_given = 0;
    input->at_end = FALSE;
    return input->source->rewind(input->source, error) && roll_input_start(input, error);
}
