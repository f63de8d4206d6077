#include "pipeline/lib/source.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pipeline/lib/error.h"

/* A folder of its own for a test, and paths in it. */
typedef struct {
    gchar *dir;
    gchar *path;
    gchar *unfinished;
} Place;

static void
set_up(Place *place, gconstpointer data)
{
    (void)data;
    place->dir = g_dir_make_tmp("source-XXXXXX", NULL);
    place->path = g_build_filename(place->dir, "out", NULL);
    place->unfinished = g_build_filename(place->dir, ".out.unfinished", NULL);
}

static void
tear_down(Place *place, gconstpointer data)
{
    (void)data;
    g_unlink(place->path);
    g_unlink(place->unfinished);
    g_assert_cmpint(g_rmdir(place->dir), ==, 0); /* nothing else was left */
    g_free(place->dir);
    g_free(place->path);
    g_free(place->unfinished);
}

static void
assert_content(const gchar *path, const gchar *expected)
{
    g_autofree gchar *content = NULL;

    g_assert_true(g_file_get_contents(path, &content, NULL, NULL));
    g_assert_cmpstr(content, ==, expected);
}

static void
test_appears_when_closed(Place *place, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollSink) sink = NULL;
    struct stat status = {0};

    (void)data;
    g_assert_true(g_file_set_contents(place->path, "old", -1, NULL));
    sink = roll_sink_create(place->path, &error);
    g_assert_no_error(error);
    g_assert_true(roll_sink_write(sink, "new", 3, &error));
    g_assert_true(roll_sink_write(sink, "er", 2, &error));
    assert_content(place->path, "old");
    g_assert_true(roll_sink_close(sink, &error));
    assert_content(place->path, "newer");
    g_assert_false(g_file_test(place->unfinished, G_FILE_TEST_EXISTS));
    g_assert_cmpint(g_stat(place->path, &status), ==, 0);
    g_assert_cmpint(status.st_mode & 0777, ==, 0600);
}

static void
test_vanishes_unless_closed(Place *place, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    RollSink *sink = roll_sink_create(place->path, &error);

    (void)data;
    g_assert_true(roll_sink_write(sink, "half", 4, &error));
    g_assert_true(g_file_test(place->unfinished, G_FILE_TEST_EXISTS));
    roll_sink_free(sink);
    g_assert_false(g_file_test(place->unfinished, G_FILE_TEST_EXISTS));
    g_assert_false(g_file_test(place->path, G_FILE_TEST_EXISTS));
}

static void
test_takes_over_what_a_killed_run_left(Place *place, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollSink) sink = NULL;

    (void)data;
    g_assert_true(g_file_set_contents(place->unfinished, "much longer", -1, NULL));
    sink = roll_sink_create(place->path, &error);
    g_assert_no_error(error);
    g_assert_true(roll_sink_write(sink, "x", 1, &error));
    g_assert_true(roll_sink_close(sink, &error));
    assert_content(place->path, "x");
}

static void
test_two_at_once(Place *place, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollSink) first = roll_sink_create(place->path, &error);
    RollSink *second = NULL;

    (void)data;
    g_assert_no_error(error);
    second = roll_sink_create(place->path, &error);
    g_assert_null(second);
    g_assert_error(error, ROLL_ERROR, ROLL_ERROR_IO);
    g_assert_true(g_str_has_suffix(error->message, "/out: another run is writing it"));
    g_clear_error(&error);
    g_assert_true(roll_sink_write(first, "first", 5, &error));
    g_assert_true(roll_sink_close(first, &error));
    assert_content(place->path, "first");
}

static void
test_link_is_followed(Place *place, gconstpointer data)
{
    g_autofree gchar *target = g_build_filename(place->dir, "target", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(RollSink) sink = NULL;

    (void)data;
    g_assert_true(g_file_set_contents(target, "old", -1, NULL));
    g_assert_cmpint(symlink(target, place->path), ==, 0);
    sink = roll_sink_create(place->path, &error);
    g_assert_no_error(error);
    g_assert_true(roll_sink_write(sink, "new", 3, &error));
    g_assert_true(roll_sink_close(sink, &error));
    assert_content(target, "new");
    g_assert_true(g_file_test(place->path, G_FILE_TEST_IS_SYMLINK));
    g_unlink(target);
}

/* Held-back small writes and large ones keep their order. */
static void
test_sizes(Place *place, gconstpointer data)
{
    g_autoptr(GString) expected = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(RollSink) sink = roll_sink_create(place->path, &error);
    const gsize sizes[] = {1, 65536, 65535, 0, 65537, 3, 200000, 7};

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autofree gchar *bytes = g_strnfill(sizes[i], (gchar)('a' + i));

        g_assert_true(roll_sink_write(sink, bytes, sizes[i], &error));
        g_string_append(expected, bytes);
    }
    g_assert_true(roll_sink_close(sink, &error));
    assert_content(place->path, expected->str);
}

