#include "pipeline/lib/gzip.h"

#include <string.h>

#include "pipeline/lib/deflate.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/member.h"

#define TEXT "name,rank\nSok Chea,Captain\nNguyen Van An,Major\n"

static void
assert_bytes(gconstpointer data, gsize length, gconstpointer expected, gsize expected_length)
{
    g_assert_cmpuint(length, ==, expected_length);
    g_assert_true(length == expected_length && memcmp(data, expected, length) == 0);
}

static GByteArray *
compress(const gchar *text, gsize size, gint level, gsize chunk)
{
    GByteArray *bytes = g_byte_array_new();
    g_autoptr(RollSink) sink = roll_gzip_sink(roll_sink_memory("it", bytes), level);
    g_autoptr(GError) error = NULL;

    for (gsize done = 0; done < size; done += chunk)
        g_assert_true(roll_sink_write(sink, text + done, MIN(chunk, size - done), &error));
    g_assert_true(roll_sink_close(sink, &error));
    g_assert_no_error(error);
    return bytes;
}

/* All that is in @source (transfer full), asked for by @room.  NULL with the message in *@fault. */
static gchar *
read_all(RollSource *from, gsize room, gchar **fault)
{
    g_autoptr(RollSource) source = from;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autofree gchar *buffer = g_malloc(room);
    gsize n = 0;

    do {
        if (!roll_source_read(source, buffer, room, &n, &error)) {
            g_assert_error(error, ROLL_ERROR, ROLL_ERROR_DATA);
            *fault = g_strdup(error->message);
            return NULL;
        }
        g_string_append_len(text, buffer, (gssize)n);
    } while (n > 0);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* All that is in @bytes, the compressed bytes coming by @chunk, the text being asked for by @room;
 * the same, or the same fault, whether it may lie in memory or comes in pieces.  NULL with the
 * message in *@fault. */
static gchar *
expand(GBytes *bytes, gsize chunk, gsize room, gchar **fault)
{
    const RollGzipLimits pieces = {ROLL_GZIP_LIMITS.max_bytes, ROLL_GZIP_LIMITS.max_ratio, 0};
    g_autofree gchar *other_fault = NULL;
    g_autofree gchar *other = read_all(
        roll_gzip_source(roll_source_memory("it", bytes, chunk), pieces), room, &other_fault);
    gchar *text = read_all(
        roll_gzip_source(roll_source_memory("it", bytes, chunk), ROLL_GZIP_LIMITS), room, fault);

    g_assert_cmpstr(text, ==, other);
    if (text == NULL)
        g_assert_cmpstr(*fault, ==, other_fault);
    return text;
}

/* How a case is made of TEXT's gzip: its parts one behind the other. */
typedef struct {
    const gchar *name;
    const gchar *recipe; /* g: TEXT as gzip; e: an empty member; z: zeros; j: junk; n: a newline;
                            1: a lone first byte; m: the two first bytes; c: wrong checksum;
                            l: wrong length; f: unknown flags; d: unknown method; N: with a name;
                            C: a checksum of the header that does not fit; p: TEXT as it is */
    const gchar *text;
    const gchar *fault;
} GzipCase;

static const GzipCase gzip_cases[] = {
    {"one member", "g", TEXT, NULL},
    {"two members", "gg", TEXT TEXT, NULL},
    {"empty members", "egee", TEXT, NULL},
    {"nothing compressed", "e", "", NULL},
    {"zero padding", "gz", TEXT, NULL},
    {"a file name in the header", "N", TEXT, NULL},
    {"empty file", "", NULL, "it: byte 0: not gzip: the file is empty"},
    {"plain", "p", NULL, "it: byte 0: not gzip"},
    {"junk behind", "gj", NULL, "it: byte 70: bytes behind the end of the gzip data"},
    {"a newline behind", "gn", NULL, "it: byte 70: bytes behind the end of the gzip data"},
    {"a member behind junk", "gjg", NULL, "it: byte 70: bytes behind the end of the gzip data"},
    {"a member behind padding", "gzg", NULL, "it: byte 78: bytes behind the end of the gzip data"},
    {"one byte of a second", "g1", NULL, "it: byte 71: gzip data is cut off"},
    {"two bytes of a second", "gm", NULL, "it: byte 72: gzip data is cut off"},
    {"one byte", "1", NULL, "it: byte 1: gzip data is cut off"},
    {"wrong checksum", "c", NULL,
     "it: byte 66: gzip checksum does not fit: the content is damaged"},
    {"wrong length", "l", NULL, "it: byte 70: gzip length does not fit: the content is damaged"},
    {"wrong checksum in the second", "gc", NULL,
     "it: byte 136: gzip checksum does not fit: the content is damaged"},
    {"unknown flags", "f", NULL, "it: byte 4: damaged gzip header: unknown flags"},
    {"unknown method", "d", NULL, "it: byte 4: damaged gzip header: unknown compression method"},
    {"checksum of the header", "C", NULL,
     "it: byte 12: damaged gzip header: checksum does not fit"},
};

static void
append_part(GByteArray *all, gchar part)
{
    /* Stored, so that its 70 bytes are the same with every libdeflate. */
    g_autoptr(GByteArray) gzip = compress(TEXT, strlen(TEXT), 0, 1000);
    g_autoptr(GByteArray) empty = compress("", 0, 6, 1);
    guint8 header[] = {0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3, '.', '.', '/', 'x', 0};

    switch (part) {
    case 'e':
        g_byte_array_append(all, empty->data, empty->len);
        return;
    case 'z':
        g_byte_array_append(all, (const guint8 *)"\0\0\0\0\0\0\0\0", 8);
        return;
    case 'j':
        g_byte_array_append(all, (const guint8 *)"junk", 4);
        return;
    case 'n':
        g_byte_array_append(all, (const guint8 *)"\n", 1);
        return;
    case '1':
        g_byte_array_append(all, gzip->data, 1);
        return;
    case 'm':
        g_byte_array_append(all, gzip->data, 2);
        return;
    case 'p':
        g_byte_array_append(all, (const guint8 *)TEXT, strlen(TEXT));
        return;
    case 'N':
        g_byte_array_append(all, header, sizeof header);
        g_byte_array_append(all, gzip->data + 10, gzip->len - 10);
        return;
    case 'C':
        header[3] = 2; /* two bytes of checksum follow; these are none */
        g_byte_array_append(all, header, 12);
        g_byte_array_append(all, gzip->data + 10, gzip->len - 10);
        return;
    case 'c':
        gzip->data[gzip->len - 8] ^= 1;
        break;
    case 'l':
        gzip->data[gzip->len - 4] ^= 1;
        break;
    case 'f':
        gzip->data[3] = 0x80;
        break;
    case 'd':
        gzip->data[2] = 7;
        break;
    default:
        break;
    }
    g_byte_array_append(all, gzip->data, gzip->len);
}

static void
test_case(gconstpointer data)
{
    const GzipCase *c = data;
    GByteArray *all = g_byte_array_new();
    g_autoptr(GBytes) bytes = NULL;

    for (const gchar *part = c->recipe; *part != '\0'; part++)
        append_part(all, *part);
    bytes = g_byte_array_free_to_bytes(all);
    for (gsize chunk = 1; chunk <= g_bytes_get_size(bytes) + 1; chunk++) {
        g_autofree gchar *fault = NULL;
        g_autofree gchar *text = expand(bytes, chunk, 1 + chunk % 7, &fault);

        g_assert_cmpstr(text, ==, c->text);
        g_assert_cmpstr(fault, ==, c->fault);
    }
}

/* A member a byte: no fault, and no reading that returns a byte at a time. */
static void
test_many_members(void)
{
    GByteArray *all = g_byte_array_new();
    g_autoptr(GByteArray) one = compress("x", 1, 1, 1);
    g_autoptr(GBytes) bytes = NULL;
    g_autofree gchar *expected = g_strnfill(5000, 'x');
    g_autofree gchar *fault = NULL;
    g_autofree gchar *text = NULL;

    for (guint i = 0; i < 5000; i++)
        g_byte_array_append(all, one->data, one->len);
    bytes = g_byte_array_free_to_bytes(all);
    text = expand(bytes, 0, 10000, &fault);
    g_assert_null(fault);
    g_assert_cmpstr(text, ==, expected);
}

static void
test_truncated_at_every_byte(void)
{
    g_autoptr(GByteArray) gzip = compress(TEXT, strlen(TEXT), 6, 1000);

    for (guint length = 0; length < gzip->len; length++) {
        g_autoptr(GBytes) bytes = g_bytes_new(gzip->data, length);
        g_autofree gchar *expected =
            g_strdup_printf(length == 0 ? "it: byte %u: not gzip: the file is empty"
                                        : "it: byte %u: gzip data is cut off",
                            length);
        g_autofree gchar *fault = NULL;
        g_autofree gchar *text = expand(bytes, 7, 11, &fault);

        g_assert_null(text);
        g_assert_cmpstr(fault, ==, expected);
    }
}

/* A bit may turn without harm in the header's time and system (6 bytes), in the flag "this is
 * text", and in what fills up the last byte of the data; nowhere may it change the text. */
static void
test_every_bit_flipped(void)
{
    g_autoptr(GByteArray) gzip = compress(TEXT, strlen(TEXT), 6, 1000);
    guint n_sound = 0;

    for (guint bit = 0; bit < gzip->len * 8; bit++) {
        g_autoptr(GBytes) bytes = NULL;
        g_autofree gchar *fault = NULL;
        g_autofree gchar *text = NULL;

        gzip->data[bit / 8] ^= (guint8)(1u << bit % 8);
        bytes = g_bytes_new(gzip->data, gzip->len);
        text = expand(bytes, 0, 1000, &fault);
        g_assert_true(fault != NULL || strcmp(text, TEXT) == 0);
        n_sound += fault == NULL;
        gzip->data[bit / 8] ^= (guint8)(1u << bit % 8);
    }
    g_assert_cmpuint(n_sound, >=, 6 * 8 + 1);
    g_assert_cmpuint(n_sound, <=, 6 * 8 + 1 + 7);
}

static void
test_same_bytes_for_any_chunking(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const gsize chunks[] = {7, 1000, 65536, 65537, 1000000};

    for (guint i = 0; i < 12000; i++)
        g_string_append_printf(text, "%u,name %u,%x\n", i, i * 7919 % 1000, i * i);
    for (gint level = 0; level <= 9; level += 3) {
        g_autoptr(GByteArray) expected = compress(text->str, text->len, level, text->len);

        for (gsize i = 0; i < G_N_ELEMENTS(chunks); i++) {
            g_autoptr(GByteArray) bytes = compress(text->str, text->len, level, chunks[i]);

            assert_bytes(bytes->data, bytes->len, expected->data, expected->len);
        }
    }
}

static void
test_header_tells_nothing(void)
{
    g_autoptr(GByteArray) gzip = compress(TEXT, strlen(TEXT), 6, 1000);
    const guint8 header[] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff};

    assert_bytes(gzip->data, 10, header, sizeof header);
}

