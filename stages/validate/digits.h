/* digits: numbers as they are written from Yunnan to the Gulf of Thailand. */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

/* @text with the digits of other scripts (Khmer, Thai, Lao, Myanmar, Shan, full-width and every
 * other that Unicode calls decimal) as those of ASCII.  Where there are none it is @text itself,
 * else it lies in @out, which is emptied first.
 *
 * In Zawgyi, the old Burmese encoding, the letter wa and the digit zero look alike and are typed
 * for each other: a wa beside a Myanmar digit is a zero. */
RollText validate_ascii_digits(RollText text, GString *out);

/* Takes digits of ASCII off the front of *@text, at most @max of them, and returns how many;
 * *@value is their number. */
guint validate_take_number(RollText *text, guint max, guint *value);

/* Writes @value with @n_digits digits, zeros in front, without a NUL. */
void validate_put_number(gchar *out, guint value, guint n_digits);
/* Appends the same; at most 8 digits. */
void validate_append_number(GString *out, guint value, guint n_digits);

/* A number that a spreadsheet has rounded: "8.55123E+11". */
gboolean validate_is_rounded(RollText text);
/* A whole number to which a program has added ".0" is cut before the point. */
RollText validate_without_fraction(RollText text);
