#include "stages/cluster/linkage.h"

#include <math.h>
#include <stdlib.h>

#include "pipeline/lib/in_turn.h"
#include "stages/cluster/forest.h"

#define GROUP_MAX    3000u /* nodes weighed as a whole; larger groups are cut at their weak links */
#define PIECE_GROUPS 512u  /* that one thread links before what is found is taken */

/* What weighing some groups finds. */
typedef struct {
    GArray *doubts; /* of ClusterDoubt */
    GArray *joins;  /* of ClusterJoin */
    ClusterExpected expected;
} Found;

/* What all groups share: no two of them touch the same nodes. */
typedef struct {
    const ClusterInput *input;
    const ClusterGroups *groups;
    ClusterForest *forest;
    guint32 *place; /* of a node: where it stands in the table of its group */
    Clustering *out;
} Linking;

/* A partner to join, and what speaks for it. */
typedef struct {
    guint partner;
    gfloat strongest; /* link */
    gdouble value;
} Choice;

/* One group of nodes that links hold together, as a table of all against all. */
typedef struct {
    const Linking *linking;
    Found *found;
    const guint32 *nodes; /* ascending */
    guint n;
    gdouble *sums;     /* of weights over cross pairs, [i * n + j] */
    gfloat *strongest; /* the strongest link between i and j, and its place */
    guint32 *places;
    guint *sizes;     /* nodes in i; 0 once joined to another */
    gdouble *records; /* records in i */
    Choice *best;     /* the best partner of i among those behind it; i itself: none */
    gfloat *weakest;  /* value of the weakest join in i */
} Table;

static gdouble
value_of(const Table *table, guint i, guint j)
{
    return roll_join_value(table->sums[(gsize)i * table->n + j], table->sizes[i], table->sizes[j]);
}

static void
set_both(Table *table, guint i, guint j, gdouble sum)
{
    table->sums[(gsize)i * table->n + j] = sum;
    table->sums[(gsize)j * table->n + i] = sum;
}

static void
set_strongest(Table *table, guint i, guint j, gfloat weight, guint32 link)
{
    gsize at = (gsize)i * table->n + j;
    gsize mirror = (gsize)j * table->n + i;

    if (table->places[at] != CLUSTER_NO_LINK && table->strongest[at] >= weight)
        return;
    table->strongest[at] = table->strongest[mirror] = weight;
    table->places[at] = table->places[mirror] = link;
}

static Choice
choice_of(const Table *table, guint i, guint j)
{
    return (Choice){j, table->strongest[(gsize)i * table->n + j], value_of(table, i, j)};
}

/* What is sure by any measure is joined in the order of its strongest links, so that namesakes do
 * not stand in between. */
static gboolean
is_better(const Choice *one, const Choice *other)
{
    if (one->value < other->value || one->value > other->value)
        return one->value > other->value;
    return one->strongest > other->strongest;
}

static void
find_best(Table *table, guint i)
{
    Choice best = {.partner = i};

    for (guint j = i + 1; j < table->n; j++) {
        Choice choice = {0};

        if (table->sizes[j] == 0)
            continue;
        choice = choice_of(table, i, j);
        if (best.partner == i || is_better(&choice, &best))
            best = choice;
    }
    table->best[i] = best;
}

/* Joins @j to @i, which is in front of it. */
static void
join(Table *table, guint i, guint j)
{
    for (guint k = 0; k < table->n; k++) {
        gsize at = (gsize)j * table->n + k;

        if (k == i || k == j || table->sizes[k] == 0)
            continue;
        set_both(table, i, k, table->sums[(gsize)i * table->n + k] + table->sums[at]);
        if (table->places[at] != CLUSTER_NO_LINK)
            set_strongest(table, i, k, table->strongest[at], table->places[at]);
    }
    table->sizes[i] += table->sizes[j];
    table->sizes[j] = 0;
    table->records[i] += table->records[j];
    table->weakest[i] = MIN(table->weakest[i], table->weakest[j]);
    cluster_forest_join(table->linking->forest, table->nodes[i], table->nodes[j]);
}

/* After a join the best partners of those that looked at either are found anew. */
static void
refresh(Table *table, guint i, guint j)
{
    for (guint k = 0; k < i; k++) {
        Choice choice = {0};

        if (table->sizes[k] == 0)
            continue;
        choice = choice_of(table, k, i);
        if (table->best[k].partner == i || table->best[k].partner == j ||
            is_better(&choice, &table->best[k]))
            find_best(table, k);
    }
    for (guint k = i + 1; k < j; k++)
        if (table->sizes[k] > 0 && table->best[k].partner == j)
            find_best(table, k);
    find_best(table, i);
}

/* FALSE: nobody has a partner left that is worth joining. */
static gboolean
best_pair(const Table *table, guint *i, guint *j)
{
    const Choice *best = NULL;

    for (guint k = 0; k < table->n; k++) {
        const Choice *choice = &table->best[k];

        if (table->sizes[k] > 0 && choice->partner != k &&
            (best == NULL || is_better(choice, best))) {
            best = choice;
            *i = k;
        }
    }
    if (best == NULL || best->value <= 0)
        return FALSE;
    *j = best->partner;
    return TRUE;
}

