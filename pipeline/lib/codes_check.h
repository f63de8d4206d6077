/* codes_check: what may be wrong with the codes of a folder only when all its files are read. */
#pragma once

#include <glib.h>

#include "pipeline/lib/codes.h"

/* Whether every code has what it needs, names no code that there is not, and cannot be another one
 * misspelt: written as that but for letter case, blanks and accents, or one slip away from it
 * (codes_near.h) and with nothing that a new one has, a name or codes that it stands for.
 * Errors: ROLL_ERROR_CONFIG, "file:line: [code]: fault". */
gboolean roll_codes_check(const RollCodes *codes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for ranks, each of whose codes has a place in a scale: KHM-police:02, KHM-police:02a. */
gboolean roll_codes_check_ranks(const RollCodes *codes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
