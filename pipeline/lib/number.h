/* number: officer and session numbers, as people write them.
 *
 * An officer is 000042-W, a session S00042-W: the number in at least six (five) digits, and a check
 * letter, number mod 23 in the table of letters without I, O and U.  23 is prime and ten is no root
 * of one in it short of its 22nd power, so that every wrong digit and every swap of two digits
 * changes the letter. */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

typedef enum { ROLL_NUMBER_OFFICER, ROLL_NUMBER_SESSION } RollNumberKind;

#define ROLL_NUMBER_MAX 16 /* bytes of the longest, NUL included */

/* Writes @number, 1 or more, with its check letter to @out. */
void roll_number_format(RollNumberKind kind, guint32 number, gchar out[ROLL_NUMBER_MAX]);
/* FALSE when @text is not a number of that kind as roll_number_format() writes it, its check letter
 * included; *@number is untouched then. */
gboolean roll_number_parse(RollNumberKind kind, RollText text,
                           guint32 *number) G_GNUC_WARN_UNUSED_RESULT;
