/* compare_name: names as words; see compare.h for the levels. */
#pragma once

#include <glib.h>

#include "stages/match/value.h"

guint match_compare_names(const MatchValue *a, const MatchValue *b);
guint match_compare_middles(const MatchValue *a, const MatchValue *b);
guint match_compare_bags(const MatchValue *a, const MatchValue *b);

/* Is the optimal string alignment of the two, squeezed, at most @distance; is their Jaro-Winkler
 * similarity at least @similarity?  Cheap bounds are looked at first. */
gboolean match_is_within(const MatchValue *a, const MatchValue *b, guint distance);
gboolean match_is_similar(const MatchValue *a, const MatchValue *b, gdouble similarity);

/* A word of at least @min letters stands in both. */
gboolean match_share_word(const MatchValue *a, const MatchValue *b, guint min);
