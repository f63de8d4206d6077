/* summary: the month on one screen: what a coordinator understands without opening anything. */
#pragma once

#include "stages/report/context.h"

#define SUMMARY_LINES 25 /* at most */

/* The text of summary.txt; harmless on a terminal. (transfer full; GString) */
GString *summary_new(const ReportContext *context);
