/* distance: how far two words are apart.  Letters are bytes, words at most 255 of them: names here
 * are folded, and a byte more or less in another script errs towards "different". */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

#define MATCH_LETTERS_MAX 64 /* of a word that are looked at one by one for its similarity */

/* Optimal string alignment: insertions, deletions, replacements and exchanges of neighbours
 * (Damerau 1964); @limit + 1 as soon as it is over @limit. */
guint match_osa(RollText a, RollText b, guint limit);

/* Jaro-Winkler similarity, 0 to 1; prefix weight 0.1 over at most 4 letters (Winkler 1990). */
gdouble match_jaro_winkler(RollText a, RollText b);
