/* decisions: what people have decided so far, in the archive of a run: those of the month before
 * with the new ones over them, so that nobody decides twice. */
#pragma once

#include <glib.h>

#include "pipeline/run_options.h"

/* TRUE when the run has any to obey. */
gboolean decisions_are_given(const RunOptions *options);
/* Writes archive/decisions.csv of the run @root, if there are any.  Errors: ROLL_ERROR_DATA (a file
 * is no file of decisions), ROLL_ERROR_IO. */
gboolean decisions_keep(const RunOptions *options, const gchar *root,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
