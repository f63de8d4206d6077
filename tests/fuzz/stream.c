/* stream: whatever the bytes, what stages say to each other is read whole or is an error; what was
 * read and is written again reads as it was. */
#include "pipeline/lib/stream.h"
#include "pipeline/lib/packed.h"

#include <string.h>

#include "tests/fuzz/fuzz.h"

#define HEAD   12u /* magic and version */
#define PIECES 3u  /* kind, length, checksum of a block */

/* No mutation finds a checksum: sets them right, block after block, so that what lies behind is
 * reached. */
static GBytes *
with_checksums(FuzzInput input)
{
    guint8 *data = g_memdup2(input.data, input.size);
    guint32 head[PIECES];
    gsize at = HEAD;

    while (at + sizeof head <= input.size) {
        gsize length = 0;

        memcpy(head, data + at, sizeof head);
        length = GUINT32_FROM_LE(head[1]);
        if (length > input.size - at - sizeof head)
            break;
        head[2] = GUINT32_TO_LE(roll_packed_checksum(data + at + sizeof head, length));
        memcpy(data + at, head, sizeof head);
        at += (sizeof head + length + 7) / 8 * 8;
    }
    return g_bytes_new_take(data, input.size);
}

/* What a batch says, as one number: a damaged one can say the same word thousands of times. */
static guint64
sum_batch(const RollBatch *batch, guint64 sum)
{
    guint n_columns = roll_schema_n_columns(roll_batch_schema(batch));

    sum = roll_text_hash(roll_text(roll_schema_table(roll_batch_schema(batch))), sum);
    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        for (guint column = 0; column < n_columns; column++)
            sum = roll_text_hash(roll_column_get(roll_batch_column(batch, column), i), sum + 1);
    }
    return sum;
}

/* Reads everything, writes it to @copy as it comes; FALSE: the stream is damaged. */
static gboolean
read_stream(GBytes *bytes, gsize chunk, GByteArray *copy, guint64 *sum)
{
    RollSource *source = roll_source_memory("it", bytes, chunk);
    g_autoptr(GError) error = NULL;
    g_autoptr(RollReader) reader = roll_reader_new(&source, 1, &error);
    g_autoptr(RollWriter) writer = roll_writer_new_packed(roll_sink_memory("it", copy), "fuzz");
    RollBatch *batch = NULL;
    guint table = 0;

    for (guint i = 0; reader != NULL && i < roll_reader_n_tables(reader); i++)
        roll_writer_declare(writer, roll_reader_table(reader, i));
    while (reader != NULL && (batch = roll_reader_next(reader, &table, &error)) != NULL) {
        *sum = sum_batch(batch, *sum);
        g_assert_true(roll_writer_write(writer, table, batch, NULL));
        roll_batch_unref(batch);
    }
    if (error == NULL) {
        g_assert_true(roll_writer_close(writer, NULL));
        return TRUE;
    }
    fuzz_assert_fault(error);
    return FALSE;
}

void
fuzz_input(FuzzInput input)
{
    guint choice = fuzz_byte(&input);
    g_autoptr(GBytes) bytes = choice % 2 == 1 ? with_checksums(input) : fuzz_bytes(input);
    g_autoptr(GByteArray) copy = g_byte_array_new();
    g_autoptr(GByteArray) second = g_byte_array_new();
    guint64 first = 0;
    guint64 again = 0;

    if (!read_stream(bytes, choice / 2, copy, &first))
        return;
    g_bytes_unref(g_steal_pointer(&bytes));
    bytes = g_bytes_new(copy->data, copy->len);
    g_assert_true(read_stream(bytes, 0, second, &again));
    g_assert_cmpuint(first, ==, again);
    fuzz_assert_bytes(copy->data, copy->len, second->data, second->len);
}
