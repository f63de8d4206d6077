/* findings: what is told of a batch, in the order of its records. */
#pragma once

#include "pipeline/lib/stage.h"
#include "stages/validate/habits.h"
#include "stages/validate/validate.h"

/* Why somebody should know of a record. */
enum {
    VALIDATE_MARK_CELL = 1 << 0,      /* a cell was not understood */
    VALIDATE_MARK_REVERSED = 1 << 1,  /* it ends before it begins */
    VALIDATE_MARK_REFUSED = 1 << 2,   /* nothing can be done with it */
    VALIDATE_MARK_DUPLICATE = 1 << 3, /* another row of its export says the same */
    VALIDATE_MARK_LONG = 1 << 4,      /* it ends more than a year after it begins */
};

typedef struct {
    const RollBatch *batch; /* as it came in */
    ValidateHabits habits;
    guint8 *marks; /* a record */
    const gchar *
        *refusals;        /* a record: the sentence that says why it is refused; NULL: it is not */
    guint64 *first_lines; /* a record: of the row that it repeats */
    RollColumn **columns; /* as they go out */
} ValidateWork;

gboolean validate_tell(Validate *self, RollRun *run, const ValidateWork *work,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* After the last batch. */
gboolean validate_tell_end(Validate *self, RollRun *run, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The rows of which nobody knows whether they stand twice, when there are any. */
gboolean validate_tell_forgotten(const Validate *self, RollRun *run,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
