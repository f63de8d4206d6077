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
