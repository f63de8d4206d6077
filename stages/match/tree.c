#include "stages/match/tree.h"

#include <math.h>

#define PSEUDO    30.0   /* counts of independence that every conditional table starts with */
#define LIFT_MIN  (-6.0) /* log2 of 1/64 */
#define LIFT_MAX  12.0   /* log2 of 4096 */
#define G_MIN     60.0   /* likelihood ratio statistic that an edge must reach */
#define COUNT_MIN 1000.0 /* random pairs below which no dependence is believed */

typedef struct {
    guint x;
    guint y;
    gdouble information; /* nats */
} Edge;

MatchJoint
match_joint(const MatchPatterns *patterns, const gdouble *counts, guint x, guint y)
{
    MatchJoint joint = {{{0}}, 0};

    for (guint i = 0; i < match_patterns_n(patterns); i++) {
        const MatchPattern *pattern = match_patterns_at(patterns, i);
        guint level_x = pattern->level[x];
        guint level_y = pattern->level[y];

        if (level_x == MATCH_LEVEL_MISSING || level_y == MATCH_LEVEL_MISSING)
            continue;
        joint.at[level_x][level_y] += counts[i];
        joint.sum += counts[i];
    }
    return joint;
}

static void
margins(const MatchJoint *joint, gdouble *rows, gdouble *columns)
{
    for (guint i = 0; i < MATCH_LEVELS_MAX; i++)
        rows[i] = columns[i] = 0;
    for (guint i = 0; i < MATCH_LEVELS_MAX; i++)
        for (guint j = 0; j < MATCH_LEVELS_MAX; j++) {
            rows[i] += joint->at[i][j];
            columns[j] += joint->at[i][j];
        }
}

/* Takes out what undetected matches could explain, but never more than makes a cell as full as
 * independence would. */
static void
take_out_matches(const MatchModel *model, MatchJoint *joint, guint x, guint y, gdouble hidden)
{
    gdouble rows[MATCH_LEVELS_MAX];
    gdouble columns[MATCH_LEVELS_MAX];
    gdouble sum = joint->sum;

    margins(joint, rows, columns);
    joint->sum = 0;
    for (guint i = 0; i < MATCH_LEVELS_MAX; i++)
        for (guint j = 0; j < MATCH_LEVELS_MAX; j++) {
            gdouble *cell = &joint->at[i][j];
            gdouble expected = rows[i] * columns[j] / MAX(sum, 1);

            *cell = MAX(*cell - 4 * hidden * model->field[x].m[i] * model->field[y].m[j],
                        MIN(*cell, expected));
            joint->sum += *cell;
        }
}

static gdouble
mutual_information(const MatchJoint *joint)
{
    gdouble rows[MATCH_LEVELS_MAX];
    gdouble columns[MATCH_LEVELS_MAX];
    gdouble information = 0;

    margins(joint, rows, columns);
    for (guint i = 0; i < MATCH_LEVELS_MAX; i++)
        for (guint j = 0; j < MATCH_LEVELS_MAX; j++)
            if (joint->at[i][j] > 0)
                information += joint->at[i][j] / joint->sum *
                               log(joint->at[i][j] * joint->sum / (rows[i] * columns[j]));
    return information;
}

static gint
compare_edges(gconstpointer a, gconstpointer b)
{
    const Edge *p = a;
    const Edge *q = b;

    if (p->information != q->information)
        return p->information > q->information ? -1 : 1;
    return p->x != q->x ? (gint)p->x - (gint)q->x : (gint)p->y - (gint)q->y;
}

