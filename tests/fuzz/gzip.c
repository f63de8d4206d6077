/* gzip: damage is an error whatever the file, and never a shorter or another text; how much is read
 * at a time changes nothing, nor does whether the text may lie in memory, but for what gzip.h says
 * of a text that its end proves; what is deflated inflates to itself. */
#include "pipeline/lib/gzip.h"

#include <string.h>

#include "pipeline/lib/deflate.h"
#include "tests/fuzz/fuzz.h"

#define TRAILER 8 /* bytes: checksum and length of the text, lowest byte first */

/* Whether @text is what the end of the one member @gzip tells of it; reckoned here anew. */
static gboolean
end_proves(FuzzInput gzip, const GByteArray *text)
{
    guint32 told[2] = {0};

    if (gzip.size < TRAILER)
        return FALSE;
    memcpy(told, gzip.data + gzip.size - TRAILER, TRAILER);
    return GUINT32_FROM_LE(told[0]) == roll_crc32(0, text->data, text->len) &&
           GUINT32_FROM_LE(told[1]) == text->len;
}

static void
inflate_twice(FuzzInput input, guint chunk)
{
    /* Low enough for a small input to reach it, and to be read byte by byte at once. */
    const RollGzipLimits at_once = {1 << 16, 200, 1 << 16};
    const RollGzipLimits pieces = {1 << 16, 200, 0};
    g_autoptr(GBytes) bytes = fuzz_bytes(input);
    g_auto(FuzzRead) whole = {0};
    g_auto(FuzzRead) parts = {0};

    whole = fuzz_read_all(roll_gzip_source(roll_source_memory("it", bytes, 0), at_once),
                          ROLL_SOURCE_CHUNK);
    parts = fuzz_read_all(roll_gzip_source(roll_source_memory("it", bytes, 1 + chunk), pieces),
                          1 + chunk * 31);
    if (whole.error == NULL && parts.error != NULL) {
        g_assert_true(end_proves(input, whole.bytes));
        g_clear_pointer(&parts.error, g_free);
        g_assert_cmpuint(parts.bytes->len, <=, whole.bytes->len);
        g_byte_array_set_size(whole.bytes, parts.bytes->len);
    }
    fuzz_assert_same(&whole, &parts);
}

static void
deflate_and_back(FuzzInput input, guint chunk)
{
    g_autoptr(GByteArray) packed = g_byte_array_new();
    g_autoptr(RollSink) sink = roll_gzip_sink(roll_sink_memory("it", packed), ROLL_GZIP_LEVEL);
    g_autoptr(GBytes) bytes = NULL;
    g_autoptr(GError) error = NULL;
    g_auto(FuzzRead) back = {0};

    for (gsize at = 0; at < input.size; at += 1 + chunk) {
        if (!roll_sink_write(sink, input.data + at, MIN(1 + chunk, input.size - at), &error))
            break;
    }
    g_assert_no_error(error);
    g_assert_true(roll_sink_close(sink, &error));
    bytes = g_bytes_new(packed->data, packed->len);
    back = fuzz_read_all(
        roll_gzip_source(roll_source_memory("it", bytes, 0), (RollGzipLimits){0, 0, 0}),
        ROLL_SOURCE_CHUNK);
    g_assert_null(back.error);
    fuzz_assert_bytes(back.bytes->data, back.bytes->len, input.data, input.size);
}

void
fuzz_input(FuzzInput input)
{
    guint chunk = fuzz_byte(&input);

    inflate_twice(input, chunk);
    deflate_and_back(input, chunk);
}
