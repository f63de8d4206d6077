#include "pipeline/lib/dictionary.h"

#define FIRST_SLOTS 1024u
#define AT_ONCE     32u /* texts that are looked for together */

/* The upper half of a text's hash stands beside its number, so that a probe looks at the bytes only
 * where they will be equal. */
typedef struct {
    guint32 number; /* 0: free */
    guint32 tag;
} Slot;

/* Open addressing over the numbers. */
struct RollDictionary {
    GString *bytes;  /* every text, NUL-terminated, one behind the other */
    GArray *offsets; /* guint64 into @bytes, by number; one more than there are texts */
    Slot *slots;
    guint32 n_slots; /* a power of 2 */
};

static void
append_text(RollDictionary *dictionary, RollText text)
{
    guint64 end;

    roll_text_append(text, dictionary->bytes);
    g_string_append_c(dictionary->bytes, '\0');
    end = dictionary->bytes->len;
    g_array_append_val(dictionary->offsets, end);
}

RollDictionary *
roll_dictionary_new(void)
{
    RollDictionary *dictionary = g_new0(RollDictionary, 1);
    guint64 start = 0;

    dictionary->bytes = g_string_new(NULL);
    dictionary->offsets = g_array_new(FALSE, FALSE, sizeof(guint64));
    g_array_append_val(dictionary->offsets, start);
    append_text(dictionary, ROLL_TEXT_EMPTY);
    dictionary->n_slots = FIRST_SLOTS;
    dictionary->slots = g_new0(Slot, FIRST_SLOTS);
    return dictionary;
}

guint32
roll_dictionary_n(const RollDictionary *dictionary)
{
    return dictionary->offsets->len - 1;
}

RollText
roll_dictionary_text(const RollDictionary *dictionary, guint32 number)
{
    guint64 start = g_array_index(dictionary->offsets, guint64, number);
    guint64 end = g_array_index(dictionary->offsets, guint64, number + 1);

    return (RollText){dictionary->bytes->str + start, (guint32)(end - start - 1)};
}

/* Where a text of that hash is looked for first. */
static Slot *
first_slot(const RollDictionary *dictionary, guint64 hash)
{
    return &dictionary->slots[(guint32)hash & (dictionary->n_slots - 1)];
}

/* The slot that holds @text, or the free one where it belongs. */
static Slot *
find_slot(const RollDictionary *dictionary, RollText text, guint64 hash)
{
    const Slot *end = dictionary->slots + dictionary->n_slots;
    guint32 tag = (guint32)(hash >> 32);

    for (Slot *slot = first_slot(dictionary, hash);; slot++) {
        if (slot == end)
            slot = dictionary->slots;
        if (slot->number == 0 ||
            (slot->tag == tag &&
             roll_text_equal(roll_dictionary_text(dictionary, slot->number), text)))
            return slot;
    }
}

static void
grow(RollDictionary *dictionary)
{
    guint32 n_numbers = roll_dictionary_n(dictionary);

    dictionary->n_slots *= 2;
    g_free(dictionary->slots);
    dictionary->slots = g_new0(Slot, dictionary->n_slots);
    for (guint32 number = 1; number < n_numbers; number++) {
        RollText text = roll_dictionary_text(dictionary, number);
        guint64 hash = roll_text_hash(text, 0);

        *find_slot(dictionary, text, hash) = (Slot){number, (guint32)(hash >> 32)};
    }
}

static guint32
add_hashed(RollDictionary *dictionary, RollText text, guint64 hash)
{
    guint32 number;
    Slot *slot;

    if (text.length == 0)
        return 0;
    slot = find_slot(dictionary, text, hash);
    if (slot->number != 0)
        return slot->number;
    append_text(dictionary, text);
    number = roll_dictionary_n(dictionary) - 1;
    *slot = (Slot){number, (guint32)(hash >> 32)};
    if (roll_dictionary_n(dictionary) > dictionary->n_slots / 2)
        grow(dictionary);
    return number;
}

guint32
roll_dictionary_add(RollDictionary *dictionary, RollText text)
{
    return add_hashed(dictionary, text, roll_text_hash(text, 0));
}

/* Of a large dictionary every look is at memory that is far away, one behind the other: at a slot,
 * where the text is, the text.  For many texts the looks of each kind go on at once.  (By loops
 * that stand here: a function that does nothing but fetch is taken for one that does nothing.) */
guint32 *
roll_dictionary_add_column(RollDictionary *dictionary, const RollColumn *column)
{
    guint n_values = roll_column_n_values(column);
    guint32 *numbers = g_new(guint32, (gsize)n_values + 1);
    guint64 hashes[AT_ONCE];

    for (guint first = 0; first < n_values; first += AT_ONCE) {
        const guint64 *offsets = (const guint64 *)(const void *)dictionary->offsets->data;
        guint n = MIN(AT_ONCE, n_values - first);

        for (guint i = 0; i < n; i++) {
            hashes[i] = roll_text_hash(roll_column_value(column, first + i), 0);
            __builtin_prefetch(first_slot(dictionary, hashes[i]));
        }
        for (guint i = 0; i < n; i++)
            __builtin_prefetch(&offsets[first_slot(dictionary, hashes[i])->number]);
        for (guint i = 0; i < n; i++)
            __builtin_prefetch(dictionary->bytes->str +
                               offsets[first_slot(dictionary, hashes[i])->number]);
        for (guint i = 0; i < n; i++)
            numbers[first + i] =
                add_hashed(dictionary, roll_column_value(column, first + i), hashes[i]);
    }
    return numbers;
}

guint32
roll_dictionary_find(const RollDictionary *dictionary, RollText text)
{
    if (text.length == 0)
        return 0;
    return find_slot(dictionary, text, roll_text_hash(text, 0))->number;
}

static gint
compare_numbers(gconstpointer a, gconstpointer b, gpointer self)
{
    return roll_text_compare(roll_dictionary_text(self, *(const guint32 *)a),
                             roll_dictionary_text(self, *(const guint32 *)b));
}

guint32 *
roll_dictionary_ranks(const RollDictionary *dictionary)
{
    guint32 n = roll_dictionary_n(dictionary);
    g_autofree guint32 *order = g_new(guint32, n);
    guint32 *ranks = g_new(guint32, n);
    union {
        const RollDictionary *in;
        gpointer out;
    } self = {.in = dictionary}; /* g_qsort_with_data() takes no const */

    for (guint32 number = 0; number < n; number++)
        order[number] = number;
    g_qsort_with_data(order, (gint)n, sizeof *order, compare_numbers, self.out);
    for (guint32 rank = 0; rank < n; rank++)
        ranks[order[rank]] = rank;
    return ranks;
}

void
roll_dictionary_free(RollDictionary *dictionary)
{
    if (dictionary == NULL)
        return;
    g_string_free(dictionary->bytes, TRUE);
    g_array_unref(dictionary->offsets);
    g_free(dictionary->slots);
    g_free(dictionary);
}