/* Of zeros, as one member: only one may be unpacked at once. */
static GBytes *
one_member(gsize size)
{
    RollMemberPacker *packer = roll_member_packer_new(6);
    g_autofree gchar *zeros = g_malloc0(size);
    gsize room = roll_member_bound(packer, size);
    gchar *member = g_malloc(room);
    gsize n = roll_member_pack(packer, zeros, size, member, room);

    roll_member_packer_free(packer);
    return g_bytes_new_take(member, n);
}

static const guint32 at_once[] = {0, 64u << 20};

static void
test_limits(gconstpointer data)
{
    const guint32 *may_lie = data;
    const struct {
        gsize size;
        guint64 max_bytes;
        guint max_ratio;
        gboolean sound;
    } cases[] = {
        {1000, 1000, 0, TRUE},          {1001, 1000, 0, FALSE},         {8 << 20, 0, 200, TRUE},
        {(8 << 20) + 1, 0, 200, FALSE}, {(8 << 20) + 1, 0, 1100, TRUE}, {(8 << 20) + 1, 0, 0, TRUE},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const RollGzipLimits limits = {cases[i].max_bytes, cases[i].max_ratio, *may_lie};
        g_autoptr(GBytes) bytes = one_member(cases[i].size);
        g_autoptr(RollSource) source = roll_gzip_source(roll_source_memory("it", bytes, 0), limits);
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) all = roll_source_slurp(source, G_MAXSIZE, &error);

        g_assert_true((all != NULL) == cases[i].sound);
        if (!cases[i].sound)
            g_assert_error(error, ROLL_ERROR, ROLL_ERROR_DATA);
    }
}

