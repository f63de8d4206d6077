#include "stages/cluster/links.h"

#include "pipeline/lib/error.h"
#include "stages/cluster/linkage.h"
#include "stages/cluster/numbers.h"

/* What the pairs of a batch say. */
typedef struct {
    guint32 left[ROLL_BATCH_RECORDS];
    guint32 right[ROLL_BATCH_RECORDS];
    gfloat weight[ROLL_BATCH_RECORDS];
} Said;

static void
apply_veto(const ClusterVeto *veto, const RollColumn *levels, gfloat *weights)
{
    guint n_values = roll_column_n_values(levels);
    g_autofree guint8 *applies = g_new(guint8, (gsize)n_values + 1);

    for (guint code = 0; code < n_values; code++)
        applies[code] = cluster_veto_applies(veto, roll_column_value(levels, code)) ? 1 : 0;
    for (guint i = 0; i < roll_column_n_records(levels); i++)
        if (applies[roll_column_code(levels, i)] != 0)
            weights[i] = MIN(weights[i], (gfloat)ROLL_JOIN_HARD);
}

/* The first pair that is none; n of them: all are. */
static guint
read_batch(Said *said, const ClusterVeto *veto, const RollBatch *batch)
{
    const RollColumn *left = roll_batch_find(batch, "left");
    const RollColumn *right = roll_batch_find(batch, "right");
    const RollColumn *weight = roll_batch_find(batch, "weight");
    const RollColumn *levels = roll_batch_find(batch, "levels");
    guint n = roll_batch_n_records(batch);
    guint i = 0;

    if (left == NULL || right == NULL || weight == NULL)
        return 0;
    cluster_numbers_whole(left, said->left);
    cluster_numbers_whole(right, said->right);
    cluster_numbers_real(weight, said->weight);
    if (levels != NULL)
        apply_veto(veto, levels, said->weight);
    while (i < n && MAX(said->left[i], said->right[i]) < CLUSTER_NO_NUMBER)
        i++;
    return i;
}

gboolean
cluster_links_read(GArray *links, const ClusterVeto *veto, const RollBatch *batch, GError **error)
{
    g_autofree Said *said = g_new(Said, 1);
    guint n = roll_batch_n_records(batch);
    guint n_sound = read_batch(said, veto, batch);
    guint first = links->len;

    if (n_sound < n) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "pairs: pair %u is not as match writes it",
                    first + n_sound + 1);
        return FALSE;
    }
    g_array_set_size(links, first + n);
    for (guint i = 0; i < n; i++)
        g_array_index(links, ClusterLink, first + i) =
            (ClusterLink){said->left[i], said->right[i], said->weight[i], first + i};
    return TRUE;
}

/* The nodes of an identity: that of its records, and those of the records parted from it. */
static void
add_nodes(const ClusterRoster *roster, guint32 identity, GArray *nodes)
{
    guint32 node = cluster_roster_node_of_identity(roster, identity);
    const GArray *parted = cluster_roster_parted(roster, identity);

    g_array_set_size(nodes, 0);
    if (node != CLUSTER_NO_NODE)
        g_array_append_val(nodes, node);
    if (parted != NULL)
        g_array_append_vals(nodes, parted->data, parted->len);
}

/* As where nobody is parted from an identity, which is nearly always. */
static void
name_in_place(GArray *links, const ClusterRoster *roster)
{
    ClusterLink *at = (ClusterLink *)(void *)links->data;
    guint n = 0;

    for (guint i = 0; i < links->len; i++) {
        guint32 a = cluster_roster_node_of_identity(roster, at[i].a);
        guint32 b = cluster_roster_node_of_identity(roster, at[i].b);

        if (a != CLUSTER_NO_NODE && b != CLUSTER_NO_NODE)
            at[n++] = (ClusterLink){a, b, at[i].weight, at[i].pair};
    }
    g_array_set_size(links, n);
}

/* A link for each node of either side. */
static void
name_spread(GArray *links, const ClusterRoster *roster)
{
    g_autoptr(GArray) read = g_array_copy(links);
    g_autoptr(GArray) from = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GArray) to = g_array_new(FALSE, FALSE, sizeof(guint32));

    g_array_set_size(links, 0);
    for (guint i = 0; i < read->len; i++) {
        ClusterLink link = g_array_index(read, ClusterLink, i);

        add_nodes(roster, link.a, from);
        add_nodes(roster, link.b, to);
        for (guint j = 0; j < from->len; j++)
            for (guint k = 0; k < to->len; k++) {
                link.a = g_array_index(from, guint32, j);
                link.b = g_array_index(to, guint32, k);
                g_array_append_val(links, link);
            }
    }
}

void
cluster_links_name(GArray *links, const ClusterRoster *roster)
{
    if (cluster_roster_has_parted(roster))
        name_spread(links, roster);
    else
        name_in_place(links, roster);
}
