/* cluster: which records are one officer?
 *
 * Reads what match wrote and, with history, last run's register; looks at all of it, links, and
 * writes the records once more with the column officer, and the tables register, joins, review,
 * review_fields, decisions, officer_events and link_quality (name,value: what linking leaves to
 * expect, in per cent and in pairs of records). */
#pragma once

#include "pipeline/lib/stage.h"

typedef struct {
    gchar *decisions_path;   /* option; NULL: none */
    gboolean keeps_officers; /* option */
    struct ClusterState *state;
} Cluster;

gboolean cluster_open(gpointer self, RollRun *run, GError **error);
gboolean cluster_batch(gpointer self, RollRun *run, const RollBatch *batch, GError **error);
gboolean cluster_settle(gpointer self, RollRun *run, GError **error);
gboolean cluster_rewrite(gpointer self, RollRun *run, const RollBatch *batch, GError **error);
gboolean cluster_finish(gpointer self, RollRun *run, GError **error);
void cluster_clear(gpointer self);