static void
test_rewinds(gconstpointer data)
{
    const guint32 *may_lie = data;
    g_autoptr(GByteArray) gzip = compress(TEXT, strlen(TEXT), 6, 1000);
    g_autoptr(GBytes) bytes = g_bytes_new(gzip->data, gzip->len);
    g_autoptr(RollSource) source =
        roll_gzip_source(roll_source_memory("it", bytes, 0), (RollGzipLimits){0, 0, *may_lie});
    g_autoptr(GError) error = NULL;
    gchar some[5];
    gsize n = 0;

    g_assert_true(roll_source_read(source, some, sizeof some, &n, &error));
    for (guint i = 0; i < 2; i++) {
        g_autoptr(GBytes) all = NULL;

        g_assert_true(source->rewind(source, &error));
        all = roll_source_slurp(source, 1000, &error);
        assert_bytes(g_bytes_get_data(all, NULL), g_bytes_get_size(all), TEXT, strlen(TEXT));
    }
}

/* Members that have room in memory, and one that has none; read, read again, and one byte too long
 * for the limit. */
static void
test_members(gconstpointer data)
{
    static const gsize sizes[] = {100, 700 << 10, 0, 256 << 10, 1};
    const guint32 *may_lie = data;
    g_autoptr(GByteArray) file = g_byte_array_new();
    g_autoptr(GBytes) bytes = NULL;
    gsize n_all = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autoptr(GBytes) member = one_member(sizes[i]);

        g_byte_array_append(file, g_bytes_get_data(member, NULL), (guint)g_bytes_get_size(member));
        n_all += sizes[i];
    }
    bytes = g_bytes_new(file->data, file->len);
    for (guint i = 0; i < 2; i++) {
        const RollGzipLimits limits = {n_all - i, 0, *may_lie};
        g_autoptr(RollSource) source = roll_gzip_source(roll_source_memory("it", bytes, 0), limits);
        g_autoptr(GError) error = NULL;

        for (guint round = 0; round < 2 && i == 0; round++) {
            g_autoptr(GBytes) all = roll_source_slurp(source, G_MAXSIZE, &error);

            g_assert_no_error(error);
            g_assert_cmpuint(g_bytes_get_size(all), ==, n_all);
            g_assert_true(source->rewind(source, &error));
        }
        if (i == 1) {
            g_assert_null(roll_source_slurp(source, G_MAXSIZE, &error));
            g_assert_error(error, ROLL_ERROR, ROLL_ERROR_DATA);
        }
    }
}

