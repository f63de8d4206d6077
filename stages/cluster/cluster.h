/* cluster: which records are one officer?
 *
 * Reads what match wrote and, with history, last run's register; looks at all of it, links, and
 * writes the records once more with the column officer, and the tables register, review and
 * officer_events. */
#pragma once

#include "pipeline/lib/stage.h"

typedef struct {
    struct ClusterState *state;
} Cluster;

gboolean cluster_open(gpointer self, RollRun *run, GError **error);
gboolean cluster_batch(gpointer self, RollRun *run, const RollBatch *batch, GError **error);
gboolean cluster_settle(gpointer self, RollRun *run, GError **error);
gboolean cluster_rewrite(gpointer self, RollRun *run, const RollBatch *batch, GError **error);
gboolean cluster_finish(gpointer self, RollRun *run, GError **error);
void cluster_clear(gpointer self);
