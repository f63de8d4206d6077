/* gzip: damage is an error whatever the file, and never a shorter or another text; how much is read
 * at a time changes nothing, nor does whether the text may lie in memory, but for what gzip.h says
 * of a text that its end proves; what is deflated inflates to itself. */
#include "pipeline/lib/gzip.h"

#include <string.h>

#include "pipeline/lib/deflate.h"
#include "pipeline/lib/member.h"
#include "tests/fuzz/fuzz.h"

#define TRAILER 8                /* bytes: checksum and length of the text, lowest byte first */
#define MOST    ((gsize)1 << 16) /* bytes out; few, so that a small input reaches them */

/* Whether a text is what the end of its member tells of it; reckoned here anew. */
static gboolean
end_proves(const guint8 *end, const guint8 *text, gsize n_text)
{
    guint32 told[2] = {0};

    memcpy(told, end - TRAILER, TRAILER);
    return GUINT32_FROM_LE(told[0]) == roll_crc32(0, text, n_text) &&
           GUINT32_FROM_LE(told[1]) == n_text;
}

/* Whether members with which @gzip begins prove @text, piece by piece, up to its byte @at. */
static gboolean
members_prove(FuzzInput gzip, const GByteArray *text, gsize at)
{
    g_autoptr(RollMemberUnpacker) unpacker = roll_member_unpacker_new();
    g_autofree guint8 *room = g_malloc(MOST);
    RollFlow flow = {gzip.data, gzip.size, room, MOST};
    const guint8 *begin = room;

    while (MOST - flow.n_out <= at && roll_member_unpack(unpacker, &flow)) {
        if (!end_proves(flow.in, begin, (gsize)(flow.out - begin)))
            return FALSE;
        begin = flow.out;
    }
    return flow.n_in < gzip.size && MOST - flow.n_out >= at &&
           (text->len == 0 || memcmp(room, text->data, MIN(text->len, MOST - flow.n_out)) == 0);
}

static void
inflate_twice(FuzzInput input, guint chunk)
{
    const RollGzipLimits at_once = {MOST, 200, MOST};
    const RollGzipLimits pieces = {MOST, 200, 0};
    g_autoptr(GBytes) bytes = fuzz_bytes(input);
    g_auto(FuzzRead) whole = {0};
    g_auto(FuzzRead) parts = {0};

    whole = fuzz_read_all(roll_gzip_source(roll_source_memory("it", bytes, 0), at_once),
                          ROLL_SOURCE_CHUNK);
    parts = fuzz_read_all(roll_gzip_source(roll_source_memory("it", bytes, 1 + chunk), pieces),
                          1 + chunk * 31);
    if (parts.error != NULL && g_strcmp0(whole.error, parts.error) != 0) {
        guint n = MIN(whole.bytes->len, parts.bytes->len);

        g_assert_true(members_prove(input, whole.bytes, parts.bytes->len));
        if (whole.error == NULL) /* else what one reading has come by before a fault is lost */
            g_assert_cmpuint(n, ==, parts.bytes->len);
        g_clear_pointer(&whole.error, g_free);
        g_clear_pointer(&parts.error, g_free);
        g_byte_array_set_size(whole.bytes, n);
        g_byte_array_set_size(parts.bytes, n);
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
