/* codes_inside: the names of codes that a longer text contains.
 *
 * They are found as whole words, the longest first, and what a name has used no shorter one finds
 * again.  Names of fewer than four letters are not looked for.  Scripts that put no blank between
 * words are searched letter by letter. */
#pragma once

#include "pipeline/lib/codes.h"

typedef struct RollCodesInside RollCodesInside;

/* @codes has to live as long. */
RollCodesInside *roll_codes_inside_new(const RollCodes *codes);
typedef void (*RollCodesFound)(gpointer self, const RollCodeName *name);
/* Calls @found for each name in @text once, the longest first. */
void roll_codes_inside(const RollCodesInside *inside, RollText text, RollCodesFound found,
                       gpointer self);
void roll_codes_inside_free(RollCodesInside *inside);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollCodesInside, roll_codes_inside_free)
