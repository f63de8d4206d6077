#include "pipeline/lib/recode.h"

#include <string.h>

#include "pipeline/lib/error.h"

typedef struct {
    const gchar *name;
    const gchar *encoding;
    const gchar *input;
    gsize length;
    const gchar *text;
    const gchar *fault;
} RecodeCase;

#define INPUT(bytes) (bytes), sizeof(bytes) - 1

static const RecodeCase recode_cases[] = {
    {"nothing", "windows-874", INPUT(""), "", NULL},
    {"Thai", "windows-874", INPUT("\xa1\xd2,x\n"), "กา,x\n", NULL},
    {"signs of windows-874", "windows-874", INPUT("\x80\x85\x93"), "€…“", NULL},
    {"Western", "windows-1252", INPUT("Jos\xe9 \x93x\x94"), "José “x”", NULL},
    {"UTF-16LE", "UTF-16LE", INPUT("a\0\x01\x0e\n\0"), "aก\n", NULL},
    {"UTF-16BE", "UTF-16BE", INPUT("\0a\x0e\x01"), "aก", NULL},
    {"beyond U+FFFF", "UTF-16LE", INPUT("\x3d\xd8\x00\xde!\0"), "😀!", NULL},
    {"Chinese", "GB18030", INPUT("\xd6\xd0\x81\x30\x81\x30"), "中\xc2\x80", NULL},
    {"Vietnamese, composed when it ends", "CP1258", INPUT("e\xec"), "é", NULL},
    {"a byte that is none", "windows-874", INPUT("ab\xdb\xdc"), NULL,
     "it: byte 2: 0xdb 0xdc is not windows-874"},
    {"half a character", "UTF-16LE", INPUT("a\0b"), NULL, "it: byte 2: 0x62 is not UTF-16LE"},
    {"half a pair", "UTF-16LE", INPUT("\x3d\xd8"), NULL, "it: byte 0: 0x3d 0xd8 is not UTF-16LE"},
    {"a lone half", "UTF-16LE", INPUT("a\0\x00\xde"), NULL,
     "it: byte 2: 0x00 0xde is not UTF-16LE"},
};

static gchar *
read_all(RollSource *source, gsize room, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree gchar *buffer = g_malloc(room);
    gsize n = 0;

    do {
        if (!roll_source_read(source, buffer, room, &n, error))
            return NULL;
        g_string_append_len(text, buffer, (gssize)n);
    } while (n > 0);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
test_case(gconstpointer data)
{
    const RecodeCase *c = data;
    g_autoptr(GBytes) bytes = g_bytes_new(c->input, c->length);

    /* What an error shows depends on what has been read; so only whole reads are compared. */
    for (gsize chunk = 0; chunk <= c->length + 1; chunk++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(RollSource) source =
            roll_recode_source(roll_source_memory("it", bytes, chunk), c->encoding, &error);

        g_assert_no_error(error);
        for (guint i = 0; i < 2; i++) {
            g_autofree gchar *text = read_all(source, 1 + chunk % 5, &error);

            g_assert_cmpstr(text, ==, c->text);
            if (c->fault != NULL)
                g_assert_error(error, ROLL_ERROR, ROLL_ERROR_DATA);
            if (chunk == 0 || c->fault == NULL)
                g_assert_cmpstr(error != NULL ? error->message : NULL, ==, c->fault);
            g_clear_error(&error);
            g_assert_true(source->rewind(source, &error));
        }
    }
}

/* Longer than any buffer inside. */
static void
test_long(void)
{
    g_autoptr(GString) input = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);
    g_autoptr(GBytes) bytes = NULL;
    g_autoptr(RollSource) source = NULL;
    g_autoptr(GError) error = NULL;
    g_autofree gchar *text = NULL;

    for (guint i = 0; i < 100000; i++) {
        g_string_append(input, "x\xa1");
        g_string_append(expected, "xก");
    }
    bytes = g_bytes_new(input->str, input->len);
    source = roll_recode_source(roll_source_memory("it", bytes, 0), "windows-874", &error);
    text = read_all(source, 999, &error);
    g_assert_no_error(error);
    g_assert_true(strcmp(text, expected->str) == 0);
}

static void
test_no_such_encoding(void)
{
    const gchar *const names[] = {"latin-thai", "ASCII//TRANSLIT", "UTF-8//IGNORE", "/"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GBytes) bytes = g_bytes_new_static("a", 1);
        g_autoptr(GError) error = NULL;
        g_autoptr(RollSource) source =
            roll_recode_source(roll_source_memory("it", bytes, 0), names[i], &error);
        g_autofree gchar *message = g_strdup_printf("it: no such encoding: %s", names[i]);

        g_assert_null(source);
        g_assert_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG);
        g_assert_cmpstr(error->message, ==, message);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(recode_cases); i++) {
        g_autofree gchar *path = g_strconcat("/recode/read/", recode_cases[i].name, NULL);

        g_test_add_data_func(path, &recode_cases[i], test_case);
    }
    g_test_add_func("/recode/long", test_long);
    g_test_add_func("/recode/no such encoding", test_no_such_encoding);
    return g_test_run();
}
