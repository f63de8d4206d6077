#include "stages/match/value.h"

#include <string.h>

#define CHUNK_BYTES 65536
#define FIRST_TABLE 256
#define MEMO_VALUES 4096 /* a table of 16 MB at most */

/* The hash spares looking at values, which are far apart in memory, and hashing them again. */
typedef struct {
    guint32 place; /* 0: free */
    guint32 hash;
} Slot;

struct MatchValues {
    MatchKind kind;
    GArray *values;      /* of MatchValue; place 0 is "missing" */
    GStringChunk *texts; /* owns every text */
    Slot *table;         /* by text and keys, open addressing; owned */
    guint table_size;
    GString *scratch;
    guint8 *memo; /* levels of a against b, a < b, [a * n + b]; owned; NULL */
};

MatchValues *
match_values_new(MatchKind kind)
{
    MatchValues *values = g_new0(MatchValues, 1);
    MatchValue missing = {
        .text = ROLL_TEXT_EMPTY, .squeezed = ROLL_TEXT_EMPTY, .key = ROLL_TEXT_EMPTY};

    values->kind = kind;
    values->values = g_array_new(FALSE, TRUE, sizeof(MatchValue));
    values->texts = g_string_chunk_new(CHUNK_BYTES);
    values->table_size = FIRST_TABLE;
    values->table = g_new0(Slot, values->table_size);
    values->scratch = g_string_new(NULL);
    g_array_append_val(values->values, missing);
    return values;
}

static void
clear_value(MatchValue *value)
{
    if (value->n_keys > MATCH_WORDS_FEW && value->keys.data != value->text.data)
        g_free(value->key_words.many);
    if (value->n_words > MATCH_WORDS_FEW)
        g_free(value->words.many);
    g_free(value->idf);
    g_free(value->encoded);
}

void
match_values_free(MatchValues *values)
{
    if (values == NULL)
        return;
    for (guint place = 1; place < values->values->len; place++)
        clear_value(match_values_edit(values, place));
    g_array_unref(values->values);
    g_free(values->table);
    g_string_chunk_free(values->texts);
    g_string_free(values->scratch, TRUE);
    g_free(values->memo);
    g_free(values);
}

/* ---- their order ---- */

/* Keeps @text among the @texts, unless it is what was kept before it already: @from at @to. */
static void
move_text(GStringChunk *texts, RollText *text, RollText from, RollText to)
{
    if (text->data == from.data)
        text->data = to.data;
    else if (text->length > 0)
        text->data = g_string_chunk_insert_len(texts, text->data, (gssize)text->length);
}

static void
move_texts(GStringChunk *texts, MatchValue *value)
{
    RollText text = value->text;
    RollText keys = value->keys;

    value->text.data = g_string_chunk_insert_len(texts, text.data, (gssize)text.length);
    move_text(texts, &value->squeezed, text, value->text);
    move_text(texts, &value->keys, text, value->text);
    move_text(texts, &value->key, keys, value->keys);
    if (value->skeletons != NULL)
        value->skeletons = g_string_chunk_insert(texts, value->skeletons);
    if (value->others != NULL)
        value->others = g_string_chunk_insert(texts, value->others);
}

void
match_values_arrange(MatchValues *values, const guint32 *places)
{
    guint n = values->values->len;
    GArray *arranged = g_array_sized_new(FALSE, FALSE, sizeof(MatchValue), n);
    GStringChunk *texts = g_string_chunk_new(CHUNK_BYTES);

    g_array_set_size(arranged, n);
    g_array_index(arranged, MatchValue, MATCH_MISSING) = *match_values_at(values, MATCH_MISSING);
    for (guint place = 1; place < n; place++)
        g_array_index(arranged, MatchValue, places[place]) = *match_values_at(values, place);
    g_array_unref(values->values);
    values->values = arranged;
    for (guint place = 1; place < n; place++)
        move_texts(texts, match_values_edit(values, place));
    g_string_chunk_free(values->texts);
    values->texts = texts;
    g_clear_pointer(&values->table, g_free);
}

void
match_values_remember(MatchValues *values)
{
    gsize n = values->values->len;

    if (n > MEMO_VALUES)
        return;
    values->memo = g_malloc(n * n);
    memset(values->memo, 0xff, n * n);
}

guint8 *
match_values_memo(const MatchValues *values, guint a, guint b)
{
    if (values->memo == NULL)
        return NULL;
    return &values->memo[(gsize)MIN(a, b) * values->values->len + MAX(a, b)];
}

void
match_values_fetch(const MatchValues *values, guint place)
{
    if (values->memo == NULL)
        __builtin_prefetch(match_values_at(values, place));
}

