/* day: dates as day numbers, without clock, time zone or locale. */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

/* Days since 31 December of the year 0 (proleptic Gregorian), as GDate counts; 0: unknown. */
typedef gint32 RollDay;

typedef struct {
    gint year;  /* 1 to 9999 */
    gint month; /* 1 to 12 */
    gint day;   /* 1 to 31 */
} RollCalendarDay;

/* "2009-06-12"; 0 for anything else, a year alone included. */
RollDay roll_day_parse(RollText text);
/* "2009-06" as the last day of that month; 0 for anything else. */
RollDay roll_day_parse_month(RollText text);

#define ROLL_DAY_MAX 11 /* bytes of "2009-06-12", NUL included */
/* "" for an unknown day. */
void roll_day_format(RollDay day, gchar out[ROLL_DAY_MAX]);

/* An unknown day is 31 December of the year 0. */
RollCalendarDay roll_day_split(RollDay day);
/* The last day of the month when it has fewer than @date.day days. */
RollDay roll_day_join(RollCalendarDay date);
/* The same day @months later (earlier, when negative), or the last of that month; 0 of an unknown
 * day, and before the year 1. */
RollDay roll_day_add_months(RollDay day, gint months);
/* Whole months from @from to @to, which is not before it. */
gint roll_day_months_between(RollDay from, RollDay to);
RollDay roll_day_month_end(RollDay day);
/* Monday of its week. */
RollDay roll_day_week_start(RollDay day);
