/* rule_years: years of other eras, as those of the Common Era.  For rule_builtin.c, which has them
 * by name.
 *
 * Each appends its text, in which "BE 2552" (or "CS 1371") has become "2009".  What an era is
 * called in the languages of the region is for the rules in front; numbers without the mark, and
 * years that no record can be of (before 1857, after 2057), are left as they are. */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

/* The Buddhist Era of Thailand, Cambodia and Laos: 543 years ahead. */
void roll_buddhist_years(RollText text, GString *out);
/* Chula Sakarat, the Burmese Era: 638 years behind.  Its year begins in the middle of April, so
 * that this is the year in which most of it lies; from January to April it is one more. */
void roll_chula_years(RollText text, GString *out);
