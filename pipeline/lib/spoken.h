/* spoken: words of scripts that do not write what is spoken letter by letter, as it is spoken.
 *
 * Each function appends its text with the letters of every syllable in the order in which they are
 * heard, a hyphen between two syllables: the consonants in front, the vowel, the last consonant.
 * What is not spoken (tones, killed letters) is left out, and vowels that nobody writes are put in,
 * as "a" and "o".  The letters stay those of the script: which Latin letters they are is for the
 * rules behind (rules/names/latin-*.ini), which people can mend.  All else is left as it stands.
 *
 * Where a syllable ends is guessed by the spelling, as there is no dictionary: mostly it is right
 * in names.  For rule_builtin.c, which has them by name. */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

/* Leading vowels stand behind the consonants with which they are written: เกรียง is กรเียง. */
void roll_spoken_thai(RollText text, GString *out);
void roll_spoken_lao(RollText text, GString *out);
/* Consonants stand next to each other and not below; U+17CA in front of a vowel of the second
 * series. */
void roll_spoken_khmer(RollText text, GString *out);
/* Each last consonant bears an asat, as in a text without stacks. */
void roll_spoken_burmese(RollText text, GString *out);

/* The words of @text in Latin letters, small ones without accents, a blank between two syllables:
 * of the consonants between two vowels as many begin the second as one sound has (th, ng, ky). */
void roll_split_syllables(RollText text, GString *out);
