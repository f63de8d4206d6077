/* keeping: officers that records came with and that stay as they are.
 *
 * Where only a few records are looked at again, and a few new ones with them, nobody's officer may
 * change: records of one officer are one, those of two are two, and the new ones join them. */
#pragma once

#include <glib.h>

#include "stages/cluster/roster.h"

typedef struct ClusterKeeping ClusterKeeping;

/* Once the nodes are formed.  @together: a number a node, equal for those that must be one anyway;
 * NULL: none must. */
ClusterKeeping *cluster_keeping_new(const ClusterRoster *roster, const guint32 *together);
/* A number a node, equal for those that must be one. (transfer none) */
const guint32 *cluster_keeping_together(const ClusterKeeping *keeping);
/* Are two nodes of two officers? */
gboolean cluster_keeping_forbids(const ClusterKeeping *keeping, guint32 a, guint32 b);
void cluster_keeping_free(ClusterKeeping *keeping);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ClusterKeeping, cluster_keeping_free)
