/* language: in which language of the region a text is, by its code of ISO 639.
 *
 * A script tells most of them.  Of Latin letters, those that only Vietnamese has tell it; else what
 * the sender says counts, and where he says nothing, the small words of French and English. */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

#define ROLL_LANGUAGE_UNKNOWN "und"

/* en, fr, km, lo, my, th, vi, zh; NULL-terminated. */
extern const gchar *const roll_languages[];

/* The language of the first letter whose script tells it: km, lo, my, th, zh; NULL: none does. */
const gchar *roll_language_of_script(RollText text);

/* en, fr or vi for @text in Latin letters, or ROLL_LANGUAGE_UNKNOWN.  @declared: a cell that names
 * languages, in whatever words, or is empty; one that names another language than these, or
 * several, leaves it to the words of @text. */
const gchar *roll_language_of_latin(RollText text, RollText declared);
