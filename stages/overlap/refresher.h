/* refresher: training that is due (due.h): by officer, and by the rows that reported it, so that
 * each organisation can be shown its own. */
#pragma once

#include "stages/overlap/view.h"

extern const OverlapReport overlap_refresher_report;
extern const OverlapReport overlap_refresher_line_report;
