/* province: from here on a place is the province of the report's day.
 *
 * Records are coded as of their own date, so that of one province that was merged into another some
 * records name the old one, some the new.  What is counted by province is counted in those that
 * there are on the day of the report. */
#pragma once

#include "stages/overlap/view.h"

/* Sets what entries, sessions, strengths and resources say.  As texts may be added, no text of the
 * attendance is valid afterwards. */
void overlap_province_settle(OverlapView *view);

/* What @code, a P-code, is on the day of the report. */
const gchar *overlap_province(const OverlapView *view, const gchar *code);
