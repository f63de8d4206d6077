/* unclassified: course titles that no alias knows, those that touch most officers first: whoever
 * classifies from the top mends the most with each line. */
#pragma once

#include "stages/overlap/view.h"

extern const OverlapReport overlap_unclassified_report;
