#include "stages/cluster/linkage.h"

#include <math.h>
#include <stdlib.h>

#include "stages/cluster/forest.h"

#define GROUP_MAX 3000u /* nodes weighed as a whole; larger groups are cut at their weak links */

/* A partner to join, and what speaks for it. */
typedef struct {
    guint partner;
    gfloat strongest; /* link */
    gdouble value;
} Choice;

/* One group of nodes that links hold together, as a table of all against all. */
typedef struct {
    const ClusterInput *input;
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
join(Table *table, ClusterForest *forest, guint i, guint j)
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
    cluster_forest_join(forest, table->nodes[i], table->nodes[j]);
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
note_doubt(const Table *table, GArray *doubts, guint i, guint j, gboolean joined)
{
    ClusterDoubt doubt = {value_of(table, i, j), table->places[(gsize)i * table->n + j],
                          (guint32)table->records[i], (guint32)table->records[j], joined};

    if (fabs(doubt.value) <= CLUSTER_REVIEW && doubt.link != CLUSTER_NO_LINK)
        g_array_append_val(doubts, doubt);
}

static void
note_join(const Table *table, GArray *joins, guint i, guint j, gboolean must)
{
    ClusterJoin join = {table->nodes[i], table->nodes[j], value_of(table, i, j),
                        table->places[(gsize)i * table->n + j], must};

    g_array_append_val(joins, join);
}

/* The odds of a value as a probability that the two groups are one. */
static gdouble
probability(gdouble value)
{
    return 1 / (1 + exp2(-MAX(value, -60)));
}

static void
expect_join(const Table *table, ClusterExpected *expected, guint i, guint j)
{
    gdouble pairs = table->records[i] * table->records[j];

    expected->wrong += pairs * (1 - probability(value_of(table, i, j)));
}

static void
expect_miss(const Table *table, ClusterExpected *expected, guint i, guint j)
{
    if (table->places[(gsize)i * table->n + j] != CLUSTER_NO_LINK)
        expected->missed +=
            table->records[i] * table->records[j] * probability(value_of(table, i, j));
}

static void
run_table(Table *table, Clustering *out, ClusterForest *forest)
{
    guint i = 0;
    guint j = 0;

    for (guint k = 0; k < table->n; k++)
        find_best(table, k);
    while (best_pair(table, &i, &j)) {
        gdouble value = value_of(table, i, j);

        note_doubt(table, out->doubts, i, j, TRUE);
        note_join(table, out->joins, i, j, FALSE);
        expect_join(table, &out->expected, i, j);
        join(table, forest, i, j);
        table->weakest[i] = MIN(table->weakest[i], (gfloat)value);
        refresh(table, i, j);
    }
    for (i = 0; i < table->n; i++) {
        out->weakest[table->nodes[i]] = table->weakest[i];
        for (j = i + 1; table->sizes[i] > 0 && j < table->n; j++)
            if (table->sizes[j] > 0) {
                note_doubt(table, out->doubts, i, j, FALSE);
                expect_miss(table, &out->expected, i, j);
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
    const ClusterInput *input = table->input;

    for (guint i = 0; input->forbids != NULL && i < table->n; i++)
        for (guint j = i + 1; j < table->n; j++)
            if (input->forbids(input->self, table->nodes[i], table->nodes[j]))
                set_both(table, i, j, CLUSTER_FORBIDDEN);
}

/* What must be one is one before anything is weighed. */
static void
join_together(Table *table, ClusterForest *forest, GArray *joins)
{
    const guint32 *together = table->input->together;

    for (guint i = 0; together != NULL && i < table->n; i++)
        for (guint j = i + 1; table->sizes[i] > 0 && j < table->n; j++)
            if (table->sizes[j] > 0 && together[table->nodes[i]] == together[table->nodes[j]]) {
                note_join(table, joins, i, j, TRUE);
                join(table, forest, i, j);
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

/* @place: where a node stands in the table; only those of this group are looked at. */
static void
link_group(const ClusterInput *input, const ClusterGroup *group, const guint32 *place,
           Clustering *out, ClusterForest *forest)
{
    gsize cells = (gsize)group->n_nodes * group->n_nodes;
    g_auto(Table) table = {.input = input, .nodes = group->nodes, .n = group->n_nodes};

    table.sums = g_new0(gdouble, cells);
    table.strongest = g_new0(gfloat, cells);
    table.places = g_new0(guint32, cells);
    table.sizes = g_new0(guint, table.n);
    table.records = g_new0(gdouble, table.n);
    table.best = g_new0(Choice, table.n);
    table.weakest = g_new0(gfloat, table.n);
    for (gsize i = 0; i < cells; i++) {
        table.sums[i] = ROLL_JOIN_UNCOMPARED;
        table.places[i] = CLUSTER_NO_LINK;
    }
    for (guint i = 0; i < table.n; i++) {
        table.sizes[i] = 1;
        table.records[i] = input->sizes != NULL ? input->sizes[group->nodes[i]] : 1;
        table.weakest[i] = (gfloat)(ROLL_JOIN_CLIP + ROLL_JOIN_BONUS_MAX);
    }
    for (guint i = 0; i < group->n_links; i++) {
        const ClusterLink *link = &input->links[group->links[i]];

        set_both(&table, place[link->a], place[link->b], weight_of(link));
        set_strongest(&table, place[link->a], place[link->b], link->weight, group->links[i]);
    }
    forbid(&table);
    join_together(&table, forest, out->joins);
    run_table(&table, out, forest);
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

    out->n = input->n;
    out->weakest = g_new(gfloat, (gsize)input->n + 1);
    out->of = g_new(guint32, (gsize)input->n + 1);
    out->doubts = g_array_new(FALSE, FALSE, sizeof(ClusterDoubt));
    out->joins = g_array_new(FALSE, FALSE, sizeof(ClusterJoin));
    for (guint i = 0; i < input->n; i++)
        out->weakest[i] = (gfloat)(ROLL_JOIN_CLIP + ROLL_JOIN_BONUS_MAX);
    for (guint i = 0; i < cluster_groups_n(groups); i++) {
        ClusterGroup group = cluster_groups_at(groups, i);

        for (guint j = 0; j < group.n_nodes; j++)
            place[group.nodes[j]] = j;
        link_group(input, &group, place, out, forest);
    }
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
