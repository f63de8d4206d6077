#include "stages/match/value.h"

#include <math.h>

#define CHUNK_BYTES 65536
#define MEMO_VALUES 4096 /* a table of 16 MB at most */

struct MatchValues {
    MatchKind kind;
    GArray *values;      /* of MatchValue; place 0 is "missing" */
    GStringChunk *texts; /* owns every text */
    GHashTable *places;  /* "text\1key" -> place; keys in @texts */
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
    values->places = g_hash_table_new(g_str_hash, g_str_equal);
    values->scratch = g_string_new(NULL);
    g_array_append_val(values->values, missing);
    return values;
}

void
match_values_free(MatchValues *values)
{
    if (values == NULL)
        return;
    g_array_unref(values->values);
    g_hash_table_unref(values->places);
    g_string_chunk_free(values->texts);
    g_string_free(values->scratch, TRUE);
    g_free(values->memo);
    g_free(values);
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

RollText
match_value_word(const MatchValue *value, guint word)
{
    return (RollText){value->text.data + value->words[word].start, value->words[word].length};
}

RollText
match_value_key(const MatchValue *value, guint word)
{
    if (value->n_keys != value->n_words)
        return match_value_word(value, word);
    return (RollText){value->keys.data + value->key_words[word].start,
                      value->key_words[word].length};
}

static guint *
word_count(GHashTable *counts, const MatchValue *value, guint word)
{
    RollText text = match_value_word(value, word);
    gchar *name = g_strndup(text.data, text.length);
    guint *count = g_hash_table_lookup(counts, name);

    if (count != NULL) {
        g_free(name);
        return count;
    }
    count = g_new0(guint, 1);
    g_hash_table_insert(counts, name, count);
    return count;
}

void
match_values_weigh_words(MatchValues *values)
{
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    guint n = match_values_n(values);

    for (guint place = 1; place < n; place++)
        for (guint i = 0; i < match_values_at(values, place)->n_words; i++)
            (*word_count(counts, match_values_at(values, place), i))++;
    for (guint place = 1; place < n; place++) {
        MatchValue *value = match_values_edit(values, place);

        for (guint i = 0; i < value->n_words; i++)
            value->idf[i] = (gfloat)log1p((gdouble)n / *word_count(counts, value, i));
    }
}

static RollText
squeeze(MatchValues *values, RollText text)
{
    g_string_truncate(values->scratch, 0);
    for (guint i = 0; i < text.length; i++)
        if (text.data[i] != ' ')
            g_string_append_c(values->scratch, text.data[i]);
    return (RollText){g_string_chunk_insert_len(values->texts, values->scratch->str,
                                                (gssize)values->scratch->len),
                      (guint32)values->scratch->len};
}

static guint
cut_words(RollText text, MatchWord *words)
{
    guint start = 0;
    guint n = 0;

    for (guint i = 0; i <= text.length && n < MATCH_WORDS_MAX; i++) {
        if (i < text.length && text.data[i] != ' ')
            continue;
        if (i > start)
            words[n++] = (MatchWord){(guint16)start, (guint16)(i - start)};
        start = i + 1;
    }
    return n;
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

static guint
add_value(MatchValues *values, RollText text, RollText key)
{
    MatchValue value = {0};

    value.text = (RollText){
        g_string_chunk_insert_len(values->texts, text.data, (gssize)text.length), text.length};
    value.squeezed = squeeze(values, text);
    value.letters = letters_of(value.squeezed);
    value.key = key.length > 0 ? squeeze(values, key) : value.squeezed;
    value.keys =
        key.length > 0
            ? (RollText){g_string_chunk_insert_len(values->texts, key.data, (gssize)key.length),
                         key.length}
            : value.text;
    value.n_words = cut_words(value.text, value.words);
    value.n_keys = cut_words(value.keys, value.key_words);
    if (values->kind == MATCH_DATE || values->kind == MATCH_BIRTH)
        read_numbers(values->kind, &value);
    g_array_append_val(values->values, value);
    return values->values->len - 1;
}

guint
match_values_intern(MatchValues *values, RollText text, RollText key)
{
    g_autofree gchar *name = NULL;
    gpointer found = NULL;

    text.length = MIN(text.length, G_MAXUINT16);
    key.length = MIN(key.length, G_MAXUINT16);
    if (text.length == 0)
        return MATCH_MISSING;
    name = g_strdup_printf("%.*s\1%.*s", (gint)text.length, text.data, (gint)key.length, key.data);
    found = g_hash_table_lookup(values->places, name);
    if (found == NULL) {
        found = GUINT_TO_POINTER(add_value(values, text, key));
        g_hash_table_insert(values->places, g_string_chunk_insert(values->texts, name), found);
    }
    return GPOINTER_TO_UINT(found);
}