static void
test_full_disk(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollSink) sink = roll_sink_create("/dev/full", &error);

    g_assert_no_error(error);
    g_assert_true(roll_sink_write(sink, "held back", 9, &error));
    g_assert_false(roll_sink_close(sink, &error));
    g_assert_error(error, ROLL_ERROR, ROLL_ERROR_IO);
    g_assert_cmpstr(error->message, ==, "/dev/full: No space left on device");
}

typedef struct {
    const gchar *path;
    gint code;
    const gchar *message;
} OpenCase;

static const OpenCase open_cases[] = {
    {"/nowhere/at/all", ROLL_ERROR_DATA, "/nowhere/at/all: No such file or directory"},
    {"/dev/null/x", ROLL_ERROR_DATA, "/dev/null/x: Not a directory"},
    {"/", ROLL_ERROR_DATA, "/: is a folder, not a file"},
};

static void
test_open(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(open_cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(RollSource) source = roll_source_open(open_cases[i].path, &error);

        g_assert_null(source);
        g_assert_error(error, ROLL_ERROR, open_cases[i].code);
        g_assert_cmpstr(error->message, ==, open_cases[i].message);
    }
}

static void
test_no_folder_for_a_sink(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollSink) sink = roll_sink_create("/nowhere/at/all", &error);

    g_assert_null(sink);
    g_assert_error(error, ROLL_ERROR, ROLL_ERROR_IO);
    g_assert_cmpstr(error->message, ==, "/nowhere/at/all: No such file or directory");
}

static void
assert_bytes(GBytes *bytes, const gchar *expected, gsize length)
{
    g_autoptr(GBytes) wanted = g_bytes_new(expected, length);

    g_assert_nonnull(bytes);
    g_assert_true(g_bytes_equal(bytes, wanted));
}

static void
test_file_rewinds(Place *place, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RollSource) source = NULL;

    (void)data;
    g_assert_true(g_file_set_contents(place->path, "text", -1, NULL));
    source = roll_source_open(place->path, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < 2; i++) {
        g_autoptr(GBytes) bytes = roll_source_slurp(source, 4, &error);

        g_assert_no_error(error);
        assert_bytes(bytes, "text", 4);
        g_assert_true(source->rewind(source, &error));
    }
}

static void
test_slurp_has_a_limit(void)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static("text", 4);
    g_autoptr(RollSource) source = roll_source_memory("it", bytes, 1);
    g_autoptr(GError) error = NULL;

    g_assert_null(roll_source_slurp(source, 3, &error));
    g_assert_error(error, ROLL_ERROR, ROLL_ERROR_DATA);
    g_assert_cmpstr(error->message, ==, "it: larger than 3 bytes");
}

/* Whatever has been looked at comes again, and once more after a rewind. */
static void
test_peek(void)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static("abcdef", 6);

    for (gsize size = 1; size <= 8; size++) {
        for (gsize chunk = 1; chunk <= 7; chunk++) {
            g_autoptr(GError) error = NULL;
            g_autoptr(GBytes) head = NULL;
            g_autoptr(RollSource) source =
                roll_source_peek(roll_source_memory("it", bytes, chunk), size, &head, &error);

            g_assert_no_error(error);
            assert_bytes(head, "abcdef", MIN(size, 6));
            for (guint i = 0; i < 2; i++) {
                g_autoptr(GBytes) all = roll_source_slurp(source, 6, &error);

                g_assert_true(g_bytes_equal(all, bytes));
                g_assert_true(source->rewind(source, &error));
            }
        }
    }
}

static void
test_stem(void)
{
    static const struct {
        const gchar *path;
        const gchar *stem;
    } cases[] = {
        {"a/b.csv.gz", "b"},
        {"b.csv", "b"},
        {"b.gz", "b"},
        {"b.CSV.ZIP", "b"},
        {"b.zip", "b"},
        {"b.txt", "b.txt"},
        {"b.csv.csv", "b.csv"},
        {".csv", ".csv"},
        {"-", "-"},
        {"b.gz.zip", "b.gz"},
        {"b.csv.old", "b.csv.old"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *stem = roll_source_stem(cases[i].path);

        g_assert_cmpstr(stem, ==, cases[i].stem);
    }
}

int
main(int argc, char **argv)
{
    const struct {
        const gchar *path;
        void (*test)(Place *place, gconstpointer data);
    } placed[] = {
        {"/sink/appears when closed", test_appears_when_closed},
        {"/sink/vanishes unless closed", test_vanishes_unless_closed},
        {"/sink/takes over what a killed run left", test_takes_over_what_a_killed_run_left},
        {"/sink/two at once", test_two_at_once},
        {"/sink/link is followed", test_link_is_followed},
        {"/sink/sizes", test_sizes},
        {"/source/file rewinds", test_file_rewinds},
    };

    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(placed); i++)
        g_test_add(placed[i].path, Place, NULL, set_up, placed[i].test, tear_down);
    g_test_add_func("/sink/full disk", test_full_disk);
    g_test_add_func("/sink/no folder", test_no_folder_for_a_sink);
    g_test_add_func("/source/open", test_open);
    g_test_add_func("/source/slurp has a limit", test_slurp_has_a_limit);
    g_test_add_func("/source/peek", test_peek);
    g_test_add_func("/source/stem", test_stem);
    return g_test_run();
}
