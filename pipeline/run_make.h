/* run_make: a run in a folder that is its own, from its inputs to what its last stage wrote. */
#pragma once

#include <glib.h>

#include "pipeline/interrupt.h"
#include "pipeline/plan.h"
#include "pipeline/run_options.h"

/* Fills the folder @root; all but the sums over it.  Timing and what stages say to people go to
 * standard error.  Errors: those of the stages; ROLL_ERROR_IO; ROLL_ERROR_DATA for what --previous
 * names. */
gboolean run_make(const RunOptions *options, const gchar *root, Interrupt *interrupt,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes the folders of @plan, executes it, and tells timing, where that is asked for, and what the
 * stages say to people.  *@processes (of Process, (transfer full)) may be NULL after an error;
 * NULL: nobody asks.  Errors: the same. */
gboolean run_execute(const RunOptions *options, const Plan *plan, Interrupt *interrupt,
                     GPtrArray **processes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
