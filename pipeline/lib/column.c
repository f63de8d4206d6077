#include "pipeline/lib/batch.h"
#include "pipeline/lib/packed.h"

struct RollColumn {
    gint ref_count;
    guint n_records;
    guint n_values;
    guint32 n_bytes; /* all values, a NUL behind each */
    RollCodes coding;
    const guint32 *offsets; /* n_values + 1; into bytes */
    const gchar *bytes;
    const void *codes;
    GBytes *block; /* holds what the pointers above point to */
};

/* ---- reading ---- */

guint
roll_column_n_records(const RollColumn *column)
{
    return column->n_records;
}

guint
roll_column_n_values(const RollColumn *column)
{
    return column->n_values;
}

guint
roll_column_code(const RollColumn *column, guint record)
{
    switch (column->coding) {
    case ROLL_CODES_NONE:
        return record;
    case ROLL_CODES_CONSTANT:
        return 0;
    case ROLL_CODES_8:
        return ((const guint8 *)column->codes)[record];
    case ROLL_CODES_16:
        return ((const guint16 *)column->codes)[record];
    case ROLL_CODES_32:
        return ((const guint32 *)column->codes)[record];
    default:
        g_return_val_if_reached(0);
    }
}

void
roll_column_codes(const RollColumn *column, guint first, guint n, guint32 *codes)
{
    const guint8 *bytes = (const guint8 *)column->codes + first;
    const guint16 *words = (const guint16 *)column->codes + first;

    switch (column->coding) {
    case ROLL_CODES_NONE:
        for (guint i = 0; i < n; i++)
            codes[i] = first + i;
        break;
    case ROLL_CODES_CONSTANT:
        memset(codes, 0, n * sizeof *codes);
        break;
    case ROLL_CODES_8:
        for (guint i = 0; i < n; i++)
            codes[i] = bytes[i];
        break;
    case ROLL_CODES_16:
        for (guint i = 0; i < n; i++)
            codes[i] = words[i];
        break;
    case ROLL_CODES_32:
        memcpy(codes, (const guint32 *)column->codes + first, n * sizeof *codes);
        break;
    default:
        g_return_if_reached();
    }
}

RollText
roll_column_value(const RollColumn *column, guint code)
{
    guint32 start = column->offsets[code];

    return (RollText){column->bytes + start, column->offsets[code + 1] - start - 1};
}

RollText
roll_column_get(const RollColumn *column, guint record)
{
    return roll_column_value(column, roll_column_code(column, record));
}

gboolean
roll_column_is_blank(const RollColumn *column)
{
    return column->n_bytes == column->n_values;
}

gboolean
roll_column_is_ascii(const RollColumn *column)
{
    guint8 all = 0;

    for (guint32 i = 0; i < column->n_bytes; i++)
        all |= (guint8)column->bytes[i];
    return all < 0x80;
}

RollColumn *
roll_column_ref(RollColumn *column)
{
    g_atomic_int_inc(&column->ref_count);
    return column;
}

void
roll_column_unref(RollColumn *column)
{
    if (column == NULL || !g_atomic_int_dec_and_test(&column->ref_count))
        return;
    g_bytes_unref(column->block);
    g_free(column);
}

/* ---- the packed form, which is also the form in memory ---- */

void
roll_column_pack(const RollColumn *column, GByteArray *out)
{
    roll_pack_u32(out, column->coding);
    roll_pack_u32(out, column->n_records);
    roll_pack_u32(out, column->n_values);
    roll_pack_u32(out, column->n_bytes);
    roll_pack_padded(out, column->offsets, ((gsize)column->n_values + 1) * sizeof(guint32));
    roll_pack_padded(out, column->bytes, column->n_bytes);
    roll_pack_padded(out, column->codes, column->n_records * roll_codes_bytes(column->coding));
}

/* A stretch of @size bytes of @block; NULL when it does not reach that far. */
static gconstpointer
take_bytes(GBytes *block, gsize *position, gsize size)
{
    gsize available = 0;
    const guint8 *data = g_bytes_get_data(block, &available);

    if (available - *position < roll_padded(size))
        return NULL;
    data += *position;
    *position += roll_padded(size);
    return data;
}

static gboolean
offsets_are_sound(const RollColumn *column)
{
    if (column->offsets[0] != 0 || column->offsets[column->n_values] != column->n_bytes)
        return FALSE;
    for (guint i = 0; i < column->n_values; i++) {
        guint32 end = column->offsets[i + 1];

        if (end <= column->offsets[i] || end > column->n_bytes || column->bytes[end - 1] != '\0')
            return FALSE;
    }
    return TRUE;
}

