#include "stages/normalise/keys.h"

#include <string.h>

#include "pipeline/lib/dictionary.h"
#include "pipeline/lib/phases.h"
#include "pipeline/lib/rules.h"

#define CHUNK_BYTES 65536
#define MAX_WORDS   1000000 /* of one country: then it starts anew, so that memory has a bound */

/* The words of one country, and their keys. */
typedef struct {
    gchar *country;
    RollDictionary *words;
    GStringChunk *chunk;
    GArray *keys; /* of NormaliseWordKeys, by the word's number */
} Memo;

struct NormaliseKeys {
    RollRuleset *rules;
    RollRuleset *skeletons;
    GPtrArray *memos; /* of Memo; the one of the last name first looked at */
    Memo *last;
    GString *key;
    GString *skeleton;
    const RollRuleReceiver *watcher; /* NULL: nobody */
};

static void
memo_fill(Memo *memo)
{
    NormaliseWordKeys none = {ROLL_TEXT_EMPTY, ROLL_TEXT_EMPTY};

    memo->words = roll_dictionary_new();
    memo->chunk = g_string_chunk_new(CHUNK_BYTES);
    memo->keys = g_array_new(FALSE, FALSE, sizeof(NormaliseWordKeys));
    g_array_append_val(memo->keys, none);
}

static void
memo_empty(Memo *memo)
{
    roll_dictionary_free(memo->words);
    g_string_chunk_free(memo->chunk);
    g_array_unref(memo->keys);
}

static void
memo_free(gpointer data)
{
    Memo *memo = data;

    memo_empty(memo);
    g_free(memo->country);
    g_free(memo);
}

NormaliseKeys *
normalise_keys_load(const RollLayers *layers, GError **error)
{
    static const gchar *const key[] = {"fold", "key", NULL};
    static const gchar *const skeleton[] = {"skeleton", NULL};
    g_autoptr(NormaliseKeys) keys = g_new0(NormaliseKeys, 1);

    keys->memos = g_ptr_array_new_with_free_func(memo_free);
    keys->key = g_string_new(NULL);
    keys->skeleton = g_string_new(NULL);
    if ((keys->rules = roll_phases_load(layers, "names", key, error)) == NULL ||
        (keys->skeletons = roll_phases_load(layers, "names", skeleton, error)) == NULL)
        return NULL;
    return g_steal_pointer(&keys);
}

void
normalise_keys_free(NormaliseKeys *keys)
{
    if (keys == NULL)
        return;
    roll_ruleset_free(keys->rules);
    roll_ruleset_free(keys->skeletons);
    g_ptr_array_unref(keys->memos);
    g_string_free(keys->key, TRUE);
    g_string_free(keys->skeleton, TRUE);
    g_free(keys);
}

void
normalise_keys_watch(NormaliseKeys *keys, const RollRuleReceiver *receiver)
{
    keys->watcher = receiver;
}

void
normalise_keys_begin(NormaliseKeys *keys)
{
    for (guint i = 0; i < keys->memos->len; i++) {
        Memo *memo = g_ptr_array_index(keys->memos, i);

        if (roll_dictionary_n(memo->words) <= MAX_WORDS)
            continue;
        memo_empty(memo);
        memo_fill(memo);
    }
}

static Memo *
memo_of(NormaliseKeys *keys, const gchar *country)
{
    Memo *memo = keys->last;

    if (memo != NULL && strcmp(memo->country, country) == 0)
        return memo;
    for (guint i = 0; i < keys->memos->len; i++) {
        memo = g_ptr_array_index(keys->memos, i);
        if (strcmp(memo->country, country) == 0)
            return keys->last = memo;
    }
    memo = g_new0(Memo, 1);
    memo->country = g_strdup(country);
    memo_fill(memo);
    g_ptr_array_add(keys->memos, memo);
    return keys->last = memo;
}

static RollText
text_of(const GString *string)
{
    return (RollText){string->str, (guint32)string->len};
}

static gboolean
make_keys(NormaliseKeys *keys, const gchar *country, RollText word, GError **error)
{
    if (!roll_ruleset_apply(keys->rules, country, word, keys->key, keys->watcher, error) ||
        !roll_ruleset_apply(keys->skeletons, country, text_of(keys->key), keys->skeleton,
                            keys->watcher, error))
        return FALSE;
    if (keys->skeleton->len == 0)
        g_string_assign(keys->skeleton, keys->key->str);
    return TRUE;
}

static RollText
keep(const Memo *memo, const GString *string)
{
    return (RollText){g_string_chunk_insert_len(memo->chunk, string->str, (gssize)string->len),
                      (guint32)string->len};
}

gboolean
normalise_keys_get(NormaliseKeys *keys, const gchar *country, RollText word,
                   NormaliseWordKeys *made, GError **error)
{
    Memo *memo = memo_of(keys, country);
    guint32 number = keys->watcher == NULL ? roll_dictionary_find(memo->words, word) : 0;

    if (number == 0) {
        NormaliseWordKeys new;

        if (!make_keys(keys, country, word, error))
            return FALSE;
        new = (NormaliseWordKeys){keep(memo, keys->key), keep(memo, keys->skeleton)};
        number = roll_dictionary_add(memo->words, word);
        if (number == memo->keys->len)
            g_array_append_val(memo->keys, new);
    }
    *made = g_array_index(memo->keys, NormaliseWordKeys, number);
    return TRUE;
}
