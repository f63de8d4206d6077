#include "pipeline/lib/ahead.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/table.h"

#define N_BATCHES 50 /* many more than may wait */

/* What came of a stream, and when to take no more of it. */
typedef struct {
    GString *seen; /* the first value of each batch */
    guint n_sound; /* batches that are taken before one cannot be */
    guint n_taken;
} Log;

/* A stream of batches of one record, by turns of two tables. */
static GBytes *
make_stream(void)
{
    static const gchar *const names[] = {"number", NULL};
    GByteArray *bytes = g_byte_array_new();
    g_autoptr(RollWriter) writer =
        roll_writer_new_packed(roll_sink_memory("memory", bytes), "test");
    g_autoptr(RollSchema) even = roll_schema_new("even", names);
    g_autoptr(RollSchema) odd = roll_schema_new("odd", names);

    roll_writer_declare(writer, even);
    roll_writer_declare(writer, odd);
    for (guint i = 0; i < N_BATCHES; i++) {
        g_autofree gchar *text = g_strdup_printf("%u ", i);
        RollColumn *columns[] = {roll_column_constant(roll_text(text), 1)};
        g_autoptr(RollBatch) batch = roll_batch_new_take(i % 2 == 0 ? even : odd, columns, 1);

        g_assert_true(roll_writer_write(writer, i % 2, batch, NULL));
    }
    g_assert_true(roll_writer_close(writer, NULL));
    return g_byte_array_free_to_bytes(bytes);
}

static gboolean
take(gpointer self, guint table, RollBatch *batch, GError **error)
{
    Log *log = self;

    g_assert_cmpuint(table, ==, log->n_taken % 2);
    g_string_append(log->seen, roll_batch_get(batch, "number", 0).data);
    if (log->n_taken++ < log->n_sound)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "full");
    return FALSE;
}

/* What comes ahead is what comes without, of the first @size bytes. */
static void
compare(GBytes *bytes, gsize size, guint n_sound)
{
    g_autoptr(GBytes) cut = g_bytes_new_from_bytes(bytes, 0, size);
    RollSource *sources[] = {roll_source_memory("memory", cut, 0),
                             roll_source_memory("memory", cut, 0)};
    g_autoptr(RollReader) reader = roll_reader_new(&sources[0], 1, NULL);
    g_autoptr(RollReader) other = roll_reader_new(&sources[1], 1, NULL);
    g_autoptr(GString) seen = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GError) cause = NULL;
    Log log = {seen, n_sound, 0};
    Log plain = {expected, n_sound, 0};

    g_assert_cmpint(roll_ahead_each(reader, take, &log, &error), ==,
                    roll_reader_each(other, take, &plain, &cause));
    g_assert_cmpstr(seen->str, ==, expected->str);
    g_assert_cmpstr(error != NULL ? error->message : NULL, ==,
                    cause != NULL ? cause->message : NULL);
}

static void
test_all(void)
{
    g_autoptr(GBytes) bytes = make_stream();

    compare(bytes, g_bytes_get_size(bytes), G_MAXUINT);
}

/* Batches before the place where a stream is cut off are taken, and then it is told. */
static void
test_cut_off(void)
{
    g_autoptr(GBytes) bytes = make_stream();

    for (gsize part = 2; part < 10; part++)
        compare(bytes, g_bytes_get_size(bytes) * part / 10, G_MAXUINT);
}

static void
test_not_taken(void)
{
    g_autoptr(GBytes) bytes = make_stream();
    const gsize size = g_bytes_get_size(bytes);

    compare(bytes, size, 0);
    compare(bytes, size, 1);
    compare(bytes, size, N_BATCHES / 2);
    compare(bytes, size, N_BATCHES - 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/ahead/all", test_all);
    g_test_add_func("/ahead/cut off", test_cut_off);
    g_test_add_func("/ahead/not taken", test_not_taken);
    return g_test_run();
}
