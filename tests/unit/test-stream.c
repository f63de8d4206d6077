#include "pipeline/lib/stream.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/spool.h"
#include "pipeline/lib/table.h"

/* Two tables whose batches take turns; one column repeats its values, one does not. */
static GBytes *
make_stream(guint n_records)
{
    static const gchar *const people[] = {"name", "country", "empty", NULL};
    static const gchar *const notes[] = {"note", NULL};
    g_autoptr(GError) error = NULL;
    GByteArray *bytes = g_byte_array_new();
    g_autoptr(RollWriter) writer =
        roll_writer_new_packed(roll_sink_memory("memory", bytes), "test");
    g_autoptr(RollSchema) schema = roll_schema_new("records", people);
    g_autoptr(RollSchema) other = roll_schema_new("notes", notes);
    RollColumn *columns[3];
    g_autoptr(RollBatch) batch = NULL;
    g_autoptr(RollBatch) note = NULL;
    g_autoptr(RollColumnBuilder) names = roll_column_builder_new();
    g_autoptr(RollColumnBuilder) countries = roll_column_builder_new();

    for (guint i = 0; i < n_records; i++) {
        g_autofree gchar *name = g_strdup_printf("officer %u, \"%c\"\n", i, 'a' + (gint)(i % 26));

        roll_column_builder_add(names, roll_text(name));
        roll_column_builder_add(countries, roll_text(i % 3 == 0 ? "KHM" : "ລາວ"));
    }
    columns[0] = roll_column_builder_finish(names);
    columns[1] = roll_column_builder_finish(countries);
    columns[2] = roll_column_constant(ROLL_TEXT_EMPTY, n_records);
    batch = roll_batch_new_take(schema, columns, n_records);
    columns[0] = roll_column_constant(roll_text("all is well"), 1);
    note = roll_batch_new_take(other, columns, 1);
    g_assert_cmpuint(roll_writer_declare(writer, schema), ==, 0);
    g_assert_cmpuint(roll_writer_declare(writer, other), ==, 1);
    g_assert_true(roll_writer_write(writer, 0, batch, &error));
    g_assert_true(roll_writer_write(writer, 1, note, &error));
    g_assert_true(roll_writer_write(writer, 0, batch, &error));
    g_assert_true(roll_writer_close(writer, &error));
    g_assert_no_error(error);
    return g_byte_array_free_to_bytes(bytes);
}

static void
append_batch(GString *out, const RollBatch *batch)
{
    const RollSchema *schema = roll_batch_schema(batch);

    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        g_string_append_printf(out, "%s:", roll_schema_table(schema));
        for (guint column = 0; column < roll_schema_n_columns(schema); column++)
            g_string_append_printf(out, "%s|",
                                   roll_column_get(roll_batch_column(batch, column), i).data);
        g_string_append_c(out, '/');
    }
}

/* Everything that a reader gives, as one text; NULL after an error. */
static gchar *
read_all(RollReader *reader, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    GError *cause = NULL;
    guint table = 0;

    for (;;) {
        g_autoptr(RollBatch) batch = roll_reader_next(reader, &table, &cause);

        if (cause != NULL) {
            g_propagate_error(error, cause);
            return NULL;
        }
        if (batch == NULL)
            return g_strdup(out->str);
        append_batch(out, batch);
    }
}

static gchar *
read_bytes(GBytes *bytes, gsize chunk, GError **error)
{
    RollSource *source = roll_source_memory("memory", bytes, chunk);
    g_autoptr(RollReader) reader = roll_reader_new(&source, 1, error);

    return reader != NULL ? read_all(reader, error) : NULL;
}

static void
test_every_chunk_size(void)
{
    g_autoptr(GBytes) bytes = make_stream(5);
    g_autofree gchar *whole = read_bytes(bytes, 0, NULL);

    g_assert_nonnull(strstr(whole, "records:officer 3, \"d\"\n|KHM||/"));
    g_assert_nonnull(strstr(whole, "notes:all is well|/records:"));
    for (gsize chunk = 1; chunk <= g_bytes_get_size(bytes) + 1; chunk++) {
        g_autoptr(GError) error = NULL;
        g_autofree gchar *parts = read_bytes(bytes, chunk, &error);

        g_assert_no_error(error);
        g_assert_cmpstr(parts, ==, whole);
    }
}

/* Cut anywhere, a stream is an error and never a shorter result. */
static void
test_cut_anywhere(void)
{
    g_autoptr(GBytes) bytes = make_stream(5);

    for (gsize size = 0; size < g_bytes_get_size(bytes); size++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) cut = g_bytes_new_from_bytes(bytes, 0, size);
        g_autofree gchar *seen = read_bytes(cut, 0, &error);

        g_assert_null(seen);
        g_assert_error(error, ROLL_ERROR, ROLL_ERROR_DATA);
    }
}

/* A bit turned anywhere is an error, or falls on padding and changes nothing. */
static void
test_every_bit(void)
{
    g_autoptr(GBytes) bytes = make_stream(3);
    gsize size = 0;
    const guint8 *data = g_bytes_get_data(bytes, &size);
    g_autofree gchar *whole = read_bytes(bytes, 0, NULL);

    for (gsize bit = 0; bit < size * 8; bit++) {
        g_autoptr(GError) error = NULL;
        guint8 *damaged = g_memdup2(data, size);
        g_autoptr(GBytes) copy = g_bytes_new_take(damaged, size);
        g_autofree gchar *seen = NULL;

        damaged[bit / 8] ^= (guint8)(1u << bit % 8);
        if (bit < (gsize)8 * 8)
            continue; /* another magic is another format: CSV */
        seen = read_bytes(copy, 0, &error);
        if (seen != NULL)
            g_assert_cmpstr(seen, ==, whole);
        else
            g_assert_error(error, ROLL_ERROR, ROLL_ERROR_DATA);
    }
}

