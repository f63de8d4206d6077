/* date_time: a time of day behind a date. */
#pragma once

#include "pipeline/lib/text.h"

/* "2020-12-31T23:59:59+07:00" and "31/12/2020 23:59" to what stands before the time: the day as it
 * is written, whatever the zone.
 *
 * *@is_shifted: the time is of UTC, and midnight in a country where officers are trained.  So a
 * program writes a day without a time, and puts it on the day before: 2009-06-11T17:00:00Z is
 * 12 June in Bangkok. */
RollText validate_without_time(RollText text, gboolean *is_shifted);
