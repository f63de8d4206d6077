/* location: several organisations teaching one topic in one province, one soon after the other. */
#pragma once

#include "stages/overlap/view.h"

#define OVERLAP_LOCATION_DAYS 60 /* from one event to the next */

extern const OverlapReport overlap_location_report;
