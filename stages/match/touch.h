/* touch: which of many records are worth comparing with a few new ones, told at a glance.
 *
 * A name alone makes no pair.  So a record touches a new one when it has a date, a number or an
 * address in common with it; or a year, place or text, and a word of the name by its skeleton; or
 * anything else that is compared but the sex, and two words.  Encodings touch each other, and where
 * there are no names everything does.
 * Some touch by chance: what it is for is to leave out most of the others without making anything
 * of them. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/fields.h"

typedef struct MatchTouch MatchTouch;

/* @schema: of the records. */
MatchTouch *match_touch_new(const RollFields *fields, const RollSchema *schema);
/* A batch of new records. */
void match_touch_add(MatchTouch *touch, const RollBatch *batch);
/* Marks with 1 in @touched (one a record, zeroed) those of @batch that touch a new one. */
void match_touch_mark(const MatchTouch *touch, const RollBatch *batch, guint8 *touched);
void match_touch_free(MatchTouch *touch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MatchTouch, match_touch_free)