static GArray *
find_edges(const MatchModel *model, const MatchPatterns *patterns, const gdouble *counts,
           gdouble hidden)
{
    GArray *edges = g_array_new(FALSE, FALSE, sizeof(Edge));
    guint n = model->identities->fields->len;

    for (guint x = 0; x < n; x++)
        for (guint y = x + 1; y < n; y++) {
            MatchJoint joint = match_joint(patterns, counts, x, y);
            Edge edge = {x, y, 0};

            if (joint.sum < COUNT_MIN)
                continue;
            take_out_matches(model, &joint, x, y, hidden);
            edge.information = mutual_information(&joint);
            if (2 * joint.sum * edge.information > G_MIN)
                g_array_append_val(edges, edge);
        }
    g_array_sort(edges, compare_edges);
    return edges;
}

static guint
root_of(const guint *group, guint field)
{
    while (group[field] != field)
        field = group[field];
    return field;
}

/* Hangs every field of a tree under the one nearer to its root. */
static void
hang(MatchModel *model, gboolean joined[MATCH_FIELDS_MAX][MATCH_FIELDS_MAX], guint root)
{
    guint waiting[MATCH_FIELDS_MAX] = {root};
    guint n = 1;

    while (n > 0) {
        guint field = waiting[--n];

        for (guint next = 0; next < model->identities->fields->len; next++)
            if (joined[field][next] && (gint)next != model->field[field].parent) {
                model->field[next].parent = (gint)field;
                waiting[n++] = next;
            }
    }
}

static void
grow_forest(MatchModel *model, const GArray *edges)
{
    gboolean joined[MATCH_FIELDS_MAX][MATCH_FIELDS_MAX] = {{FALSE}};
    guint group[MATCH_FIELDS_MAX];
    guint n = model->identities->fields->len;

    for (guint i = 0; i < n; i++) {
        group[i] = i;
        model->field[i].parent = -1;
    }
    for (guint i = 0; i < edges->len; i++) {
        const Edge *edge = &g_array_index(edges, Edge, i);
        guint x = root_of(group, edge->x);
        guint y = root_of(group, edge->y);

        if (x == y)
            continue;
        group[MAX(x, y)] = MIN(x, y);
        joined[edge->x][edge->y] = joined[edge->y][edge->x] = TRUE;
    }
    for (guint i = 0; i < n; i++)
        if (group[i] == i)
            hang(model, joined, i);
}

/* log2 of how much likelier each level of the child is given the parent's. */
static void
lifts(const MatchJoint *joint, const gdouble *share,
      gdouble out[MATCH_LEVELS_MAX][MATCH_LEVELS_MAX])
{
    for (guint i = 0; i < MATCH_LEVELS_MAX; i++) {
        gdouble row = 0;

        for (guint j = 0; j < MATCH_LEVELS_MAX; j++)
            row += joint->at[i][j];
        for (guint j = 0; j < MATCH_LEVELS_MAX; j++) {
            gdouble base = MAX(share[j], 1e-9);
            gdouble lift = (joint->at[i][j] + PSEUDO * base) / (row + PSEUDO) / base;

            out[i][j] = CLAMP(log2(lift), LIFT_MIN, LIFT_MAX);
        }
    }
}

void
match_tree_plant(MatchModel *model, const MatchPatterns *patterns, const gdouble *counts,
                 gdouble hidden)
{
    g_autoptr(GArray) edges = find_edges(model, patterns, counts, hidden);

    grow_forest(model, edges);
    for (guint field = 0; field < model->identities->fields->len; field++) {
        MatchFieldModel *at = &model->field[field];
        MatchJoint joint = {{{0}}, 0};

        if (at->parent < 0)
            continue;
        joint = match_joint(patterns, counts, (guint)at->parent, field);
        take_out_matches(model, &joint, (guint)at->parent, field, hidden);
        lifts(&joint, at->u, at->lift_u);
    }
}

void
match_tree_lift_m(MatchModel *model, const MatchPatterns *patterns, const gdouble *counts)
{
    for (guint field = 0; field < model->identities->fields->len; field++) {
        MatchFieldModel *at = &model->field[field];

        if (at->parent >= 0) {
            MatchJoint joint = match_joint(patterns, counts, (guint)at->parent, field);

            lifts(&joint, at->m, at->lift_m);
        }
    }
}
