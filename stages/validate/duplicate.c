#include "stages/validate/duplicate.h"

#include <string.h>

#define FIRST_SIZE 1024 /* slots; a power of two */
#define LAST_SIZE  (2 * VALIDATE_ROWS_REMEMBERED)
#define AHEAD      16 /* records whose slots are fetched while others are looked at */

typedef struct {
    guint64 hash; /* 0: a free slot */
    guint64 line;
} Slot;

struct ValidateDuplicates {
    GString *file; /* whose rows are in the table */
    Slot *slots;
    guint n_slots;
    guint n_used;
    guint64 n_forgotten; /* rows of all files for which there was no room */
};

ValidateDuplicates *
validate_duplicates_new(void)
{
    ValidateDuplicates *duplicates = g_new0(ValidateDuplicates, 1);

    duplicates->file = g_string_new(NULL);
    duplicates->n_slots = FIRST_SIZE;
    duplicates->slots = g_new0(Slot, FIRST_SIZE);
    return duplicates;
}

void
validate_duplicates_free(ValidateDuplicates *duplicates)
{
    if (duplicates == NULL)
        return;
    g_string_free(duplicates->file, TRUE);
    g_free(duplicates->slots);
    g_free(duplicates);
}

static void
forget(ValidateDuplicates *duplicates, RollText file)
{
    g_string_assign(duplicates->file, file.data);
    if (duplicates->n_used > 0)
        memset(duplicates->slots, 0, duplicates->n_slots * sizeof *duplicates->slots);
    duplicates->n_used = 0;
}

/* The slot of @hash: taken by it, or free. */
static Slot *
slot_of(const ValidateDuplicates *duplicates, guint64 hash)
{
    guint mask = duplicates->n_slots - 1;
    guint at = (guint)hash & mask;

    while (duplicates->slots[at].hash != 0 && duplicates->slots[at].hash != hash)
        at = (at + 1) & mask;
    return &duplicates->slots[at];
}

static void
grow(ValidateDuplicates *duplicates)
{
    g_autofree Slot *old = duplicates->slots;
    guint n_old = duplicates->n_slots;

    duplicates->n_slots *= 2;
    duplicates->slots = g_new0(Slot, duplicates->n_slots);
    for (guint i = 0; i < n_old; i++) {
        if (old[i].hash != 0)
            *slot_of(duplicates, old[i].hash) = old[i];
    }
}

/* The line of the first row with that hash; remembers @line when there is none. */
static guint64
first_line(ValidateDuplicates *duplicates, guint64 hash, guint64 line)
{
    Slot *slot = slot_of(duplicates, hash);

    if (slot->hash != 0)
        return slot->line;
    if (duplicates->n_used == VALIDATE_ROWS_REMEMBERED) {
        duplicates->n_forgotten++;
        return 0;
    }
    *slot = (Slot){hash, line};
    duplicates->n_used++;
    if (duplicates->n_used > duplicates->n_slots / 2 && duplicates->n_slots < LAST_SIZE)
        grow(duplicates);
    return 0;
}

guint64
validate_duplicates_n_forgotten(const ValidateDuplicates *duplicates)
{
    return duplicates->n_forgotten;
}

/* Adds to each record's hash what it says in the column at @place; @codes is room for a code a
 * record.  A blank cell adds nothing, so
 * that a column of these need not be looked at. */
static void
add_column(const RollColumn *column, guint place, guint32 *codes, guint64 *hashes)
{
    guint n = roll_column_n_records(column);
    guint n_values = roll_column_n_values(column);
    guint64 seed = roll_hash_mix(place);
    g_autofree guint64 *of_value = g_new(guint64, n_values + 1);

    if (roll_column_is_blank(column))
        return;
    for (guint code = 0; code < n_values; code++) {
        RollText value = roll_column_value(column, code);

        of_value[code] = value.length > 0 ? roll_text_hash(value, seed) : 0;
    }
    roll_column_codes(column, 0, n, codes);
    for (guint i = 0; i < n; i++)
        hashes[i] += of_value[codes[i]];
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

/* An export's rows follow each other, so that its name is looked at once. */
static void
meet_file(ValidateDuplicates *duplicates, const RollColumn *files, guint record)
{
    RollText file;

    if (files == NULL ||
        (record > 0 && roll_column_code(files, record) == roll_column_code(files, record - 1)))
        return;
    file = roll_column_get(files, record);
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

    for (guint i = 0; i < columns->len; i++) {
        guint place = g_array_index(columns, guint, i);

        add_column(roll_batch_column(batch, place), place, codes, hashes);
    }
    for (guint i = 0; i < n; i++) {
        guint64 line = places != NULL ? line_of(roll_column_get(places, i)) : i + 1;

        meet_file(duplicates, files, i);
        __builtin_prefetch(
            &duplicates->slots[hashes[MIN(i + AHEAD, n - 1)] & (duplicates->n_slots - 1)]);
        lines[i] = first_line(duplicates, hashes[i] != 0 ? hashes[i] : 1, line);
    }
}
