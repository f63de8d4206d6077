/* block_data: what the page's blocks of data have in common: words that repeat stand once, and a
 * checksum tells a block that was damaged. */
#pragma once

#include <glib.h>

/* Texts that repeat, each once, in the order of their first use. */
typedef struct {
    GHashTable *places; /* text to place + 1; owns the texts */
    GPtrArray *texts;
} WordList;

WordList word_list_new(void);
void word_list_clear(WordList *words);
guint word_list_place(const WordList *words, const gchar *text);

/* FNV-1a, as the page's script has it. */
guint32 block_sum(const gchar *text, gsize length);
