/* refresher: training whose validity has ended, or will within three months. */
#pragma once

#include "stages/overlap/view.h"

#define OVERLAP_REFRESHER_MONTHS 3 /* due dates up to so long after the report's date are told */

extern const OverlapReport overlap_refresher_report;
