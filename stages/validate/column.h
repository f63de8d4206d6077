/* column: a field's normalised column, made from what was sent. */
#pragma once

#include "pipeline/lib/batch.h"
#include "stages/validate/cell.h"
#include "stages/validate/habits.h"

/* One field that the records have. */
typedef struct {
    const RollField *field;
    guint input;  /* place of the field's column in the records as they come in */
    guint output; /* place of its normalised column in the records as they go out */
} ValidateJob;

typedef struct {
    gboolean range; /* some cell is a range of dates */
    gboolean fault; /* something is wrong with some cell */
} ValidateSeen;

/* What @column means, read once a distinct value where the habits allow. (transfer full) */
RollColumn *validate_column(const ValidateHabits *habits, const ValidateJob *job,
                            const RollColumn *column, ValidateCell *cell, ValidateSeen *seen);
/* @ends, the normalised last days that were sent in the column @sent (NULL: none was), with the
 * last days of the ranges in @starts where nothing was sent. (transfer full) */
RollColumn *validate_fill_ends(const ValidateHabits *habits, const ValidateJob *job,
                               const RollColumn *starts, const RollColumn *sent,
                               const RollColumn *ends, ValidateCell *cell);
/* Adds @mark to the records with whose cell something is wrong. */
void validate_mark_faults(const ValidateHabits *habits, const ValidateJob *job,
                          const RollColumn *column, ValidateCell *cell, guint8 mark, guint8 *marks);
