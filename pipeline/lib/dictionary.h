/* dictionary: a small number for every distinct text.
 *
 * Numbers are given from 1 in the order of first appearance; 0 is the empty text. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/text.h"

typedef struct RollDictionary RollDictionary;

RollDictionary *roll_dictionary_new(void);
/* The number of @text, which is copied when it is new. */
guint32 roll_dictionary_add(RollDictionary *dictionary, RollText text);
/* Adds every distinct value of @column: the numbers, by its code (transfer full). */
guint32 *roll_dictionary_add_column(RollDictionary *dictionary, const RollColumn *column);
/* 0 when @text is empty or was never added. */
guint32 roll_dictionary_find(const RollDictionary *dictionary, RollText text);
/* Valid until the next roll_dictionary_add(). */
RollText roll_dictionary_text(const RollDictionary *dictionary, guint32 number);
/* Of distinct texts, the empty one included: one more than the largest number. */
guint32 roll_dictionary_n(const RollDictionary *dictionary);
/* A number's place in byte order, for every number (transfer full). */
guint32 *roll_dictionary_ranks(const RollDictionary *dictionary);
void roll_dictionary_free(RollDictionary *dictionary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollDictionary, roll_dictionary_free)
