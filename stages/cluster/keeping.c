#include "stages/cluster/keeping.h"

#include "stages/cluster/forest.h"

struct ClusterKeeping {
    guint32 *officers; /* a node: that of its first record that has one; 0: none has */
    guint32 *together; /* a node */
};

static void
find_officers(ClusterKeeping *keeping, const ClusterRoster *roster)
{
    keeping->officers = g_new0(guint32, (gsize)cluster_roster_n_nodes(roster) + 1);
    for (guint record = 0; record < cluster_roster_n_records(roster); record++) {
        guint32 node = cluster_roster_node(roster, record);

        if (node != CLUSTER_NO_NODE && keeping->officers[node] == 0)
            keeping->officers[node] = cluster_roster_officer(roster, record);
    }
}

/* Joins the nodes of each officer, and those that must be one anyway. */
static void
join_officers(const ClusterKeeping *keeping, ClusterForest *forest, const guint32 *together,
              guint n)
{
    g_autoptr(GHashTable) first = g_hash_table_new(NULL, NULL);

    for (guint32 node = 0; node < n; node++) {
        gpointer officer = GUINT_TO_POINTER(keeping->officers[node]);
        gpointer other = NULL;

        if (together != NULL)
            cluster_forest_join(forest, node, together[node]);
        if (officer == NULL)
            continue;
        if (g_hash_table_lookup_extended(first, officer, NULL, &other))
            cluster_forest_join(forest, node, GPOINTER_TO_UINT(other));
        else
            g_hash_table_insert(first, officer, GUINT_TO_POINTER(node));
    }
}

ClusterKeeping *
cluster_keeping_new(const ClusterRoster *roster, const guint32 *together)
{
    ClusterKeeping *keeping = g_new0(ClusterKeeping, 1);
    guint n = cluster_roster_n_nodes(roster);
    g_autoptr(ClusterForest) forest = cluster_forest_new(n);

    find_officers(keeping, roster);
    join_officers(keeping, forest, together, n);
    keeping->together = g_new(guint32, (gsize)n + 1);
    for (guint32 node = 0; node < n; node++)
        keeping->together[node] = cluster_forest_root(forest, node);
    return keeping;
}

const guint32 *
cluster_keeping_together(const ClusterKeeping *keeping)
{
    return keeping->together;
}

gboolean
cluster_keeping_forbids(const ClusterKeeping *keeping, guint32 a, guint32 b)
{
    return keeping->officers[a] != 0 && keeping->officers[b] != 0 &&
           keeping->officers[a] != keeping->officers[b];
}

void
cluster_keeping_free(ClusterKeeping *keeping)
{
    if (keeping == NULL)
        return;
    g_free(keeping->officers);
    g_free(keeping->together);
    g_free(keeping);
}
