/* growth: the table "joins": how each officer came together, step by step.
 *
 * The steps of an officer stand in the order in which it grew, so that the first joins two nodes
 * and each later one two groups of what stood before.  Records are numbered as the table records
 * has them, from 1; record_a and record_b are the first records of the two nodes whose link is the
 * strongest between the groups, or of the groups, where nothing links them. */
#pragma once

#include <glib.h>

#include "pipeline/lib/stage.h"
#include "stages/cluster/linkage.h"
#include "stages/cluster/register.h"
#include "stages/cluster/roster.h"

/* officer,step,record_a,record_b,value,cause; cause: evidence or decision */
extern const gchar *const cluster_growth_columns[];

typedef struct {
    const Clustering *clustering;
    const ClusterRoster *roster;
    const ClusterRegister *officers;
    const ClusterLink *links;
} ClusterGrowth;

/* @table: the place of the output table. */
gboolean cluster_growth_write(const ClusterGrowth *growth, RollRun *run, guint table,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
