/* pattern_signs: a regular expression of PCRE2 read sign by sign, as far as rollcall has to
 * understand it: where a part ends, and which characters it can match. */
#pragma once

#include <glib.h>

#include "pipeline/lib/byte_set.h"

#define ROLL_SIGNS_RANGES 32

typedef struct {
    gunichar first;
    gunichar last;
} RollSignsRange;

/* What one part of a pattern that matches exactly one character can match, or more. */
typedef struct {
    RollByteSet ascii;
    gboolean any_beyond; /* every character beyond ASCII; else those of @ranges */
    guint n_ranges;
    RollSignsRange ranges[ROLL_SIGNS_RANGES]; /* each of characters that UTF-8 writes in as many
                                                 bytes */
} RollSigns;

/* Behind one sign of a pattern: an escape, a class in square brackets, any other byte. */
const gchar *roll_pattern_next(const gchar *p);
/* Behind the part at @p, which may be a whole group, without what repeats it; NULL: a group that
 * never closes. */
const gchar *roll_pattern_skip(const gchar *p);

/* The end of a branch: of an alternative, a group, the pattern. */
gboolean roll_pattern_is_end(gchar c);
/* A "^" that nothing makes optional. */
gboolean roll_pattern_is_begin(const gchar *p);
/* A group that looks ahead or behind, and reads nothing. */
gboolean roll_pattern_is_look(const gchar *p);
gboolean roll_pattern_is_look_behind(const gchar *p);
/* Behind what opens the group at @p; NULL: it looks, or it is not understood. */
const gchar *roll_pattern_open(const gchar *p);

/* How often a part is matched. */
typedef struct {
    guint least;
    guint most; /* G_MAXUINT: no bound */
} RollRepeat;

/* Steps over the quantifier at *@p, if there is one.  FALSE: not understood. */
gboolean roll_pattern_repeat(const gchar **p, RollRepeat *repeat);

/* Reads the part at *@p when it is one that matches one character.  FALSE: it is another one, or
 * not understood, and *@p stays. */
gboolean roll_pattern_signs(const gchar **p, gboolean ignore_case, RollSigns *signs);
