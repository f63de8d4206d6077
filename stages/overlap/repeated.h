/* repeated: the officers that were taught a topic again, an officer and a topic a line. */
#pragma once

#include "stages/overlap/view.h"

extern const OverlapReport overlap_repeated_report;
