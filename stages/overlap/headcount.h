/* headcount: how many people were trained, each counted once, beside what was reported. */
#pragma once

#include "stages/overlap/view.h"

extern const OverlapReport overlap_headcount_report; /* double_count_adjustment */
