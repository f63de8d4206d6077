#include "stages/validate/duplicate.h"

#include <string.h>

#define FIRST_SIZE 1024 /* slots; a power of two */
#define LAST_SIZE  (2 * VALIDATE_ROWS_REMEMBERED)
#define AHEAD      16 /* records whose slots are fetched while others are looked at */

#define NUMBER_BITS 23 /* of a slot; the others tell most rows apart without a look at them */
G_STATIC_ASSERT(VALIDATE_ROWS_REMEMBERED < 1u << NUMBER_BITS);

typedef struct {
    guint64 hash;
    guint64 line;
} Row;

/* Slots are few bytes beside the rows, as a growing table is touched all over, again and again. */
struct ValidateDuplicates {
    GString *file; /* whose rows are remembered */
    Row *rows;
    guint n_rows;
    guint rows_size;
    guint32 *slots; /* the number of a row, from 1, below the tag of its hash; 0: free */
    guint n_slots;
    guint64 n_forgotten; /* rows of all files for which there was no room */
};

ValidateDuplicates *
validate_duplicates_new(void)
{
    ValidateDuplicates *duplicates = g_new0(ValidateDuplicates, 1);

    duplicates->file = g_string_new(NULL);
    duplicates->n_slots = FIRST_SIZE;
    duplicates->slots = g_new0(guint32, FIRST_SIZE);
    return duplicates;
}

void
validate_duplicates_free(ValidateDuplicates *duplicates)
{
    if (duplicates == NULL)
        return;
    g_string_free(duplicates->file, TRUE);
    g_free(duplicates->rows);
    g_free(duplicates->slots);
    g_free(duplicates);
}

static void
forget(ValidateDuplicates *duplicates, RollText file)
{
    g_string_assign(duplicates->file, file.data);
    if (duplicates->n_rows > 0)
        memset(duplicates->slots, 0, duplicates->n_slots * sizeof *duplicates->slots);
    duplicates->n_rows = 0;
}

static guint32
tag_of(guint64 hash)
{
    return (guint32)(hash >> 32) >> NUMBER_BITS << NUMBER_BITS;
}

static const Row *
row_of(const ValidateDuplicates *duplicates, guint32 slot)
{
    return &duplicates->rows[(slot & ((1u << NUMBER_BITS) - 1)) - 1];
}

/* The slot of @hash: taken by it, or free. */
static guint32 *
slot_of(const ValidateDuplicates *duplicates, guint64 hash)
{
    guint mask = duplicates->n_slots - 1;
    guint at = (guint)hash & mask;
    guint32 tag = tag_of(hash);

    for (;; at = (at + 1) & mask) {
        guint32 slot = duplicates->slots[at];

        if (slot == 0 ||
            ((slot ^ tag) >> NUMBER_BITS == 0 && row_of(duplicates, slot)->hash == hash))
            return &duplicates->slots[at];
    }
}

static void
grow(ValidateDuplicates *duplicates)
{
    g_free(duplicates->slots);
    duplicates->n_slots *= 2;
    duplicates->slots = g_new0(guint32, duplicates->n_slots);
    for (guint i = 0; i < duplicates->n_rows; i++) {
        guint64 hash = duplicates->rows[i].hash;

        *slot_of(duplicates, hash) = tag_of(hash) | (i + 1);
    }
}

static void
remember(ValidateDuplicates *duplicates, Row row)
{
    if (duplicates->n_rows == duplicates->rows_size) {
        duplicates->rows_size = MAX(FIRST_SIZE, duplicates->rows_size * 2);
        duplicates->rows = g_renew(Row, duplicates->rows, duplicates->rows_size);
    }
    duplicates->rows[duplicates->n_rows++] = row;
}

/* The line of the first row with that hash; remembers @line when there is none. */
static guint64
first_line(ValidateDuplicates *duplicates, guint64 hash, guint64 line)
{
    guint32 *slot = slot_of(duplicates, hash);
    Row row = {hash, line};

    if (*slot != 0)
        return row_of(duplicates, *slot)->line;
    if (duplicates->n_rows == VALIDATE_ROWS_REMEMBERED) {
        duplicates->n_forgotten++;
        return 0;
    }
    remember(duplicates, row);
    *slot = tag_of(hash) | duplicates->n_rows;
    if (duplicates->n_rows > duplicates->n_slots / 2 && duplicates->n_slots < LAST_SIZE)
        grow(duplicates);
    return 0;
}

guint64
validate_duplicates_n_forgotten(const ValidateDuplicates *duplicates)
{
    return duplicates->n_forgotten;
}

/* Adds to each record's hash what it says in the column at @place; returns what all of them say
 * alike.  @codes is room for a code a record.  A blank cell adds nothing, so that a column of these
 * need not be looked at. */
static guint64
add_column(const RollColumn *column, guint place, guint32 *codes, guint64 *hashes)
{
    guint n = roll_column_n_records(column);
    guint n_values = roll_column_n_values(column);
    guint64 seed = roll_hash_mix(place);
    g_autofree guint64 *of_value = NULL;

    if (roll_column_is_blank(column))
        return 0;
    if (n_values == 1)
        return roll_text_hash(roll_column_value(column, 0), seed);
    of_value = g_new(guint64, n_values);
    for (guint code = 0; code < n_values; code++) {
        RollText value = roll_column_value(column, code);

        of_value[code] = value.length > 0 ? roll_text_hash(value, seed) : 0;
    }
    roll_column_codes(column, 0, n, codes);
    for (guint i = 0; i < n; i++)
        hashes[i] += of_value[codes[i]];
    return 0;
}

/* @text is ingest's own: digits and nothing else. */
static guint64
line_of(RollText text)
{
    guint64 line = 0;

    for (guint i = 0; i < text.length; i++)
        line = line * 10 + (guint64)(text.data[i] - '0');
    return line;
}

/* Whether @record is of another file than the one before it: an export's rows follow each other. */
static gboolean
begins_file(const RollColumn *files, guint record)
{
    if (files == NULL || record == 0)
        return files != NULL;
    return roll_column_n_values(files) > 1 &&
           roll_column_code(files, record) != roll_column_code(files, record - 1);
}

static void
meet_file(ValidateDuplicates *duplicates, RollText file)
{
    if (file.length != duplicates->file->len ||
        memcmp(file.data, duplicates->file->str, file.length) != 0)
        forget(duplicates, file);
}

void
validate_duplicates_find(ValidateDuplicates *duplicates, const RollBatch *batch,
                         const GArray *columns, guint64 *lines)
{
    guint n = roll_batch_n_records(batch);
    g_autofree guint64 *hashes = g_new0(guint64, n);
    g_autofree guint32 *codes = g_new(guint32, n);
    const RollColumn *files = roll_batch_find(batch, "file");
    const RollColumn *places = roll_batch_find(batch, "line");
    guint64 alike = 0;

    for (guint i = 0; i < columns->len; i++) {
        guint place = g_array_index(columns, guint, i);

        alike += add_column(roll_batch_column(batch, place), place, codes, hashes);
    }
    for (guint i = 0; i < n; i++)
        hashes[i] += alike;
    for (guint i = 0; i < n; i++) {
        guint64 line = places != NULL ? line_of(roll_column_get(places, i)) : i + 1;

        if (begins_file(files, i))
            meet_file(duplicates, roll_column_get(files, i));
        __builtin_prefetch(
            &duplicates->slots[hashes[MIN(i + AHEAD, n - 1)] & (duplicates->n_slots - 1)]);
        lines[i] = first_line(duplicates, hashes[i], line);
    }
}
