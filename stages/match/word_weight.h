/* word_weight: how telling the words of texts are. */
#pragma once

#include <glib.h>

#include "stages/match/value.h"

/* Fills in idf once all values are known: ln(1 + N / df) over the distinct values (Sparck Jones
 * 1972). */
void match_values_weigh_words(MatchValues *values);
/* The same with what was counted elsewhere: of @n values, how many have each word (of guint, by
 * word); a word that is not there is of one. */
void match_values_weigh_words_by(MatchValues *values, GHashTable *counts, guint n);
/* How many of the values have each word (transfer full), of guint, by word. */
GHashTable *match_values_count_words(const MatchValues *values);
