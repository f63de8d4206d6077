#include "pipeline/lib/zip.h"

#include <string.h>

#include "pipeline/lib/deflate.h"
#include "pipeline/lib/error.h"

#define TEXT        "name,rank\nSok Chea,Captain\nNguyen Van An,Major\nNguyen Van An,Major\n"
#define GZIP_HEADER 10
#define GZIP_ENDING 8

static void
put(GByteArray *bytes, guint n_bytes, guint32 number)
{
    for (guint i = 0; i < n_bytes; i++) {
        guint8 byte = (guint8)(number >> (8 * i));

        g_byte_array_append(bytes, &byte, 1);
    }
}

static void
put_text(GByteArray *bytes, const gchar *text)
{
    g_byte_array_append(bytes, (const guint8 *)text, (guint)strlen(text));
}

/* TEXT as a zip archive holds it: what gzip has between header and ending. */
static GByteArray *
press(gboolean is_pressed)
{
    GByteArray *data = g_byte_array_new();
    g_autoptr(RollSink) sink = NULL;

    if (!is_pressed) {
        put_text(data, TEXT);
        return data;
    }
    sink = roll_gzip_sink(roll_sink_memory("it", data), ROLL_GZIP_LEVEL);
    g_assert_true(roll_sink_write(sink, TEXT, strlen(TEXT), NULL));
    g_assert_true(roll_sink_close(sink, NULL));
    g_byte_array_remove_range(data, 0, GZIP_HEADER);
    g_byte_array_set_size(data, data->len - GZIP_ENDING);
    return data;
}

/* What both headers of a file say alike, from its flags on. */
static void
put_entry(GByteArray *zip, guint method, gsize n_packed, const gchar *name)
{
    put(zip, 2, 0);
    put(zip, 2, method);
    put(zip, 4, 0); /* time */
    put(zip, 4, roll_crc32(0, TEXT, strlen(TEXT)));
    put(zip, 4, (guint32)n_packed);
    put(zip, 4, (guint32)strlen(TEXT));
    put(zip, 2, (guint32)strlen(name));
    put(zip, 2, 0);
}

/* An archive of files that all hold TEXT; @names are parted by blanks. */
static GBytes *
archive(const gchar *names, gboolean is_pressed)
{
    g_auto(GStrv) list = g_strsplit(names, " ", -1);
    g_autoptr(GByteArray) data = press(is_pressed);
    g_autoptr(GByteArray) directory = g_byte_array_new();
    GByteArray *zip = g_byte_array_new();
    guint start = 0;

    for (guint i = 0; list[i] != NULL; i++) {
        put_text(directory, "PK\1\2");
        put(directory, 4, 0);
        put_entry(directory, is_pressed ? 8 : 0, data->len, list[i]);
        put(directory, 4, 0);
        put(directory, 4, 0);
        put(directory, 2, 0);
        put(directory, 4, zip->len);
        put_text(directory, list[i]);
        put_text(zip, "PK\3\4");
        put(zip, 2, 0);
        put_entry(zip, is_pressed ? 8 : 0, data->len, list[i]);
        put_text(zip, list[i]);
        g_byte_array_append(zip, data->data, data->len);
    }
    start = zip->len;
    g_byte_array_append(zip, directory->data, directory->len);
    put_text(zip, "PK\5\6");
    put(zip, 4, 0);
    put(zip, 2, g_strv_length(list));
    put(zip, 2, g_strv_length(list));
    put(zip, 4, directory->len);
    put(zip, 4, start);
    put(zip, 2, 0);
    return g_byte_array_free_to_bytes(zip);
}