/* What gzip.h says of a text that its end proves: 65,536 zeros behind lengths of codes of which the
 * last is repeated once too often. */
static void
test_loosely_coded(void)
{
    static const guint8 head[] = {0x1f, 0x8b, 8, 0, 0,    0,    0,    0,    2,    3, 0xed, 0xc1, 1,
                                  1,    0,    0, 0, 0x80, 0x90, 0xfe, 0xaf, 0xee, 8, 0x8f, 10};
    static const guint8 end[] = {0x6a, 0xeb, 0x8e, 0x97, 0xd7, 0, 0, 1, 0};
    guint8 file[97] = {0};
    g_autoptr(GBytes) bytes = NULL;
    g_autofree gchar *zeros = g_malloc0(65536);

    memcpy(file, head, sizeof head);
    memcpy(file + sizeof file - sizeof end, end, sizeof end);
    bytes = g_bytes_new(file, sizeof file);
    for (gsize i = 0; i < G_N_ELEMENTS(at_once); i++) {
        g_autoptr(RollSource) source = roll_gzip_source(roll_source_memory("it", bytes, 0),
                                                        (RollGzipLimits){0, 0, at_once[i]});
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) all = roll_source_slurp(source, G_MAXSIZE, &error);

        if (at_once[i] == 0) {
            g_assert_error(error, ROLL_ERROR, ROLL_ERROR_DATA);
            continue;
        }
        g_assert_no_error(error);
        assert_bytes(g_bytes_get_data(all, NULL), g_bytes_get_size(all), zeros, 65536);
    }
}

