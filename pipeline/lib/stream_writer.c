#include "pipeline/lib/csv.h"
#include "pipeline/lib/csv_batch.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/inert.h"
#include "pipeline/lib/packed.h"
#include "pipeline/lib/stream.h"

struct RollWriter {
    RollSink *sink;     /* owned */
    gchar *producer;    /* of a packed stream; NULL for CSV */
    gchar *table;       /* the one that CSV writes */
    GPtrArray *schemas; /* of RollSchema */
    GArray *counts;     /* of guint64, a table */
    GByteArray *block;  /* payload of the block being made */
    GString *lines;     /* CSV being made */
    gboolean started;   /* header written */
};

static RollWriter *
writer_new(RollSink *sink)
{
    RollWriter *writer = g_new0(RollWriter, 1);

    writer->sink = sink;
    writer->schemas = g_ptr_array_new_with_free_func((GDestroyNotify)roll_schema_unref);
    writer->counts = g_array_new(FALSE, TRUE, sizeof(guint64));
    writer->block = g_byte_array_new();
    writer->lines = g_string_new(NULL);
    return writer;
}

RollWriter *
roll_writer_new_packed(RollSink *sink, const gchar *producer)
{
    RollWriter *writer = writer_new(sink);

    writer->producer = g_strdup(producer);
    return writer;
}

RollWriter *
roll_writer_new_csv(RollSink *sink, const gchar *table)
{
    RollWriter *writer = writer_new(sink);

    writer->table = g_strdup(table);
    return writer;
}

guint
roll_writer_declare(RollWriter *writer, RollSchema *schema)
{
    guint64 zero = 0;

    g_return_val_if_fail(!writer->started, 0);
    g_ptr_array_add(writer->schemas, roll_schema_ref(schema));
    g_array_append_val(writer->counts, zero);
    return writer->schemas->len - 1;
}

static gboolean
write_block(RollWriter *writer, RollBlockKind kind, GError **error)
{
    static const guint8 zeros[8] = {0};
    GByteArray *block = writer->block;
    guint32 head[3] = {GUINT32_TO_LE((guint32)kind), GUINT32_TO_LE(block->len),
                       GUINT32_TO_LE(roll_packed_checksum(block->data, block->len))};
    gsize padding = (8 - (sizeof head + block->len) % 8) % 8;

    return roll_sink_write(writer->sink, head, sizeof head, error) &&
           roll_sink_write(writer->sink, block->data, block->len, error) &&
           roll_sink_write(writer->sink, zeros, padding, error);
}

static gboolean
start_packed(RollWriter *writer, GError **error)
{
    guint32 version = GUINT32_TO_LE(ROLL_PACKED_VERSION);

    if (!roll_sink_write(writer->sink, ROLL_PACKED_MAGIC, strlen(ROLL_PACKED_MAGIC), error) ||
        !roll_sink_write(writer->sink, &version, sizeof version, error))
        return FALSE;
    g_byte_array_set_size(writer->block, 0);
    roll_pack_string(writer->block, writer->producer);
    roll_pack_u32(writer->block, writer->schemas->len);
    for (guint i = 0; i < writer->schemas->len; i++) {
        const RollSchema *schema = g_ptr_array_index(writer->schemas, i);

        roll_pack_string(writer->block, roll_schema_table(schema));
        roll_pack_u32(writer->block, roll_schema_n_columns(schema));
        for (guint column = 0; column < roll_schema_n_columns(schema); column++)
            roll_pack_string(writer->block, roll_schema_column(schema, column));
    }
    return write_block(writer, ROLL_BLOCK_HEADER, error);
}

static const RollSchema *
csv_schema(const RollWriter *writer)
{
    for (guint i = 0; i < writer->schemas->len; i++) {
        const RollSchema *schema = g_ptr_array_index(writer->schemas, i);

        if (strcmp(roll_schema_table(schema), writer->table) == 0)
            return schema;
    }
    return NULL;
}

