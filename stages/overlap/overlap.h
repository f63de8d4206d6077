/* overlap: what was done twice, and what will be. */
#pragma once

#include "pipeline/lib/stage.h"
#include "stages/overlap/quality.h"
#include "stages/overlap/reports.h"
#include "stages/overlap/view.h"

typedef struct {
    gchar *month; /* of the run, "2009-06"; NULL: that in which the last session held ends */
    OverlapView *view;
    OverlapQuality *quality;
    OverlapReports *reports; /* NULL before all records are known */
    guint records;           /* places of output tables */
    guint review;
    guint deliveries;
    guint first_table; /* of the reports */
    guint quality_table;
    guint submission_table;
    gint session_column; /* of the output's records */
    guint32 next_entry;
} Overlap;

void overlap_add_options(gpointer self, GOptionContext *context);
gboolean overlap_check_options(gpointer self, GError **error);
gboolean overlap_open(gpointer self, RollRun *run, GError **error);
gboolean overlap_batch(gpointer self, RollRun *run, const RollBatch *batch, GError **error);
gboolean overlap_settle(gpointer self, RollRun *run, GError **error);
gboolean overlap_rewrite(gpointer self, RollRun *run, const RollBatch *batch, GError **error);
gboolean overlap_finish(gpointer self, RollRun *run, GError **error);
void overlap_clear(gpointer self);