static void
note_doubt(const Table *table, guint i, guint j, gboolean joined)
{
    ClusterDoubt doubt = {value_of(table, i, j), table->places[(gsize)i * table->n + j],
                          (guint32)table->records[i], (guint32)table->records[j], joined};

    if (fabs(doubt.value) <= CLUSTER_REVIEW && doubt.link != CLUSTER_NO_LINK)
        g_array_append_val(table->found->doubts, doubt);
}

static void
note_join(const Table *table, guint i, guint j, gboolean must)
{
    ClusterJoin join = {table->nodes[i], table->nodes[j], value_of(table, i, j),
                        table->places[(gsize)i * table->n + j], must};

    g_array_append_val(table->found->joins, join);
}

/* The odds of a value as a probability that the two groups are one. */
static gdouble
probability(gdouble value)
{
    return 1 / (1 + exp2(-MAX(value, -60)));
}

static void
expect_join(const Table *table, guint i, guint j)
{
    gdouble pairs = table->records[i] * table->records[j];

    table->found->expected.wrong += pairs * (1 - probability(value_of(table, i, j)));
}

static void
expect_miss(const Table *table, guint i, guint j)
{
    if (table->places[(gsize)i * table->n + j] != CLUSTER_NO_LINK)
        table->found->expected.missed +=
            table->records[i] * table->records[j] * probability(value_of(table, i, j));
}

static void
run_table(Table *table)
{
    gfloat *weakest = table->linking->out->weakest;
    guint i = 0;
    guint j = 0;

    for (guint k = 0; k < table->n; k++)
        find_best(table, k);
    while (best_pair(table, &i, &j)) {
        gdouble value = value_of(table, i, j);

        note_doubt(table, i, j, TRUE);
        note_join(table, i, j, FALSE);
        expect_join(table, i, j);
        join(table, i, j);
        table->weakest[i] = MIN(table->weakest[i], (gfloat)value);
        refresh(table, i, j);
    }
    for (i = 0; i < table->n; i++) {
        weakest[table->nodes[i]] = table->weakest[i];
        for (j = i + 1; table->sizes[i] > 0 && j < table->n; j++)
            if (table->sizes[j] > 0) {
                note_doubt(table, i, j, FALSE);
                expect_miss(table, i, j);
            }
    }
}

static gdouble
weight_of(const ClusterLink *link)
{
    gdouble weight = (gdouble)link->weight;

    return weight <= ROLL_JOIN_HARD ? CLUSTER_FORBIDDEN
                                    : CLAMP(weight, -ROLL_JOIN_CLIP, ROLL_JOIN_CLIP);
}

static void
forbid(Table *table)
{
    const ClusterInput *input = table->linking->input;

    for (guint i = 0; input->forbids != NULL && i < table->n; i++)
        for (guint j = i + 1; j < table->n; j++)
            if (input->forbids(input->self, table->nodes[i], table->nodes[j]))
                set_both(table, i, j, CLUSTER_FORBIDDEN);
}

/* What must be one is one before anything is weighed. */
static void
join_together(Table *table)
{
    const guint32 *together = table->linking->input->together;

    for (guint i = 0; together != NULL && i < table->n; i++)
        for (guint j = i + 1; table->sizes[i] > 0 && j < table->n; j++)
            if (table->sizes[j] > 0 && together[table->nodes[i]] == together[table->nodes[j]]) {
                note_join(table, i, j, TRUE);
                join(table, i, j);
            }
}

