#include "pipeline/lib/batch.h"
#include "pipeline/lib/packed.h"

#define TRIED        512 /* records after which a dictionary that saves too little is given up */
#define TRIED_VALUES 384
#define UNTRIED      15 /* columns made without trying one, once it saved too little */
#define FACTOR       0xff51afd7ed558ccdu /* odd, its bits well mixed */
#define NUMBER_BYTES 24                  /* of a number's digits, and a NUL behind */

/* Where a value is.  Small, as the tables of an export's columns should stay in the cache. */
typedef struct {
    guint32 hash;
    guint32 number; /* of the value, from 1; 0: free */
} Slot;

/* Bare arrays: every cell of every export passes through here. */
struct RollColumnBuilder {
    gchar *bytes;
    gsize n_bytes;
    gsize bytes_size;
    guint32 *offsets; /* of the values; one more than there are */
    guint n_values;
    guint values_size;
    guint32 *codes; /* one a record; none once @plain */
    guint n_codes;
    guint codes_size;
    Slot *table;         /* open addressing */
    guint table_bits;    /* of its size */
    gboolean plain;      /* values hardly repeat: no dictionary */
    guint n_untried;     /* columns, this one among them, that are plain from their beginning */
    guint64 last_number; /* of roll_column_builder_add_number() */
    guint n_run;         /* numbers up to it, each one more than that before, not written yet */
    /* The value of the newest record, which is that of the next one more often than not; up to
     * @n_easy codes nothing else is to be done then. */
    guint n_easy;
    guint32 last_code;
    gsize last_at;
    guint32 last_length;
};

RollColumnBuilder *
roll_column_builder_new(void)
{
    RollColumnBuilder *builder = g_new0(RollColumnBuilder, 1);

    builder->bytes_size = 256;
    builder->bytes = g_malloc(builder->bytes_size);
    builder->values_size = 16;
    builder->offsets = g_new0(guint32, (gsize)builder->values_size + 1);
    builder->codes_size = 16;
    builder->codes = g_new0(guint32, builder->codes_size);
    builder->table_bits = 6;
    builder->table = g_new0(Slot, (gsize)1 << builder->table_bits);
    return builder;
}

void
roll_column_builder_free(RollColumnBuilder *builder)
{
    if (builder == NULL)
        return;
    g_free(builder->bytes);
    g_free(builder->offsets);
    g_free(builder->codes);
    g_free(builder->table);
    g_free(builder);
}

static RollText
builder_value(const RollColumnBuilder *builder, guint value)
{
    const guint32 *offsets = builder->offsets;

    return (RollText){builder->bytes + offsets[value], offsets[value + 1] - offsets[value] - 1};
}

static void
builder_reserve(RollColumnBuilder *builder, gsize n_bytes)
{
    if (builder->bytes_size - builder->n_bytes < n_bytes) {
        builder->bytes_size = builder->bytes_size * 2 + n_bytes;
        builder->bytes = g_realloc(builder->bytes, builder->bytes_size);
    }
    if (builder->n_values == builder->values_size) {
        builder->values_size *= 2;
        builder->offsets = g_renew(guint32, builder->offsets, (gsize)builder->values_size + 1);
    }
}

static guint
builder_append(RollColumnBuilder *builder, RollText value)
{
    builder_reserve(builder, (gsize)value.length + 1);
    memcpy(builder->bytes + builder->n_bytes, value.data, value.length);
    builder->n_bytes += value.length;
    builder->bytes[builder->n_bytes++] = '\0';
    builder->offsets[++builder->n_values] = (guint32)builder->n_bytes;
    return builder->n_values - 1;
}

static void
builder_append_code(RollColumnBuilder *builder, guint32 code)
{
    if (builder->n_codes == builder->codes_size) {
        builder->codes_size = builder->codes_size * 2 + 1;
        builder->codes = g_renew(guint32, builder->codes, builder->codes_size);
    }
    builder->codes[builder->n_codes++] = code;
}

static guint32
hash_of(RollText value)
{
    guint64 hash = 0;

    if (value.length < 8)
        return (guint32)(roll_text_short_word(value) * FACTOR >> 32);
    hash = roll_text_word(value.data) * FACTOR + roll_text_word(value.data + value.length - 8);
    for (gsize at = 8; at + 8 < value.length; at += 8)
        hash = (hash ^ hash >> 32) * FACTOR + roll_text_word(value.data + at);
    return (guint32)((hash ^ hash >> 32) * FACTOR >> 32);
}

