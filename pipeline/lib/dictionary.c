#include "pipeline/lib/dictionary.h"

#define FIRST_SLOTS 1024u

/* Open addressing over the numbers; the upper half of a text's hash stands beside its number, so
 * that a probe looks at the bytes only where they will be equal. */
struct RollDictionary {
    GString *bytes;  /* every text, NUL-terminated, one behind the other */
    GArray *offsets; /* guint64 into @bytes, by number; one more than there are texts */
    guint32 *slots;  /* number, 0: free */
    guint32 *tags;   /* upper half of the hash */
    guint32 n_slots; /* a power of 2 */
};

static void
append_text(RollDictionary *dictionary, RollText text)
{
    guint64 end;

    g_string_append_len(dictionary->bytes, text.data, (gssize)text.length);
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
    dictionary->slots = g_new0(guint32, FIRST_SLOTS);
    dictionary->tags = g_new(guint32, FIRST_SLOTS);
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

/* The slot that holds @text, or the free one where it belongs. */
static guint32
find_slot(const RollDictionary *dictionary, RollText text, guint64 hash)
{
    guint32 mask = dictionary->n_slots - 1;
    guint32 tag = (guint32)(hash >> 32);

    for (guint32 slot = (guint32)hash & mask;; slot = (slot + 1) & mask) {
        guint32 number = dictionary->slots[slot];

        if (number == 0 || (dictionary->tags[slot] == tag &&
                            roll_text_equal(roll_dictionary_text(dictionary, number), text)))
            return slot;
    }
}

static void
grow(RollDictionary *dictionary)
{
    guint32 n_numbers = roll_dictionary_n(dictionary);

    dictionary->n_slots *= 2;
    g_free(dictionary->slots);
    dictionary->slots = g_new0(guint32, dictionary->n_slots);
    dictionary->tags = g_renew(guint32, dictionary->tags, dictionary->n_slots);
    for (guint32 number = 1; number < n_numbers; number++) {
        RollText text = roll_dictionary_text(dictionary, number);
        guint64 hash = roll_text_hash(text, 0);
        guint32 slot = find_slot(dictionary, text, hash);

        dictionary->slots[slot] = number;
        dictionary->tags[slot] = (guint32)(hash >> 32);
    }
}

guint32
roll_dictionary_add(RollDictionary *dictionary, RollText text)
{
    guint64 hash;
    guint32 slot;

    if (text.length == 0)
        return 0;
    hash = roll_text_hash(text, 0);
    slot = find_slot(dictionary, text, hash);
    if (dictionary->slots[slot] != 0)
        return dictionary->slots[slot];
    append_text(dictionary, text);
    dictionary->slots[slot] = roll_dictionary_n(dictionary) - 1;
    dictionary->tags[slot] = (guint32)(hash >> 32);
    if (roll_dictionary_n(dictionary) > dictionary->n_slots / 2)
        grow(dictionary);
    return roll_dictionary_n(dictionary) - 1;
}

guint32
roll_dictionary_find(const RollDictionary *dictionary, RollText text)
{
    if (text.length == 0)
        return 0;
    return dictionary->slots[find_slot(dictionary, text, roll_text_hash(text, 0))];
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
    g_free(dictionary->tags);
    g_free(dictionary);
}
