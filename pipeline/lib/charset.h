/* charset: in which encoding a text may be, as a suggestion.
 *
 * libuchardet is used here and nowhere else, and loaded only when it is asked.  It guesses, and of
 * single-byte encodings often wrongly: what it says is for people to decide, and nothing is ever
 * read by it. */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

/* *@suggestion: an encoding, by a name that recode.h knows, in which all of @bytes are text
 * (transfer full); NULL when there is nothing to suggest.  Errors: ROLL_ERROR_IO (no libuchardet).
 */
gboolean roll_charset_suggest(RollText bytes, gchar **suggestion,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
