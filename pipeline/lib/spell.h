/* spell: what recode.h need not ask iconv for, letter by letter: encodings in which every byte is a
 * letter by itself, and UTF-16 as far as one unit is one letter.  What stands in none of these is
 * left to iconv, and so is every fault. */
#pragma once

#include <glib.h>

/* Bytes still to be read and room still to be filled, as iconv() takes them. */
typedef struct {
    gchar *in;
    gsize n_in;
    gchar *out;
    gsize n_out;
} RollSpelled;

typedef struct RollSpelling RollSpelling;

/* NULL where iconv has to do it all. */
RollSpelling *roll_spelling_new(const gchar *encoding);
/* Goes as far as it can: to the end, to the end of the room, or to a letter that is iconv's. */
void roll_spelling_take(const RollSpelling *spelling, RollSpelled *spelled);
void roll_spelling_free(RollSpelling *spelling);