/* The slot of @value in the table: taken by it, or free. */
static Slot *
builder_slot(const RollColumnBuilder *builder, RollText value, guint32 hash)
{
    guint mask = (1u << builder->table_bits) - 1;
    guint at = hash >> (32 - builder->table_bits);

    for (;; at = (at + 1) & mask) {
        Slot *slot = &builder->table[at];

        if (slot->number == 0 || (slot->hash == hash &&
                                  roll_text_equal(builder_value(builder, slot->number - 1), value)))
            return slot;
    }
}

static void
builder_grow(RollColumnBuilder *builder)
{
    g_autofree Slot *old = builder->table;
    gsize n = (gsize)1 << builder->table_bits;

    builder->table = g_new0(Slot, n * 2);
    builder->table_bits++;
    for (gsize i = 0; i < n; i++) {
        if (old[i].number > 0)
            *builder_slot(builder, builder_value(builder, old[i].number - 1), old[i].hash) = old[i];
    }
}

/* The number of @value, which gets one when it is new. */
static guint32
builder_number(RollColumnBuilder *builder, RollText value)
{
    guint32 hash = hash_of(value);
    Slot *slot = builder_slot(builder, value, hash);
    guint32 number = slot->number;

    if (number > 0)
        return number;
    number = builder_append(builder, value) + 1;
    *slot = (Slot){hash, number};
    if (builder->n_values * 2 > 1u << builder->table_bits)
        builder_grow(builder);
    return number;
}

/* Gives the dictionary up: every record gets a value of its own. */
static void
builder_spread(RollColumnBuilder *builder)
{
    g_autofree gchar *bytes = builder->bytes;
    g_autofree guint32 *offsets = builder->offsets;

    builder->bytes = g_malloc(builder->bytes_size);
    builder->n_bytes = 0;
    builder->offsets = g_new0(guint32, (gsize)builder->values_size + 1);
    builder->n_values = 0;
    for (guint i = 0; i < builder->n_codes; i++) {
        guint32 code = builder->codes[i];

        builder_append(builder,
                       (RollText){bytes + offsets[code], offsets[code + 1] - offsets[code] - 1});
    }
    builder->n_codes = 0;
    builder->n_easy = 0;
    builder->plain = TRUE;
}

/* The newest record has the value of that code. */
static void
builder_set_last(RollColumnBuilder *builder, guint32 code)
{
    RollText value = builder_value(builder, code);

    builder->last_code = code;
    builder->last_at = builder->offsets[code];
    builder->last_length = value.length;
    builder->n_easy = builder->codes_size;
    if (builder->n_codes < TRIED)
        builder->n_easy = MIN(builder->codes_size, TRIED - 1);
}

/* Makes the digits of the next number out of those of one. */
static guint32
count_on(gchar *digits, guint32 length)
{
    guint32 at = length;

    while (at > 0 && digits[at - 1] == '9')
        digits[--at] = '0';
    if (at > 0) {
        digits[at - 1]++;
        return length;
    }
    memmove(digits + 1, digits, length);
    digits[0] = '1';
    return length + 1;
}

/* Numbers that follow the one written last: as a row is mostly followed by the next, nearly all are
 * written here, at a third of what each by itself would cost. */
static void
builder_write_run(RollColumnBuilder *builder)
{
    gchar digits[NUMBER_BYTES];
    RollText last;

    if (builder->n_run == 0)
        return;
    last = builder_value(builder, builder->n_values - 1);
    memcpy(digits, last.data, last.length);
    last.data = digits;
    for (; builder->n_run > 0; builder->n_run--) {
        last.length = count_on(digits, last.length);
        builder_append(builder, last);
    }
}

/* Apart, so that what most values need is done without a frame. */
static __attribute__((noinline)) void
builder_add_other(RollColumnBuilder *builder, RollText value)
{
    guint32 code = 0;

    if (builder->plain) {
        builder_write_run(builder);
        builder_append(builder, value);
        return;
    }
    code = builder_number(builder, value) - 1;
    builder_append_code(builder, code);
    builder_set_last(builder, code);
    if (builder->n_codes == TRIED && builder->n_values > TRIED_VALUES)
        builder_spread(builder);
}

