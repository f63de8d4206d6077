/* name_parts: a name as normalise left it, by role. */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

typedef struct {
    GString *text;      /* folded words, one blank between */
    GString *keys;      /* their match keys, in the same order */
    GString *skeletons; /* and skeletons; behind those of the whole, of words run together */
} MatchNamePart;

/* Family, given, middle and suffix are empty where roles are unknown; whole is all words but the
 * suffix, in the order family, given, middle where roles are known, else as they stand. */
typedef struct {
    MatchNamePart family;
    MatchNamePart given;
    MatchNamePart middle;
    MatchNamePart suffix;
    MatchNamePart whole;
} MatchNameParts;

void match_name_parts_init(MatchNameParts *parts);
/* Columns of one record. */
typedef struct {
    RollText clean;
    RollText roles;
    RollText key;
    RollText skeleton; /* "" where normalise did not make it: the keys, then */
} MatchNameCells;
void match_name_parts_read(MatchNameParts *parts, const MatchNameCells *cells);
void match_name_parts_clear(MatchNameParts *parts);

/* What the words of the name @clean are compared by: its @key where that has a word for each of
 * them, else the first of @others, its further keys, that has; of a name in a local script the
 * first that has and is in Latin letters. */
RollText match_name_key(RollText clean, RollText key, RollText others);
/* "li somrit;pol vuthea" as the further keys of a name: each without blanks, a blank between, into
 * @out.  @key is its own where it is compared by another one, else "". */
void match_name_further_keys(RollText keys, RollText key, GString *out);