static void
test_names_the_block(void)
{
    g_autoptr(GBytes) bytes = make_stream(100);
    g_autoptr(GBytes) cut = g_bytes_new_from_bytes(bytes, 0, g_bytes_get_size(bytes) - 100);
    g_autoptr(GError) error = NULL;
    g_autofree gchar *seen = read_bytes(cut, 0, &error);

    g_assert_null(seen);
    g_assert_cmpstr(error->message, ==, "memory: block 4: the stream is cut off");
}

static void
test_csv_twin(void)
{
    static const gchar expected[] = "name,note\nSok,\n\"a, \"\"b\"\"\",\" x\"\n";
    g_autoptr(GBytes) bytes = g_bytes_new_static(expected, strlen(expected));

    for (gsize chunk = 1; chunk <= sizeof expected; chunk++) {
        g_autoptr(GError) error = NULL;
        GByteArray *out = g_byte_array_new();
        g_autoptr(GBytes) written = NULL;
        RollSource *source = roll_source_memory("memory", bytes, chunk);
        g_autoptr(RollReader) reader = roll_reader_new(&source, 1, &error);
        g_autoptr(RollWriter) writer = roll_writer_new_csv(roll_sink_memory("out", out), "records");
        g_autoptr(RollBatch) batch = NULL;
        guint table = 0;

        g_assert_no_error(error);
        roll_writer_declare(writer, roll_reader_table(reader, 0));
        batch = roll_reader_next(reader, &table, &error);
        g_assert_no_error(error);
        g_assert_true(roll_writer_write(writer, 0, batch, &error));
        g_assert_null(roll_reader_next(reader, &table, &error));
        g_assert_no_error(error);
        g_assert_true(roll_writer_close(writer, &error));
        g_byte_array_append(out, (const guint8 *)"", 1);
        written = g_byte_array_free_to_bytes(out);
        g_assert_cmpstr(g_bytes_get_data(written, NULL), ==, expected);
    }
}

typedef struct {
    const gchar *name;
    const gchar *input;
    const gchar *message;
} BadCsv;

static const BadCsv bad_csv[] = {
    {"empty", "", "memory: empty: not even a header"},
    {"ragged", "a,b\n1\n", "memory: line 2: 1 cells, the header has 2"},
    {"twice", "a,a\n", "memory: line 1: a column stands twice in the header"},
    {"open quote", "a,b\n\"1,2\n", "memory: line 2: not sound CSV between stages"},
};

static void
test_bad_csv(gconstpointer data)
{
    const BadCsv *c = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new_static(c->input, strlen(c->input));
    g_autofree gchar *seen = read_bytes(bytes, 0, &error);

    g_assert_null(seen);
    g_assert_error(error, ROLL_ERROR, ROLL_ERROR_DATA);
    g_assert_cmpstr(error->message, ==, c->message);
}

/* Several inputs are one: tables by name, columns of all. */
static void
test_many_inputs(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) first = g_bytes_new_static("a,b\n1,2\n", 8);
    g_autoptr(GBytes) second = g_bytes_new_static("b,c\n3,4\n", 8);
    RollSource *sources[] = {roll_source_memory("first", first, 0),
                             roll_source_memory("second", second, 0)};
    g_autoptr(RollReader) reader = roll_reader_new(sources, 2, &error);
    g_autofree gchar *seen = NULL;

    g_assert_no_error(error);
    g_assert_cmpuint(roll_reader_n_tables(reader), ==, 1);
    seen = read_all(reader, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(seen, ==, "records:1|2||/records:|3|4|/");
}

/* What is read twice is the same twice, also from a pipe, which cannot go back itself. */
static void
test_rewind(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = make_stream(7);
    RollSource *source = roll_source_memory("memory", bytes, 3);
    g_autoptr(RollReader) reader = NULL;
    g_autofree gchar *once = NULL;
    g_autofree gchar *twice = NULL;

    source->rewind = NULL;
    source = roll_spool(source, &error);
    g_assert_no_error(error);
    reader = roll_reader_new(&source, 1, &error);
    once = read_all(reader, &error);
    g_assert_true(roll_reader_rewind(reader, &error));
    twice = read_all(reader, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(once, ==, twice);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/stream/every-chunk-size", test_every_chunk_size);
    g_test_add_func("/stream/cut-anywhere", test_cut_anywhere);
    g_test_add_func("/stream/every-bit", test_every_bit);
    g_test_add_func("/stream/names-the-block", test_names_the_block);
    g_test_add_func("/stream/csv-twin", test_csv_twin);
    g_test_add_func("/stream/many-inputs", test_many_inputs);
    g_test_add_func("/stream/rewind", test_rewind);
    for (gsize i = 0; i < G_N_ELEMENTS(bad_csv); i++) {
        g_autofree gchar *path = g_strconcat("/stream/bad-csv/", bad_csv[i].name, NULL);

        g_test_add_data_func(path, &bad_csv[i], test_bad_csv);
    }
    return g_test_run();
}
