#include "stages/report/block_data.h"

WordList
word_list_new(void)
{
    return (WordList){g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                      g_ptr_array_new()};
}

void
word_list_clear(WordList *words)
{
    g_hash_table_unref(words->places);
    g_ptr_array_unref(words->texts);
}

guint
word_list_place(const WordList *words, const gchar *text)
{
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(words->places, text));
    gchar *copy;

    if (place > 0)
        return place - 1;
    copy = g_strdup(text);
    g_ptr_array_add(words->texts, copy);
    g_hash_table_insert(words->places, copy, GUINT_TO_POINTER(words->texts->len));
    return words->texts->len - 1;
}

guint32
block_sum(const gchar *text, gsize length)
{
    guint32 hash = 0x811c9dc5;

    for (gsize i = 0; i < length; i++)
        hash = (hash ^ (guchar)text[i]) * 0x01000193;
    return hash;
}
