/* months: two years, month by month, as the records of today tell them. */
#pragma once

#include "stages/overlap/view.h"

extern const OverlapReport overlap_month_report;