static void
test_crc32(void)
{
    /* The check value that catalogues of checksums give for CRC-32. */
    g_assert_cmphex(roll_crc32(0, "123456789", 9), ==, 0xcbf43926);
    g_assert_cmphex(roll_crc32(roll_crc32(0, "1234", 4), "56789", 5), ==, 0xcbf43926);
}

/* What was looked at before is lent with the rest; what comes in pieces is not lent. */
static void
test_lend(void)
{
    g_autoptr(GByteArray) packed = compress(TEXT, strlen(TEXT), ROLL_GZIP_LEVEL, strlen(TEXT));
    g_autoptr(GBytes) bytes = g_bytes_new(packed->data, packed->len);
    RollGzipLimits limits = ROLL_GZIP_LIMITS;

    for (guint is_whole = 0; is_whole < 2; is_whole++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(RollSource) source = NULL;
        g_autoptr(GBytes) head = NULL;
        g_autoptr(GBytes) longer = NULL;
        const gchar *text = NULL;
        gchar byte = 0;
        gsize n = 0;

        limits.at_once = is_whole ? 1000 : 0;
        source = roll_gzip_source(roll_source_memory("it", bytes, 0), limits);
        source = roll_source_peek(source, 2, &head, &error);
        source = roll_source_peek(source, 9, &longer, &error);
        g_assert_no_error(error);
        g_assert_true(roll_source_read(source, &byte, 1, &n, &error));
        text = roll_source_lend(source, 1, &n);
        if (!is_whole) {
            g_assert_null(text);
            continue;
        }
        assert_bytes(text, n, TEXT, strlen(TEXT));
        g_assert_true(roll_source_read(source, &byte, 1, &n, &error));
        g_assert_cmpuint(n, ==, 0);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(gzip_cases); i++) {
        g_autofree gchar *path = g_strconcat("/gzip/read/", gzip_cases[i].name, NULL);

        g_test_add_data_func(path, &gzip_cases[i], test_case);
    }
    g_test_add_func("/gzip/lend", test_lend);
    g_test_add_func("/gzip/many members", test_many_members);
    g_test_add_func("/gzip/truncated at every byte", test_truncated_at_every_byte);
    g_test_add_func("/gzip/every bit flipped", test_every_bit_flipped);
    g_test_add_func("/gzip/same bytes for any chunking", test_same_bytes_for_any_chunking);
    g_test_add_func("/gzip/header tells nothing", test_header_tells_nothing);
    g_test_add_data_func("/gzip/limits/in pieces", &at_once[0], test_limits);
    g_test_add_data_func("/gzip/limits/at once", &at_once[1], test_limits);
    g_test_add_data_func("/gzip/rewinds/in pieces", &at_once[0], test_rewinds);
    g_test_add_data_func("/gzip/rewinds/at once", &at_once[1], test_rewinds);
    g_test_add_data_func("/gzip/members/in pieces", &at_once[0], test_members);
    g_test_add_data_func("/gzip/members/at once", &at_once[1], test_members);
    g_test_add_func("/gzip/loosely coded", test_loosely_coded);
    g_test_add_func("/gzip/crc32", test_crc32);
    return g_test_run();
}
