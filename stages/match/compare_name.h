/* compare_name: names as words; see compare.h for the levels. */
#pragma once

#include <glib.h>

#include "stages/match/value.h"

guint match_compare_names(const MatchValue *a, const MatchValue *b);
guint match_compare_middles(const MatchValue *a, const MatchValue *b);
guint match_compare_bags(const MatchValue *a, const MatchValue *b);

/* A word of at least @min letters stands in both. */
gboolean match_share_word(const MatchValue *a, const MatchValue *b, guint min);
