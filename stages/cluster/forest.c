#include "stages/cluster/forest.h"

#include "pipeline/lib/unite.h"

#define CUT_FROM 0
#define CUT_TO   12

struct ClusterForest {
    guint n;
    guint32 *parents; /* owned */
};

/* Things sorted into groups: those of group g are items[starts[g]] to items[starts[g + 1] - 1]. */
typedef struct {
    guint32 *items;  /* owned */
    guint32 *starts; /* owned; one more than groups */
} Buckets;

struct ClusterGroups {
    guint n;
    Buckets nodes;
    Buckets links;
};

ClusterForest *
cluster_forest_new(guint n)
{
    ClusterForest *forest = g_new(ClusterForest, 1);

    forest->n = n;
    forest->parents = roll_unite_new(n);
    return forest;
}

guint32
cluster_forest_root(ClusterForest *forest, guint32 node)
{
    return roll_unite_root(forest->parents, node);
}

void
cluster_forest_join(ClusterForest *forest, guint32 a, guint32 b)
{
    roll_unite(forest->parents, a, b);
}

void
cluster_forest_free(ClusterForest *forest)
{
    g_free(forest->parents);
    g_free(forest);
}

/* ---- groups ---- */

static void
join_must_links(const ClusterInput *input, ClusterForest *forest)
{
    g_autoptr(GHashTable) first = NULL;

    if (input->together == NULL)
        return;
    first = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < input->n; i++) {
        gpointer key = GUINT_TO_POINTER(input->together[i]);
        gpointer known = g_hash_table_lookup(first, key);

        if (known == NULL)
            g_hash_table_insert(first, key, GUINT_TO_POINTER(i + 1));
        else
            cluster_forest_join(forest, i, GPOINTER_TO_UINT(known) - 1);
    }
}

/* Joins by links; where a set of @base is too large only by those of @bits and more. */
static void
join_links(const ClusterInput *input, ClusterForest *forest, ClusterForest *base,
           const guint32 *sizes, guint max, gdouble bits)
{
    for (guint i = 0; i < input->n_links; i++) {
        const ClusterLink *link = &input->links[i];
        gboolean large = base != NULL && sizes[cluster_forest_root(base, link->a)] > max;

        if (!large || (gdouble)link->weight >= bits)
            cluster_forest_join(forest, link->a, link->b);
    }
}

static guint32 *
count_sizes(ClusterForest *forest, guint32 *largest)
{
    guint32 *sizes = g_new0(guint32, (gsize)forest->n + 1);

    *largest = 0;
    for (guint i = 0; i < forest->n; i++) {
        guint32 root = cluster_forest_root(forest, i);

        sizes[root]++;
        *largest = MAX(*largest, sizes[root]);
    }
    return sizes;
}

static ClusterForest *
make_forest(const ClusterInput *input, guint max)
{
    ClusterForest *forest = cluster_forest_new(input->n);
    guint32 largest = 0;
    g_autofree guint32 *sizes = NULL;

    join_must_links(input, forest);
    join_links(input, forest, NULL, NULL, max, 0);
    sizes = count_sizes(forest, &largest);
    for (gint bits = CUT_FROM; largest > max && bits <= CUT_TO; bits++) {
        g_autoptr(ClusterForest) base = forest;

        forest = cluster_forest_new(input->n);
        join_must_links(input, forest);
        join_links(input, forest, base, sizes, max, bits);
        g_free(sizes);
        sizes = count_sizes(forest, &largest);
    }
    return forest;
}

/* Sorts @n things, each in group @group_of[i] - 1, those of 0 in none. */
static Buckets
fill_buckets(const guint32 *group_of, guint n, guint n_groups)
{
    Buckets buckets = {g_new(guint32, (gsize)n + 1), g_new0(guint32, (gsize)n_groups + 2)};
    g_autofree guint32 *at = NULL;

    for (guint i = 0; i < n; i++)
        if (group_of[i] > 0)
            buckets.starts[group_of[i]]++;
    for (guint i = 0; i < n_groups; i++)
        buckets.starts[i + 1] += buckets.starts[i];
    at = g_memdup2(buckets.starts, ((gsize)n_groups + 1) * sizeof(guint32));
    for (guint i = 0; i < n; i++)
        if (group_of[i] > 0)
            buckets.items[at[group_of[i] - 1]++] = i;
    return buckets;
}

ClusterGroups *
cluster_groups_new(const ClusterInput *input, guint max)
{
    ClusterGroups *groups = g_new0(ClusterGroups, 1);
    g_autoptr(ClusterForest) forest = make_forest(input, max);
    guint32 largest = 0;
    g_autofree guint32 *sizes = count_sizes(forest, &largest);
    g_autofree guint32 *of_node = g_new0(guint32, (gsize)input->n + 1);
    g_autofree guint32 *of_link = g_new0(guint32, (gsize)input->n_links + 1);

    for (guint i = 0; i < input->n; i++) { /* a root comes before its set */
        guint32 root = cluster_forest_root(forest, i);

        if (sizes[root] >= 2)
            of_node[i] = root == i ? ++groups->n : of_node[root];
    }
    for (guint i = 0; i < input->n_links; i++) {
        const ClusterLink *link = &input->links[i];

        if (of_node[link->a] == of_node[link->b])
            of_link[i] = of_node[link->a];
    }
    groups->nodes = fill_buckets(of_node, input->n, groups->n);
    groups->links = fill_buckets(of_link, input->n_links, groups->n);
    return groups;
}

guint
cluster_groups_n(const ClusterGroups *groups)
{
    return groups->n;
}

ClusterGroup
cluster_groups_at(const ClusterGroups *groups, guint group)
{
    const guint32 *node = &groups->nodes.starts[group];
    const guint32 *link = &groups->links.starts[group];

    return (ClusterGroup){&groups->nodes.items[node[0]], node[1] - node[0],
                          &groups->links.items[link[0]], link[1] - link[0]};
}

void
cluster_groups_free(ClusterGroups *groups)
{
    if (groups == NULL)
        return;
    g_free(groups->nodes.items);
    g_free(groups->nodes.starts);
    g_free(groups->links.items);
    g_free(groups->links.starts);
    g_free(groups);
}