/* Each width by itself: so the compiler looks at many at once. */
static guint32
largest_code(const RollColumn *column)
{
    const guint8 *bytes = column->codes;
    const guint16 *words = column->codes;
    const guint32 *longs = column->codes;
    guint8 byte = 0;
    guint16 word = 0;
    guint32 largest = 0;

    if (column->coding == ROLL_CODES_8) {
        for (guint i = 0; i < column->n_records; i++)
            byte = MAX(byte, bytes[i]);
        largest = byte;
    } else if (column->coding == ROLL_CODES_16) {
        for (guint i = 0; i < column->n_records; i++)
            word = MAX(word, words[i]);
        largest = word;
    } else {
        for (guint i = 0; i < column->n_records; i++)
            largest = MAX(largest, longs[i]);
    }
    return largest;
}

static gboolean
codes_are_sound(const RollColumn *column)
{
    if (column->coding == ROLL_CODES_NONE)
        return column->n_values == column->n_records;
    if (column->coding == ROLL_CODES_CONSTANT)
        return column->n_values == 1;
    return largest_code(column) < column->n_values;
}

/* What lies at *@position of @block, which may be anything. */
static RollColumn *
point(GBytes *block, gsize *position, guint n_records)
{
    g_autoptr(RollColumn) column = g_new0(RollColumn, 1);
    guint32 coding = 0;

    column->ref_count = 1;
    column->block = g_bytes_ref(block);
    if (!roll_unpack_u32(block, position, &coding) || coding > ROLL_CODES_32 ||
        !roll_unpack_u32(block, position, &column->n_records) ||
        !roll_unpack_u32(block, position, &column->n_values) ||
        !roll_unpack_u32(block, position, &column->n_bytes))
        return NULL;
    column->coding = (RollCodes)coding;
    if (column->n_records != n_records || column->n_values > ROLL_PACKED_BLOCK_MAX / 4)
        return NULL;
    column->offsets = take_bytes(block, position, ((gsize)column->n_values + 1) * sizeof(guint32));
    column->bytes = column->offsets != NULL ? take_bytes(block, position, column->n_bytes) : NULL;
    column->codes = column->bytes != NULL
                        ? take_bytes(block, position, n_records * roll_codes_bytes(column->coding))
                        : NULL;
    return column->codes != NULL ? g_steal_pointer(&column) : NULL;
}

RollColumn *
roll_column_unpack(GBytes *block, gsize *position, guint n_records)
{
    g_autoptr(RollColumn) column = point(block, position, n_records);

    if (column == NULL || !offsets_are_sound(column) || !codes_are_sound(column))
        return NULL;
    return g_steal_pointer(&column);
}

RollColumn *
roll_column_take(GByteArray *packed, guint n_records)
{
    g_autoptr(GBytes) block = g_byte_array_free_to_bytes(packed);
    gsize position = 0;

    return point(block, &position, n_records);
}

/* ---- columns from columns ---- */

RollColumn *
roll_column_constant(RollText value, guint n_records)
{
    GByteArray *packed = g_byte_array_new();

    roll_pack_u32(packed, ROLL_CODES_CONSTANT);
    roll_pack_u32(packed, n_records);
    roll_pack_u32(packed, 1);
    roll_pack_u32(packed, value.length + 1);
    roll_pack_u32(packed, 0);
    roll_pack_u32(packed, value.length + 1);
    g_byte_array_append(packed, (const guint8 *)value.data, value.length);
    g_byte_array_append(packed, (const guint8 *)"\0\0\0", 4);
    g_byte_array_set_size(packed, 24 + (guint)roll_padded((gsize)value.length + 1));
    return roll_column_take(packed, n_records);
}

RollColumn *
roll_column_map(const RollColumn *column, RollMapFunc map, gpointer self)
{
    g_autoptr(GString) bytes = g_string_sized_new((gsize)column->n_bytes + 1);
    gsize n_codes = column->n_records * roll_codes_bytes(column->coding);
    g_autofree guint32 *offsets = g_new0(guint32, (gsize)column->n_values + 1);
    GByteArray *packed = NULL;

    for (guint value = 0; value < column->n_values; value++) {
        map(self, roll_column_value(column, value), bytes);
        g_string_append_c(bytes, '\0');
        offsets[value + 1] = (guint32)bytes->len;
    }
    packed = g_byte_array_sized_new(
        (guint)(bytes->len + n_codes + (column->n_values + 8) * sizeof *offsets));
    roll_column_pack(&(RollColumn){.coding = column->coding,
                                   .n_records = column->n_records,
                                   .n_values = column->n_values,
                                   .n_bytes = (guint32)bytes->len,
                                   .offsets = offsets,
                                   .bytes = bytes->str,
                                   .codes = column->codes},
                     packed);
    return roll_column_take(packed, column->n_records);
}

RollColumn *
roll_column_filter(const RollColumn *column, const guint8 *keep)
{
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();

    for (guint i = 0; i < column->n_records; i++)
        if (keep[i] != 0)
            roll_column_builder_add(builder, roll_column_get(column, i));
    return roll_column_builder_finish(builder);
}
