/* compare: two values of one kind, in levels from "equal" down to "different".
 *
 * The levels and their prior m probabilities are those of a prototype measured on nine data sets
 * (none tuned for by itself); EM moves m from there, see train.h. */
#pragma once

#include <glib.h>

#include "stages/match/value.h"

#define MATCH_LEVELS_MAX    8
#define MATCH_LEVEL_MISSING 15 /* a value is missing on either side: no evidence */

/* Levels of names. */
enum {
    MATCH_NAME_EQUAL,
    MATCH_NAME_KEY,     /* another romanisation of the same */
    MATCH_NAME_CLOSE,   /* one letter */
    MATCH_NAME_PARTIAL, /* initial, beginning, or a word in common */
    MATCH_NAME_SIMILAR,
    MATCH_NAME_DIFFERENT,
    MATCH_NAME_SWAPPED,       /* of the family name: family and given name have changed places */
    MATCH_NAME_SWAPPED_CLOSE, /* or their words were taken for other roles */
};

#define MATCH_TEXT_DIFFERENT 4
#define MATCH_BAG_SAME_WORDS 2 /* of a whole name: up to here its words are the other's */

typedef struct {
    guint n_levels;
    guint n_similar;       /* levels 1..n_similar also gain when values are rare */
    gboolean counts_share; /* at level 0 the value's own frequency replaces u */
    gboolean both_ways;    /* a level is the same whichever of two values comes first */
    const gchar *names[MATCH_LEVELS_MAX];
    gdouble prior_m[MATCH_LEVELS_MAX]; /* sums to 1 */
} MatchLevels;

const MatchLevels *match_levels(MatchKind kind);

/* The level of two values, MATCH_LEVEL_MISSING when one is missing (place 0 of its table). */
guint match_compare(MatchKind kind, const MatchValue *a, const MatchValue *b);