void
roll_column_builder_add(RollColumnBuilder *builder, RollText value)
{
    const RollText last = {builder->bytes + builder->last_at, builder->last_length};

    if (builder->n_codes < builder->n_easy && roll_text_equal(value, last))
        builder->codes[builder->n_codes++] = builder->last_code;
    else
        builder_add_other(builder, value);
}

/* Apart for the same reason. */
static __attribute__((noinline)) void
builder_add_other_number(RollColumnBuilder *builder, guint64 number)
{
    gchar digits[NUMBER_BYTES];

    if (!builder->plain && builder->n_codes > 0)
        builder_spread(builder);
    builder->plain = TRUE;
    builder_write_run(builder);
    builder_append(builder, roll_text_number(number, digits));
}

void
roll_column_builder_add_number(RollColumnBuilder *builder, guint64 number)
{
    if (builder->plain && builder->n_values > 0 && number > 0 && number == builder->last_number + 1)
        builder->n_run++;
    else
        builder_add_other_number(builder, number);
    builder->last_number = number;
}

guint
roll_column_builder_n_records(const RollColumnBuilder *builder)
{
    return builder->plain ? builder->n_values + builder->n_run : builder->n_codes;
}

static RollCodes
builder_coding(const RollColumnBuilder *builder)
{
    if (builder->n_values == 1)
        return ROLL_CODES_CONSTANT;
    if (builder->plain)
        return ROLL_CODES_NONE;
    if (builder->n_values <= 256)
        return ROLL_CODES_8;
    return builder->n_values <= 65536 ? ROLL_CODES_16 : ROLL_CODES_32;
}

/* Each width by itself: so the compiler makes many at once. */
static void
pack_codes(const RollColumnBuilder *builder, RollCodes coding, GByteArray *out)
{
    guint width = (guint)roll_codes_bytes(coding);
    guint begin = out->len;
    gsize size = roll_padded((gsize)builder->n_codes * width);
    guint8 *to = NULL;

    g_byte_array_set_size(out, begin + (guint)size);
    to = out->data + begin;
    if (size > 0)
        memset(to + size - 4, 0, 4);
    if (coding == ROLL_CODES_8) {
        for (guint i = 0; i < builder->n_codes; i++)
            to[i] = (guint8)builder->codes[i];
    } else if (coding == ROLL_CODES_16) {
        for (guint i = 0; i < builder->n_codes; i++)
            ((guint16 *)(gpointer)to)[i] = (guint16)builder->codes[i];
    } else if (coding == ROLL_CODES_32) {
        memcpy(to, builder->codes, size);
    }
}

/* A column that was better plain is mostly followed by such. */
static void
builder_reset(RollColumnBuilder *builder, guint n_records)
{
    if (builder->n_untried > 0)
        builder->n_untried--;
    else if (builder->plain && n_records >= TRIED)
        builder->n_untried = UNTRIED;
    builder->n_bytes = 0;
    builder->n_values = 0;
    builder->n_codes = 0;
    builder->n_easy = 0;
    memset(builder->table, 0, sizeof *builder->table << builder->table_bits);
    builder->plain = builder->n_untried > 0;
}

RollColumn *
roll_column_builder_finish(RollColumnBuilder *builder)
{
    GByteArray *packed = NULL;
    guint n_records = roll_column_builder_n_records(builder);
    RollCodes coding = ROLL_CODES_NONE;

    builder_write_run(builder);
    if (!builder->plain && builder->n_values * 2 > n_records && n_records > 1)
        builder_spread(builder);
    if (!builder->plain && n_records == 0)
        builder->plain = TRUE;
    coding = builder_coding(builder);
    packed = g_byte_array_sized_new((guint)builder->n_bytes + (n_records + 8) * 8);
    roll_pack_u32(packed, coding);
    roll_pack_u32(packed, n_records);
    roll_pack_u32(packed, builder->n_values);
    roll_pack_u32(packed, (guint32)builder->n_bytes);
    roll_pack_padded(packed, builder->offsets, ((gsize)builder->n_values + 1) * sizeof(guint32));
    roll_pack_padded(packed, builder->bytes, builder->n_bytes);
    pack_codes(builder, coding, packed);
    builder_reset(builder, n_records);
    return roll_column_take(packed, n_records);
}
