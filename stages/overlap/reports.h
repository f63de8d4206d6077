/* reports: the tables that overlap adds, each worked out by itself from the same view. */
#pragma once

#include "pipeline/lib/stage.h"
#include "stages/overlap/view.h"

/* Declares them, in their order; returns the place of the first, behind which the others follow. */
guint overlap_reports_declare(RollRun *run);
typedef struct OverlapReports OverlapReports; /* the tables in the making */

/* The run's other threads begin with them.  @view is settled, and nothing changes it. */
OverlapReports *overlap_reports_new(const OverlapView *view, const RollRun *run);
/* Writes them in their order, when all are made. */
gboolean overlap_reports_write(OverlapReports *reports, RollRun *run, guint first,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void overlap_reports_free(OverlapReports *reports);