guint
match_values_n(const MatchValues *values)
{
    return values->values->len;
}

const MatchValue *
match_values_at(const MatchValues *values, guint place)
{
    return &g_array_index(values->values, MatchValue, place);
}

MatchValue *
match_values_edit(MatchValues *values, guint place)
{
    return &g_array_index(values->values, MatchValue, place);
}

static RollText
keep(MatchValues *values, RollText text)
{
    return (RollText){g_string_chunk_insert_len(values->texts, text.data, (gssize)text.length),
                      text.length};
}

void
match_values_add_others(MatchValues *values, guint place, RollText others)
{
    MatchValue *value = match_values_edit(values, place);

    if (place != MATCH_MISSING && value->others == NULL && others.length > 0)
        value->others = keep(values, others).data;
}

void
match_values_add_skeletons(MatchValues *values, guint place, RollText skeletons)
{
    MatchValue *value = match_values_edit(values, place);

    if (place == MATCH_MISSING || skeletons.length == 0)
        return;
    if (value->skeletons == NULL || strcmp(skeletons.data, value->skeletons) < 0)
        value->skeletons = keep(values, skeletons).data;
}

/* The word of @list that begins at *@position, which goes on to the next. */
static gboolean
next_of(const gchar *list, guint *position, RollText *word)
{
    const gchar *start = list != NULL ? list + *position : "";
    guint length = 0;

    while (start[length] != '\0' && start[length] != ' ')
        length++;
    *word = (RollText){start, length};
    *position += length + (start[length] == ' ' ? 1 : 0);
    return length > 0;
}

gboolean
match_value_other(const MatchValue *value, guint *position, RollText *other)
{
    return next_of(value->others, position, other);
}

gboolean
match_value_skeleton(const MatchValue *value, guint *position, RollText *skeleton)
{
    return next_of(value->skeletons, position, skeleton);
}

RollText
match_value_word(const MatchValue *value, guint word)
{
    const MatchWord *at = match_words_of(&value->words, value->n_words) + word;

    return (RollText){value->text.data + at->start, at->length};
}

RollText
match_value_key(const MatchValue *value, guint word)
{
    const MatchWord *at = NULL;

    if (value->n_keys != value->n_words)
        return match_value_word(value, word);
    at = match_words_of(&value->key_words, value->n_keys) + word;
    return (RollText){value->keys.data + at->start, at->length};
}

/* @text, which is kept, without its blanks. */
static RollText
squeeze(MatchValues *values, RollText text)
{
    if (memchr(text.data, ' ', text.length) == NULL)
        return text;
    g_string_truncate(values->scratch, 0);
    for (guint i = 0; i < text.length; i++)
        if (text.data[i] != ' ')
            g_string_append_c(values->scratch, text.data[i]);
    return keep(values, (RollText){values->scratch->str, (guint32)values->scratch->len});
}

/* (transfer full) of the many. */
static MatchWords
cut_words(RollText text, guint8 *n_words)
{
    MatchWord words[MATCH_WORDS_MAX] = {{0}};
    MatchWords cut = {.few = {{0}}};
    guint start = 0;
    guint8 n = 0;

    for (guint i = 0; i <= text.length && n < MATCH_WORDS_MAX; i++) {
        if (i < text.length && text.data[i] != ' ')
            continue;
        if (i > start)
            words[n++] = (MatchWord){(guint16)start, (guint16)(i - start)};
        start = i + 1;
    }
    *n_words = n;
    if (n > MATCH_WORDS_FEW)
        cut.many = g_memdup2(words, n * sizeof(MatchWord));
    else
        memcpy(cut.few, words, sizeof cut.few);
    return cut;
}

/* "2009-06-12" is 20090612, "2009" is 2009, "1973/1974" are two years. */
static void
read_numbers(MatchKind kind, MatchValue *value)
{
    const gchar *p = value->text.data;
    gint32 number = 0;

    for (; *p != '\0' && *p != '/'; p++)
        if (g_ascii_isdigit(*p))
            number = number * 10 + g_ascii_digit_value(*p);
    value->low = number;
    value->high = number;
    if (kind == MATCH_BIRTH && *p == '/')
        value->high = (gint32)g_ascii_strtoll(p + 1, NULL, 10);
}

static guint32
letters_of(RollText text)
{
    guint32 letters = 0;

    for (guint i = 0; i < text.length; i++)
        letters |= 1u << (text.data[i] & 31);
    return letters;
}

