#include "pipeline/lib/packed.h"

#if G_BYTE_ORDER != G_LITTLE_ENDIAN
#error "columns lie in memory as they stand in the stream, which is little-endian"
#endif

#define LANES 4

/* One word more for each lane: a multiplication by an odd number and a shift lose nothing, so that
 * two lanes that differ once stay different. */
static void
add_words(guint64 *lanes, const guint8 *data)
{
    guint64 words[LANES];

    memcpy(words, data, sizeof words);
    for (guint i = 0; i < LANES; i++) {
        lanes[i] = (lanes[i] ^ words[i]) * 0xff51afd7ed558ccdu;
        lanes[i] ^= lanes[i] >> 32;
    }
}

guint32
roll_packed_checksum(gconstpointer data, gsize size)
{
    const guint8 *bytes = data;
    guint64 lanes[LANES] = {1, 2, 3, 4};
    guint8 rest[sizeof lanes] = {0};
    guint64 sum = size;
    gsize at = 0;

    for (; at + sizeof rest <= size; at += sizeof rest)
        add_words(lanes, bytes + at);
    if (at < size)
        memcpy(rest, bytes + at, size - at);
    add_words(lanes, rest);
    for (guint i = 0; i < LANES; i++)
        sum = roll_hash_mix(sum ^ lanes[i]);
    return (guint32)sum;
}

gsize
roll_codes_bytes(RollCodes coding)
{
    static const guint8 widths[] = {0, 0, 1, 2, 4};

    return widths[coding];
}

gsize
roll_padded(gsize size)
{
    return (size + 3) & ~(gsize)3;
}

void
roll_pack_u32(GByteArray *out, guint32 value)
{
    guint32 little = GUINT32_TO_LE(value);

    g_byte_array_append(out, (const guint8 *)&little, sizeof little);
}

void
roll_pack_padded(GByteArray *out, gconstpointer data, gsize size)
{
    static const guint8 zeros[4] = {0};

    if (size > 0)
        g_byte_array_append(out, data, (guint)size);
    g_byte_array_append(out, zeros, (guint)(roll_padded(size) - size));
}

void
roll_pack_string(GByteArray *out, const gchar *string)
{
    gsize length = strlen(string);

    roll_pack_u32(out, (guint32)length);
    roll_pack_padded(out, string, length);
}

gboolean
roll_unpack_u32(GBytes *block, gsize *position, guint32 *value)
{
    gsize size = 0;
    const guint8 *data = g_bytes_get_data(block, &size);
    guint32 little = 0;

    if (size - *position < sizeof little)
        return FALSE;
    memcpy(&little, data + *position, sizeof little);
    *position += sizeof little;
    *value = GUINT32_FROM_LE(little);
    return TRUE;
}

gchar *
roll_unpack_string(GBytes *block, gsize *position)
{
    gsize size = 0;
    const gchar *data = g_bytes_get_data(block, &size);
    guint32 length = 0;
    gchar *string = NULL;

    if (!roll_unpack_u32(block, position, &length) || size - *position < roll_padded(length) ||
        !g_utf8_validate(data + *position, (gssize)length, NULL))
        return NULL;
    string = g_strndup(data + *position, length);
    *position += roll_padded(length);
    return string;
}