static void
table_clear(Table *table)
{
    g_free(table->sums);
    g_free(table->strongest);
    g_free(table->places);
    g_free(table->sizes);
    g_free(table->records);
    g_free(table->best);
    g_free(table->weakest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Table, table_clear)

/* Makes room for a group of @n nodes and for all that have fewer. */
static void
make_room(Table *table, guint n)
{
    gsize cells = (gsize)n * n;

    table->sums = g_new(gdouble, cells);
    table->strongest = g_new(gfloat, cells);
    table->places = g_new(guint32, cells);
    table->sizes = g_new(guint, n);
    table->records = g_new(gdouble, n);
    table->best = g_new(Choice, n);
    table->weakest = g_new(gfloat, n);
}

/* Every node by itself, and no two compared. */
static void
start_table(Table *table, const ClusterGroup *group)
{
    const guint32 *sizes = table->linking->input->sizes;

    table->nodes = group->nodes;
    table->n = group->n_nodes;
    for (gsize i = 0; i < (gsize)table->n * table->n; i++) {
        table->sums[i] = ROLL_JOIN_UNCOMPARED;
        table->strongest[i] = 0;
        table->places[i] = CLUSTER_NO_LINK;
    }
    for (guint i = 0; i < table->n; i++) {
        table->sizes[i] = 1;
        table->records[i] = sizes != NULL ? sizes[group->nodes[i]] : 1;
        table->weakest[i] = (gfloat)(ROLL_JOIN_CLIP + ROLL_JOIN_BONUS_MAX);
        table->linking->place[group->nodes[i]] = i;
    }
}

static void
link_group(Table *table, const ClusterGroup *group)
{
    const guint32 *place = table->linking->place;

    start_table(table, group);
    for (guint i = 0; i < group->n_links; i++) {
        const ClusterLink *link = &table->linking->input->links[group->links[i]];

        set_both(table, place[link->a], place[link->b], weight_of(link));
        set_strongest(table, place[link->a], place[link->b], link->weight, group->links[i]);
    }
    forbid(table);
    join_together(table);
    run_table(table);
}

/* ---- all groups ---- */

static Found *
found_new(void)
{
    Found *found = g_new0(Found, 1);

    found->doubts = g_array_new(FALSE, FALSE, sizeof(ClusterDoubt));
    found->joins = g_array_new(FALSE, FALSE, sizeof(ClusterJoin));
    return found;
}

static void
found_free(gpointer data)
{
    Found *found = data;

    g_array_unref(found->doubts);
    g_array_unref(found->joins);
    g_free(found);
}

static gpointer
link_piece(gpointer self, guint piece)
{
    const Linking *linking = self;
    guint end = MIN((piece + 1) * PIECE_GROUPS, cluster_groups_n(linking->groups));
    Found *found = found_new();
    guint largest = 1;
    g_auto(Table) table = {.linking = linking, .found = found};

    for (guint i = piece * PIECE_GROUPS; i < end; i++)
        largest = MAX(largest, cluster_groups_at(linking->groups, i).n_nodes);
    make_room(&table, largest);
    for (guint i = piece * PIECE_GROUPS; i < end; i++) {
        ClusterGroup group = cluster_groups_at(linking->groups, i);

        link_group(&table, &group);
    }
    return found;
}

static gboolean
take_piece(gpointer self, gpointer made, G_GNUC_UNUSED GError **error)
{
    Clustering *out = ((const Linking *)self)->out;
    const Found *found = made;

    g_array_append_vals(out->doubts, found->doubts->data, found->doubts->len);
    g_array_append_vals(out->joins, found->joins->data, found->joins->len);
    out->expected.wrong += found->expected.wrong;
    out->expected.missed += found->expected.missed;
    found_free(made);
    return TRUE;
}

static void
link_all(Linking *linking)
{
    guint n_pieces = (cluster_groups_n(linking->groups) + PIECE_GROUPS - 1) / PIECE_GROUPS;
    gboolean is_sound = roll_in_turn(
        &(RollInTurn){n_pieces, linking->input->jobs, linking, link_piece, take_piece, found_free},
        NULL);

    g_assert(is_sound);
}

/* How much an answer is worth: how unsure the program is, times the pairs of records it moves. */
static gdouble
use_of(const ClusterDoubt *doubt)
{
    gdouble p = probability(doubt->value);

    return p * (1 - p) * doubt->n_a * doubt->n_b;
}

static gint
compare_doubts(gconstpointer a, gconstpointer b)
{
    const ClusterDoubt *x = a;
    const ClusterDoubt *y = b;
    gdouble use_x = use_of(x);
    gdouble use_y = use_of(y);

    if (use_x != use_y)
        return use_x > use_y ? -1 : 1;
    return (x->link > y->link) - (x->link < y->link);
}

Clustering *
cluster_link(const ClusterInput *input)
{
    Clustering *out = g_new0(Clustering, 1);
    g_autoptr(ClusterGroups) groups = cluster_groups_new(input, GROUP_MAX);
    g_autoptr(ClusterForest) forest = cluster_forest_new(input->n);
    g_autofree guint32 *place = g_new0(guint32, (gsize)input->n + 1);
    Linking linking = {input, groups, forest, place, out};

    out->n = input->n;
    out->weakest = g_new(gfloat, (gsize)input->n + 1);
    out->of = g_new(guint32, (gsize)input->n + 1);
    out->doubts = g_array_new(FALSE, FALSE, sizeof(ClusterDoubt));
    out->joins = g_array_new(FALSE, FALSE, sizeof(ClusterJoin));
    for (guint i = 0; i < input->n; i++)
        out->weakest[i] = (gfloat)(ROLL_JOIN_CLIP + ROLL_JOIN_BONUS_MAX);
    link_all(&linking);
    for (guint i = 0; i < input->n; i++)
        out->of[i] = cluster_forest_root(forest, i);
    g_array_sort(out->doubts, compare_doubts);
    return out;
}

void
cluster_clustering_free(Clustering *clustering)
{
    if (clustering == NULL)
        return;
    g_free(clustering->of);
    g_free(clustering->weakest);
    g_array_unref(clustering->doubts);
    g_array_unref(clustering->joins);
    g_free(clustering);
}
