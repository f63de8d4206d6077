/* forest: which nodes hang together, and the groups that can be weighed apart from each other. */
#pragma once

#include <glib.h>

#include "stages/cluster/linkage.h"

/* Disjoint sets; the root of a set is its smallest node. */
typedef struct ClusterForest ClusterForest;
ClusterForest *cluster_forest_new(guint n);
guint32 cluster_forest_root(ClusterForest *forest, guint32 node);
void cluster_forest_join(ClusterForest *forest, guint32 a, guint32 b);
void cluster_forest_free(ClusterForest *forest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ClusterForest, cluster_forest_free)

/* Nodes that links or must-links hold together, two at least. */
typedef struct {
    const guint32 *nodes; /* ascending */
    guint n_nodes;
    const guint32 *links; /* places in the input's links, both ends among the nodes */
    guint n_links;
} ClusterGroup;

typedef struct ClusterGroups ClusterGroups;
/* A group of more than @max nodes is cut by dropping its links below 0, then 1, 2, … bits until
 * every part is small enough, or 12 bits are reached; must-links always hold. */
ClusterGroups *cluster_groups_new(const ClusterInput *input, guint max);
guint cluster_groups_n(const ClusterGroups *groups);
ClusterGroup cluster_groups_at(const ClusterGroups *groups, guint group);
void cluster_groups_free(ClusterGroups *groups);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ClusterGroups, cluster_groups_free)
