/* form: texts that a normalisation form leaves as they are, told without making it.  Nearly all are
 * such, and making one costs ten times what looking does. */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

/* TRUE: NFC leaves @text as it is, and there are no signs in it that nobody sees, nor blanks that
 * do not break.  FALSE: it may be otherwise. */
gboolean roll_text_is_composed(RollText text);
/* The same of NFKD, for the scripts of the region; for Latin only as far as it is ASCII. */
gboolean roll_text_is_decomposed(RollText text);
