#include "stages/ingest/profile_words.h"

#include "pipeline/lib/config.h"

static void
add_words(GHashTable *table, RollGroup *group, const gchar *key)
{
    g_auto(GStrv) words = group != NULL ? roll_group_lists(group, key) : NULL;

    for (guint i = 0; words != NULL && words[i] != NULL; i++) {
        g_autoptr(GString) folded = g_string_new(NULL);

        roll_text_fold(roll_text(words[i]), folded);
        g_hash_table_add(table, g_strdup(folded->str));
    }
}

static void
add_all(IngestWords *words, RollConfig *config)
{
    static const gchar *const of_dates[] = {"month-before", "month-after", "range",
                                            "buddhist-era", "common-era",  "ignored"};
    RollGroup *group = roll_config_group(config, "months");

    for (guint month = 1; month <= 12; month++) {
        g_autofree gchar *key = g_strdup_printf("%u", month);

        add_words(words->months, group, key);
    }
    group = roll_config_group(config, "words of dates");
    for (gsize i = 0; i < G_N_ELEMENTS(of_dates); i++)
        add_words(words->dates, group, of_dates[i]);
    group = roll_config_group(config, "sex");
    add_words(words->sexes, group, "F");
    add_words(words->sexes, group, "M");
}

IngestWords *
ingest_words_load(const RollLayers *layers, GError **error)
{
    g_autoptr(IngestWords) words = g_new0(IngestWords, 1);
    g_autofree gchar *path = roll_layers_find(layers, "validate.ini");
    g_autoptr(RollConfig) config = NULL;

    words->months = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    words->dates = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    words->sexes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (path == NULL)
        return g_steal_pointer(&words);
    config = roll_config_load(path, error);
    if (config == NULL)
        return NULL;
    add_all(words, config);
    return g_steal_pointer(&words);
}

gboolean
ingest_words_have(GHashTable *words, RollText word)
{
    g_autoptr(GString) folded = g_string_new(NULL);

    roll_text_fold(word, folded);
    return g_hash_table_contains(words, folded->str);
}

void
ingest_words_free(IngestWords *words)
{
    if (words == NULL)
        return;
    g_hash_table_unref(words->months);
    g_hash_table_unref(words->dates);
    g_hash_table_unref(words->sexes);
    g_free(words);
}