MatchValue
match_value_as_key(const MatchValue *value)
{
    MatchValue as_key = *value;

    as_key.text = value->keys;
    as_key.squeezed = value->key;
    as_key.letters = letters_of(value->key);
    as_key.words = value->key_words;
    as_key.n_words = value->n_keys;
    return as_key;
}

static void
add_value(MatchValues *values, RollText text, RollText key)
{
    MatchValue value = {0};

    value.text = keep(values, text);
    value.squeezed = squeeze(values, value.text);
    value.letters = letters_of(value.squeezed);
    value.keys = key.length > 0 && !roll_text_equal(key, text) ? keep(values, key) : value.text;
    value.key = squeeze(values, value.keys);
    value.words = cut_words(value.text, &value.n_words);
    value.key_words = value.words;
    value.n_keys = value.n_words;
    if (value.keys.data != value.text.data)
        value.key_words = cut_words(value.keys, &value.n_keys);
    if (values->kind == MATCH_DATE || values->kind == MATCH_BIRTH)
        read_numbers(values->kind, &value);
    g_array_append_val(values->values, value);
}

/* The slot of the value, or the free one where it would be, with its hash. */
static Slot *
slot_of(const MatchValues *values, RollText text, RollText keys)
{
    guint mask = values->table_size - 1;
    guint32 hash = (guint32)roll_hash_mix(roll_text_hash(text, 0) ^ roll_text_hash(keys, 1));
    guint at = hash & mask;

    for (; values->table[at].place != 0; at = (at + 1) & mask) {
        const MatchValue *value = match_values_at(values, values->table[at].place);

        if (values->table[at].hash == hash && roll_text_equal(value->text, text) &&
            roll_text_equal(value->keys, keys))
            break;
    }
    values->table[at].hash = hash;
    return &values->table[at];
}

static void
grow_table(MatchValues *values)
{
    g_autofree Slot *old = values->table;
    guint old_size = values->table_size;
    guint mask = old_size * 4 - 1;

    values->table_size = mask + 1;
    values->table = g_new0(Slot, values->table_size);
    for (guint i = 0; i < old_size; i++) {
        guint at = old[i].hash & mask;

        if (old[i].place == 0)
            continue;
        while (values->table[at].place != 0)
            at = (at + 1) & mask;
        values->table[at] = old[i];
    }
}

/* Gives the value that was added last its @slot. */
static guint
take_slot(MatchValues *values, Slot *slot)
{
    guint place = values->values->len - 1;

    slot->place = place;
    if (values->values->len * 2 > values->table_size)
        grow_table(values);
    return place;
}

guint
match_values_intern(MatchValues *values, RollText text, RollText key)
{
    Slot *slot = NULL;

    text.length = MIN(text.length, G_MAXUINT16);
    key.length = MIN(key.length, G_MAXUINT16);
    if (text.length == 0)
        return MATCH_MISSING;
    slot = slot_of(values, text, key.length > 0 ? key : text);
    if (slot->place != 0)
        return slot->place;
    add_value(values, text, key);
    return take_slot(values, slot);
}

/* Two bits a band, each the first in an order of the band's own: LSH for sets (Broder, 1997). */
static MatchEncoded *
encoded_of(const RollFilter *filter)
{
    MatchEncoded *encoded = g_new0(MatchEncoded, 1);

    encoded->filter = *filter;
    encoded->whole = roll_text_hash(
        (RollText){(const gchar *)(gconstpointer)filter->words, sizeof filter->words}, 0);
    for (guint64 band = 0; band < MATCH_BANDS; band++)
        encoded->bands[band] = roll_hash_mix((guint64)roll_filter_first(filter, 2 * band) << 32 |
                                             roll_filter_first(filter, 2 * band + 1));
    return encoded;
}

guint
match_values_intern_encoded(MatchValues *values, RollText base64, const RollFilter *filter)
{
    Slot *slot = slot_of(values, base64, base64);
    MatchValue value = {.text = ROLL_TEXT_EMPTY, .is_encoded = TRUE};

    if (slot->place != 0)
        return slot->place;
    value.text = keep(values, base64);
    value.squeezed = value.text;
    value.key = value.text;
    value.keys = value.text;
    value.encoded = encoded_of(filter);
    g_array_append_val(values->values, value);
    return take_slot(values, slot);
}

void
match_values_add_encoded(MatchValues *values, guint place, const RollFilter *filter)
{
    MatchValue *value = match_values_edit(values, place);

    if (value->encoded != NULL &&
        memcmp(value->encoded->filter.words, filter->words, sizeof filter->words) <= 0)
        return;
    g_free(value->encoded);
    value->encoded = encoded_of(filter);
}
