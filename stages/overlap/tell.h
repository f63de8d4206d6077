/* tell: findings that only the sight of all exports allows. */
#pragma once

#include "stages/overlap/teller.h"

/* Rows that an export sent again has withdrawn or replaced; exports of another month; rows that an
 * export no longer has; laws that are outdated.  Each in the order of the exports. */
gboolean overlap_tell(const OverlapTeller *teller, GError **error) G_GNUC_WARN_UNUSED_RESULT;
