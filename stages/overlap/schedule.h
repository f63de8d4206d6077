/* schedule: the list of sessions, and the calendar. */
#pragma once

#include "stages/overlap/view.h"

extern const OverlapReport overlap_session_report; /* every session as it was reported */
extern const OverlapReport
    overlap_calendar_report; /* events of the last three months and to come */
