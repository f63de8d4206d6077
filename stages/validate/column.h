/* column: a field's normalised column, made from what was sent. */
#pragma once

#include "pipeline/lib/batch.h"
#include "stages/validate/cell.h"
#include "stages/validate/habits.h"
#include "stages/validate/job.h"

/* What was seen while a column was read. */
typedef struct {
    guint8 mark;    /* in: what a record gets with whose cell something is wrong ... */
    guint8 *marks;  /* ... in its byte here */
    gboolean range; /* out: some cell is a range of dates */
} ValidateSeen;

/* What @column means; a value is read once for all records in which it is read the same way.
 * (transfer full) */
RollColumn *validate_column(const ValidateHabits *habits, const ValidateJob *job,
                            const RollColumn *column, ValidateCell *cell, ValidateSeen *seen);
/* @ends, the normalised last days that were sent in the column @sent (NULL: none was), with the
 * last days of the ranges in @starts where nothing was sent. (transfer full) */
RollColumn *validate_fill_ends(const ValidateHabits *habits, const ValidateJob *job,
                               const RollColumn *starts, const RollColumn *sent,
                               const RollColumn *ends, ValidateCell *cell);