static gboolean
flush_lines(RollWriter *writer, GError **error)
{
    if (writer->sink->is_terminal) { /* what somebody wrote into a cell gives no orders to it */
        g_autoptr(GString) lines = g_steal_pointer(&writer->lines);

        writer->lines = g_string_sized_new(lines->len + 1);
        roll_without_control((RollText){lines->str, (guint32)lines->len}, writer->lines);
    }
    if (!roll_sink_write(writer->sink, writer->lines->str, writer->lines->len, error))
        return FALSE;
    g_string_truncate(writer->lines, 0);
    return TRUE;
}

static gboolean
start_csv(RollWriter *writer, GError **error)
{
    const RollSchema *schema = csv_schema(writer);
    g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(RollText));

    if (schema == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "no table \"%s\" to write as CSV",
                    writer->table);
        return FALSE;
    }
    for (guint i = 0; i < roll_schema_n_columns(schema); i++) {
        RollText name = roll_text(roll_schema_column(schema, i));

        g_array_append_val(names, name);
    }
    roll_csv_append(writer->lines, (const RollText *)(const void *)names->data, names->len);
    return flush_lines(writer, error);
}

static gboolean
start(RollWriter *writer, GError **error)
{
    if (writer->started)
        return TRUE;
    writer->started = TRUE;
    return writer->producer != NULL ? start_packed(writer, error) : start_csv(writer, error);
}

static gboolean
write_lines(RollWriter *writer, const RollBatch *batch, GError **error)
{
    if (strcmp(roll_schema_table(roll_batch_schema(batch)), writer->table) != 0)
        return TRUE;
    roll_csv_append_batch(writer->lines, batch);
    return flush_lines(writer, error);
}

gboolean
roll_writer_write(RollWriter *writer, guint table, const RollBatch *batch, GError **error)
{
    guint n_columns = roll_schema_n_columns(roll_batch_schema(batch));

    g_return_val_if_fail(table < writer->schemas->len, FALSE);
    g_return_val_if_fail(
        n_columns == roll_schema_n_columns(g_ptr_array_index(writer->schemas, table)), FALSE);
    g_return_val_if_fail(roll_batch_n_records(batch) <= ROLL_BATCH_RECORDS, FALSE);
    if (!start(writer, error))
        return FALSE;
    g_array_index(writer->counts, guint64, table) += roll_batch_n_records(batch);
    if (writer->producer == NULL)
        return write_lines(writer, batch, error);
    g_byte_array_set_size(writer->block, 0);
    roll_pack_u32(writer->block, table);
    roll_pack_u32(writer->block, roll_batch_n_records(batch));
    for (guint i = 0; i < n_columns; i++)
        roll_column_pack(roll_batch_column(batch, i), writer->block);
    return write_block(writer, ROLL_BLOCK_BATCH, error);
}

gboolean
roll_writer_close(RollWriter *writer, GError **error)
{
    if (!start(writer, error))
        return FALSE;
    if (writer->producer != NULL) {
        g_byte_array_set_size(writer->block, 0);
        roll_pack_u32(writer->block, writer->counts->len);
        for (guint i = 0; i < writer->counts->len; i++) {
            guint64 count = g_array_index(writer->counts, guint64, i);

            roll_pack_u32(writer->block, (guint32)count);
            roll_pack_u32(writer->block, (guint32)(count >> 32));
        }
        if (!write_block(writer, ROLL_BLOCK_END, error))
            return FALSE;
    }
    return roll_sink_close(writer->sink, error);
}

void
roll_writer_free(RollWriter *writer)
{
    if (writer == NULL)
        return;
    roll_sink_free(writer->sink);
    g_free(writer->producer);
    g_free(writer->table);
    g_ptr_array_unref(writer->schemas);
    g_array_unref(writer->counts);
    g_byte_array_unref(writer->block);
    g_string_free(writer->lines, TRUE);
    g_free(writer);
}
