#include "pipeline/lib/packed.h"

#if G_BYTE_ORDER != G_LITTLE_ENDIAN
#error "columns lie in memory as they stand in the stream, which is little-endian"
#endif

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
