#include "pipeline/lib/batch.h"
#include "pipeline/lib/packed.h"

struct RollColumnBuilder {
    GByteArray *bytes;
    GArray *offsets; /* of guint32; one more than values */
    GArray *codes;   /* of guint32, a record; unused once @plain */
    guint32 *table;  /* open addressing: value + 1, 0 for free */
    guint table_size;
    gboolean plain; /* values hardly repeat: no dictionary */
};

RollColumnBuilder *
roll_column_builder_new(void)
{
    RollColumnBuilder *builder = g_new0(RollColumnBuilder, 1);
    guint32 zero = 0;

    builder->bytes = g_byte_array_new();
    builder->offsets = g_array_new(FALSE, FALSE, sizeof(guint32));
    builder->codes = g_array_new(FALSE, FALSE, sizeof(guint32));
    builder->table_size = 256;
    builder->table = g_new0(guint32, builder->table_size);
    g_array_append_val(builder->offsets, zero);
    return builder;
}

void
roll_column_builder_free(RollColumnBuilder *builder)
{
    if (builder == NULL)
        return;
    g_byte_array_unref(builder->bytes);
    g_array_unref(builder->offsets);
    g_array_unref(builder->codes);
    g_free(builder->table);
    g_free(builder);
}

static guint
builder_n_values(const RollColumnBuilder *builder)
{
    return builder->offsets->len - 1;
}

static RollText
builder_value(const RollColumnBuilder *builder, guint value)
{
    const guint32 *offsets = (const guint32 *)(const void *)builder->offsets->data;

    return (RollText){(const gchar *)builder->bytes->data + offsets[value],
                      offsets[value + 1] - offsets[value] - 1};
}

static guint
builder_append(RollColumnBuilder *builder, RollText value)
{
    guint32 end = 0;

    g_byte_array_append(builder->bytes, (const guint8 *)value.data, value.length);
    g_byte_array_append(builder->bytes, (const guint8 *)"", 1);
    end = builder->bytes->len;
    g_array_append_val(builder->offsets, end);
    return builder_n_values(builder) - 1;
}

/* The slot of @value in the table: taken by it, or free. */
static guint32 *
builder_slot(const RollColumnBuilder *builder, RollText value)
{
    guint mask = builder->table_size - 1;
    guint slot = (guint)roll_text_hash(value, 0) & mask;

    while (builder->table[slot] != 0 &&
           !roll_text_equal(builder_value(builder, builder->table[slot] - 1), value))
        slot = (slot + 1) & mask;
    return &builder->table[slot];
}

static void
builder_grow(RollColumnBuilder *builder)
{
    g_free(builder->table);
    builder->table_size *= 4;
    builder->table = g_new0(guint32, builder->table_size);
    for (guint value = 0; value < builder_n_values(builder); value++)
        *builder_slot(builder, builder_value(builder, value)) = value + 1;
}

/* Gives the dictionary up: every record gets a value of its own. */
static void
builder_spread(RollColumnBuilder *builder)
{
    g_autoptr(GByteArray) bytes = g_steal_pointer(&builder->bytes);
    g_autoptr(GArray) offsets = g_steal_pointer(&builder->offsets);
    const guint32 *old = (const guint32 *)(void *)offsets->data;
    guint32 zero = 0;

    builder->bytes = g_byte_array_sized_new(bytes->len * 2);
    builder->offsets = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_array_append_val(builder->offsets, zero);
    for (guint i = 0; i < builder->codes->len; i++) {
        guint32 code = g_array_index(builder->codes, guint32, i);

        builder_append(builder, (RollText){(const gchar *)bytes->data + old[code],
                                           old[code + 1] - old[code] - 1});
    }
    builder->plain = TRUE;
}

void
roll_column_builder_add(RollColumnBuilder *builder, RollText value)
{
    guint32 *slot = NULL;
    guint32 code = 0;

    if (builder->plain) {
        builder_append(builder, value);
        return;
    }
    slot = builder_slot(builder, value);
    if (*slot == 0)
        *slot = builder_append(builder, value) + 1;
    code = *slot - 1;
    g_array_append_val(builder->codes, code);
    if (builder_n_values(builder) * 2 > builder->table_size)
        builder_grow(builder);
    if (builder->codes->len == 512 && builder_n_values(builder) > 384)
        builder_spread(builder);
}

guint
roll_column_builder_n_records(const RollColumnBuilder *builder)
{
    return builder->plain ? builder_n_values(builder) : builder->codes->len;
}

static RollCodes
builder_coding(const RollColumnBuilder *builder)
{
    guint n_values = builder_n_values(builder);

    if (builder->plain)
        return ROLL_CODES_NONE;
    if (n_values == 1)
        return ROLL_CODES_CONSTANT;
    if (n_values <= 256)
        return ROLL_CODES_8;
    return n_values <= 65536 ? ROLL_CODES_16 : ROLL_CODES_32;
}

static void
pack_codes(const GArray *codes, RollCodes coding, GByteArray *out)
{
    gsize width = roll_codes_bytes(coding);

    for (guint i = 0; i < codes->len && width > 0; i++) {
        guint32 code = GUINT32_TO_LE(g_array_index(codes, guint32, i));

        g_byte_array_append(out, (const guint8 *)&code, (guint)width);
    }
    roll_pack_padded(out, NULL, 0);
    g_byte_array_set_size(out, (guint)roll_padded(out->len));
}

static void
builder_reset(RollColumnBuilder *builder)
{
    g_byte_array_set_size(builder->bytes, 0);
    g_array_set_size(builder->offsets, 1);
    g_array_set_size(builder->codes, 0);
    memset(builder->table, 0, builder->table_size * sizeof(guint32));
    builder->plain = FALSE;
}

RollColumn *
roll_column_builder_finish(RollColumnBuilder *builder)
{
    g_autoptr(GBytes) block = NULL;
    GByteArray *packed = NULL;
    guint n_records = roll_column_builder_n_records(builder);
    RollCodes coding = ROLL_CODES_NONE;
    gsize position = 0;

    if (!builder->plain && builder_n_values(builder) * 2 > n_records && n_records > 1)
        builder_spread(builder);
    if (!builder->plain && n_records == 0)
        builder->plain = TRUE;
    coding = builder_coding(builder);
    packed = g_byte_array_sized_new(builder->bytes->len + (n_records + 8) * 4);
    roll_pack_u32(packed, coding);
    roll_pack_u32(packed, n_records);
    roll_pack_u32(packed, builder_n_values(builder));
    roll_pack_u32(packed, builder->bytes->len);
    roll_pack_padded(packed, builder->offsets->data, builder->offsets->len * sizeof(guint32));
    roll_pack_padded(packed, builder->bytes->data, builder->bytes->len);
    pack_codes(builder->codes, coding, packed);
    builder_reset(builder);
    block = g_byte_array_free_to_bytes(packed);
    return roll_column_unpack(block, &position, n_records);
}
