/* law_tell: curricula of this run that teach by a law that has been replaced or amended, or by one
 * that nobody can tell from others. */
#pragma once

#include "stages/overlap/teller.h"

/* Judged on the day of the report, as they are to be taught from. */
gboolean overlap_law_tell(const OverlapTeller *teller, GError **error) G_GNUC_WARN_UNUSED_RESULT;
