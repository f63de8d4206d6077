#include "stages/normalise/keys.h"

#include <string.h>

#include "pipeline/lib/codes.h"
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
    GArray *keys; /* of RollText, by the word's number */
} Memo;

struct NormaliseKeys {
    RollRuleset *rules;
    GPtrArray *memos; /* of Memo; the one of the last name first looked at */
    Memo *last;
    GString *folded;
    GString *key;
    const RollRuleReceiver *watcher; /* NULL: nobody */
};

static void
memo_fill(Memo *memo)
{
    RollText none = ROLL_TEXT_EMPTY;

    memo->words = roll_dictionary_new();
    memo->chunk = g_string_chunk_new(CHUNK_BYTES);
    memo->keys = g_array_new(FALSE, FALSE, sizeof(RollText));
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
    static const gchar *const phase[] = {"key", NULL};
    RollRuleset *rules = roll_phases_load(layers, "names", phase, error);
    NormaliseKeys *keys;

    if (rules == NULL)
        return NULL;
    keys = g_new0(NormaliseKeys, 1);
    keys->rules = rules;
    keys->memos = g_ptr_array_new_with_free_func(memo_free);
    keys->folded = g_string_new(NULL);
    keys->key = g_string_new(NULL);
    return keys;
}

void
normalise_keys_free(NormaliseKeys *keys)
{
    if (keys == NULL)
        return;
    roll_ruleset_free(keys->rules);
    g_ptr_array_unref(keys->memos);
    g_string_free(keys->folded, TRUE);
    g_string_free(keys->key, TRUE);
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

static gboolean
make_key(NormaliseKeys *keys, const gchar *country, RollText word, GError **error)
{
    g_string_truncate(keys->folded, 0);
    roll_codes_fold_name(word, keys->folded);
    return roll_ruleset_apply(keys->rules, country,
                              (RollText){keys->folded->str, (guint32)keys->folded->len}, keys->key,
                              keys->watcher, error);
}

gboolean
normalise_keys_get(NormaliseKeys *keys, const gchar *country, RollText word, RollText *key,
                   GError **error)
{
    Memo *memo = memo_of(keys, country);
    guint32 number = keys->watcher == NULL ? roll_dictionary_find(memo->words, word) : 0;

    if (number == 0) {
        RollText made;

        if (!make_key(keys, country, word, error))
            return FALSE;
        made.data = g_string_chunk_insert_len(memo->chunk, keys->key->str, (gssize)keys->key->len);
        made.length = (guint32)keys->key->len;
        number = roll_dictionary_add(memo->words, word);
        if (number == memo->keys->len)
            g_array_append_val(memo->keys, made);
    }
    *key = g_array_index(memo->keys, RollText, number);
    return TRUE;
}
