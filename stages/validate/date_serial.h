/* date_serial: days as a spreadsheet counts them, where their cells were not formatted as dates.
 *
 * Excel and its like count from the last day of 1899, and take 1900 for a leap year: number 60 is a
 * day that never was, and from March of that year on all are one too many.  Files that come from an
 * old Macintosh count from the first day of 1904, which is 0.  No number tells which of the two it
 * is, so that only the source's profile can (serials = 1900). */
#pragma once

#include "stages/validate/cell.h"
#include "stages/validate/date_read.h"

/* "44197" and "44197.5", the half being a time of day: up to @max digits. */
gboolean validate_serial_take(RollText text, guint max, guint *serial);
/* The day that @serial stands for; FALSE for the day that never was, and for 0 of those that count
 * from 1900. */
gboolean validate_serial_day(RollSerials serials, guint serial, ValidateDay *day);
/* The readings of @serial that are in years that can be: how many of the systems have one. */
guint validate_serial_days(const ValidateContext *context, guint serial, ValidateDay days[2]);
