/* recode: what comes out is UTF-8 or an error, and how much is read at a time changes nothing. */
#include "pipeline/lib/recode.h"

#include "tests/fuzz/fuzz.h"

static const gchar *const encodings[] = {"windows-874",  "TIS-620", "TCVN5712-1", "windows-1258",
                                         "windows-1252", "GB18030", "UTF-16LE",   "UTF-16BE",
                                         "CP1133",       "UTF-16",  "UTF-32LE",   "no such"};

static FuzzRead
recode(GBytes *bytes, const gchar *encoding, gsize chunk, gsize size)
{
    g_autoptr(GError) error = NULL;
    RollSource *source =
        roll_recode_source(roll_source_memory("it", bytes, chunk), encoding, &error);

    if (source != NULL)
        return fuzz_read_all(source, size);
    fuzz_assert_fault(error);
    return (FuzzRead){g_byte_array_new(), g_strdup(error->message)};
}

void
fuzz_input(FuzzInput input)
{
    const gchar *encoding = encodings[fuzz_byte(&input) % G_N_ELEMENTS(encodings)];
    gsize chunk = 1 + (gsize)fuzz_byte(&input) % 16;
    g_autoptr(GBytes) bytes = fuzz_bytes(input);
    g_auto(FuzzRead) whole = recode(bytes, encoding, 0, ROLL_SOURCE_CHUNK);
    g_auto(FuzzRead) parts = recode(bytes, encoding, chunk, chunk * 3);
    const gchar *end = NULL;

    fuzz_assert_same(&whole, &parts);
    /* NUL is a character of every encoding, and no text of GLib's. */
    for (gsize at = 0; whole.error == NULL && at < whole.bytes->len; at++) {
        const gchar *text = (const gchar *)whole.bytes->data + at;

        if (g_utf8_validate_len(text, whole.bytes->len - at, &end))
            break;
        g_assert_cmpint(*end, ==, '\0');
        at += (gsize)(end - text);
    }
}
