/* reports: the tables that overlap adds, each worked out by itself from the same view. */
#pragma once

#include "pipeline/lib/stage.h"
#include "stages/overlap/view.h"

/* Declares them, in their order; returns the place of the first, behind which the others follow. */
guint overlap_reports_declare(RollRun *run);
/* Writes them, several at once with the run's threads, in their order.  @view is settled, and
 * nothing changes it. */
gboolean overlap_reports_write(const OverlapView *view, RollRun *run, guint first,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