/* All that is read of @bytes, @room bytes at a time; NULL with *@error. */
static gchar *
read_all(GBytes *bytes, gsize room, gchar **beside, GError **error)
{
    g_autoptr(RollSource) source =
        roll_zip_source(roll_source_memory("it", bytes, 0), ROLL_GZIP_LIMITS, beside, error);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree gchar *buffer = g_malloc(room);
    gsize n = 0;

    if (source == NULL)
        return NULL;
    do {
        if (!roll_source_read(source, buffer, room, &n, error))
            return NULL;
        g_string_append_len(text, buffer, (gssize)n);
    } while (n > 0);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

typedef struct {
    const gchar *name;
    const gchar *files;
    const gchar *beside; /* NULL: nothing */
    const gchar *fault;  /* NULL: TEXT is read */
} ZipCase;

static const ZipCase zip_cases[] = {
    {"one", "list.csv", NULL, NULL},
    {"in a folder", "june/list.CSV", NULL, NULL},
    {"tabs", "list.tsv", NULL, NULL},
    {"text", "list.txt", NULL, NULL},
    {"csv before text", "read.txt list.csv", "\"read.txt\"", NULL},
    {"chaff", "a/ __MACOSX/a/._list.csv a/.DS_Store a/list.csv Thumbs.db", NULL, NULL},
    {"two", "a.csv b.csv", NULL,
     "it: the zip archive holds 2 exports (\"a.csv\", \"b.csv\"): send each by itself"},
    {"none", "a.pdf b.doc c d e f", NULL,
     "it: the zip archive holds no CSV file (\"a.pdf\", \"b.doc\", \"c\", \"d\", \"e\" and 1 "
     "more): "
     "send the CSV itself, plain or compressed with gzip"},
    {"a bare suffix", ".csv", NULL,
     "it: the zip archive holds no CSV file (it is empty): send the CSV itself, plain or "
     "compressed "
     "with gzip"},
    {"workbook", "[Content_Types].xml xl/workbook.xml", NULL,
     "it: is an Excel workbook (.xlsx): save it as \"CSV UTF-8\" and send that"},
    {"OpenDocument", "mimetype content.xml META-INF/manifest.xml", NULL,
     "it: is an OpenDocument file (.ods): save it as CSV and send that"},
};

static void
test_choice(gconstpointer data)
{
    const ZipCase *c = data;

    for (guint pressed = 0; pressed < 2; pressed++) {
        g_autoptr(GBytes) bytes = archive(c->files, pressed != 0);
        g_autofree gchar *beside = NULL;
        g_autoptr(GError) error = NULL;
        g_autofree gchar *text = read_all(bytes, 7, &beside, &error);

        g_assert_cmpstr(text, ==, c->fault == NULL ? TEXT : NULL);
        g_assert_cmpstr(beside, ==, c->beside);
        g_assert_cmpstr(error != NULL ? error->message : NULL, ==, c->fault);
    }
}

static void
test_any_room(void)
{
    g_autoptr(GBytes) bytes = archive("list.csv", TRUE);

    for (gsize room = 1; room <= strlen(TEXT) + 1; room++) {
        g_autofree gchar *beside = NULL;
        g_autofree gchar *text = read_all(bytes, room, &beside, NULL);

        g_assert_cmpstr(text, ==, TEXT);
    }
}

/* Read, or refused as damaged: never something else, never a crash. */
static void
assert_sound(const guint8 *data, gsize length)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, length);
    g_autofree gchar *beside = NULL;
    g_autoptr(GError) error = NULL;
    g_autofree gchar *text = read_all(bytes, 16, &beside, &error);

    if (text == NULL)
        g_assert_error(error, ROLL_ERROR, ROLL_ERROR_DATA);
    else
        g_assert_cmpstr(text, ==, TEXT);
}

static void
test_damage(void)
{
    for (guint pressed = 0; pressed < 2; pressed++) {
        g_autoptr(GBytes) bytes = archive("a.txt list.csv", pressed != 0);
        gsize length = 0;
        const guint8 *data = g_bytes_get_data(bytes, &length);
        g_autofree guint8 *other = g_memdup2(data, length);

        for (gsize i = 0; i < length; i++) {
            for (guint bit = 0; bit < 8; bit++) {
                other[i] = data[i] ^ (guint8)(1u << bit);
                assert_sound(other, length);
            }
            other[i] = 0xff;
            assert_sound(other, length);
            other[i] = data[i];
            assert_sound(data, i);
        }
    }
}

static void
test_limits(void)
{
    g_autoptr(GBytes) bytes = archive("list.csv", TRUE);
    g_autofree gchar *beside = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(RollSource) source = roll_zip_source(
        roll_source_memory("it", bytes, 0), (RollGzipLimits){.max_bytes = 16}, &beside, &error);
    gchar buffer[64];
    gsize n = 0;

    g_assert_no_error(error);
    g_assert_false(roll_source_read(source, buffer, sizeof buffer, &n, &error));
    g_assert_cmpstr(error->message, ==,
                    "it: list.csv in the zip archive: expands to more bytes than allowed");
}

static void
test_rewind(void)
{
    g_autoptr(GBytes) bytes = archive("list.csv", TRUE);
    g_autofree gchar *beside = NULL;
    g_autoptr(RollSource) source =
        roll_zip_source(roll_source_memory("it", bytes, 0), ROLL_GZIP_LIMITS, &beside, NULL);
    gchar buffer[256];
    gsize n = 0;

    for (guint round = 0; round < 2; round++) {
        g_assert_true(roll_source_read(source, buffer, sizeof buffer, &n, NULL));
        g_assert_cmpuint(n, ==, strlen(TEXT));
        g_assert_true(source->rewind(source, NULL));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(zip_cases); i++) {
        g_autofree gchar *path = g_strconcat("/zip/choice/", zip_cases[i].name, NULL);

        g_test_add_data_func(path, &zip_cases[i], test_choice);
    }
    g_test_add_func("/zip/any room", test_any_room);
    g_test_add_func("/zip/damage", test_damage);
    g_test_add_func("/zip/limits", test_limits);
    g_test_add_func("/zip/rewind", test_rewind);
    return g_test_run();
}
