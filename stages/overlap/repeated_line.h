/* repeated_line: the records behind every duplicate, so that a partner can be shown its own lines
 * and nobody else's. */
#pragma once

#include "stages/overlap/view.h"

extern const OverlapReport overlap_repeated_line_report;
