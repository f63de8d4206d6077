/* missing: what people write into a cell that they have nothing for: "N/A", "-", "ไม่มี".
 *
 * rules/missing.ini holds the words, as they differ from country to country:
 *
 *     [missing]
 *     words = n/a; -; none; unknown         ← may be repeated, a line a language
 *     not-in-names = na; no                 ← these too, but for a name, as people are called so
 *
 * A cell is missing when all of it is such a word, letter case and blanks at the ends aside, or
 * when it is blank. */
#pragma once

#include <glib.h>

#include "pipeline/lib/fields.h"
#include "pipeline/lib/layers.h"
#include "pipeline/lib/text.h"

typedef struct RollMissing RollMissing;

/* Errors: ROLL_ERROR_CONFIG. */
RollMissing *roll_missing_load(const RollLayers *layers, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @value says nothing, in a field of that type.  Allocates nothing for ASCII. */
gboolean roll_missing_is(const RollMissing *missing, RollType type, RollText value);
void roll_missing_free(RollMissing *missing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollMissing, roll_missing_free)

/* A blank, also of other scripts and of no width. */
gboolean roll_is_blank(gunichar c);
/* @value without blanks at its ends, those of other scripts and of no width included.  What is left
 * need not end in a NUL. */
RollText roll_text_trim(RollText value);
