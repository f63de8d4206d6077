#include "stages/match/word_weight.h"

#include <math.h>

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

GHashTable *
match_values_count_words(const MatchValues *values)
{
    GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

    for (guint place = 1; place < match_values_n(values); place++)
        for (guint i = 0; i < match_values_at(values, place)->n_words; i++)
            (*word_count(counts, match_values_at(values, place), i))++;
    return counts;
}

static guint
values_with(GHashTable *counts, RollText word)
{
    g_autofree gchar *name = g_strndup(word.data, word.length);
    const guint *n = g_hash_table_lookup(counts, name);

    return n != NULL ? *n : 1;
}

void
match_values_weigh_words_by(MatchValues *values, GHashTable *counts, guint n)
{
    for (guint place = 1; place < match_values_n(values); place++) {
        MatchValue *value = match_values_edit(values, place);

        g_free(value->idf);
        value->idf = g_new(gfloat, MAX(value->n_words, 1));
        for (guint i = 0; i < value->n_words; i++)
            value->idf[i] =
                (gfloat)log1p((gdouble)n / values_with(counts, match_value_word(value, i)));
    }
}

void
match_values_weigh_words(MatchValues *values)
{
    g_autoptr(GHashTable) counts = match_values_count_words(values);

    match_values_weigh_words_by(values, counts, match_values_n(values));
}
