/* wrong_month: exports whose rows are mostly of another month than the one that is reported: last
 * month's file sent once more, or the plan of a year ago.
 *
 * What an organisation sends for the first time may be all it has taught, which is of four or more
 * other months: that is told by the way (info), and not as a fault (warning). */
#pragma once

#include "stages/overlap/teller.h"

/* Nothing, when no month was given. */
gboolean overlap_wrong_month_tell(const OverlapTeller *teller,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
