/* rematch: a run's records compared once more by match itself, for a pair that its archive lacks.
 */
#pragma once

#include <glib.h>

#include "pipeline/explain_read.h"
#include "pipeline/interrupt.h"

/* Replaces the evidence of @reading, whose two targets are found, by what match says of them by the
 * model of the run.  Errors: those of the stage and of archive_model(); ROLL_ERROR_IO. */
gboolean rematch(const gchar *run, ExplainReading *reading, Interrupt *interrupt,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
