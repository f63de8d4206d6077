#include "stages/cluster/growth.h"

#include "pipeline/lib/number.h"

const gchar *const cluster_growth_columns[] = {"officer", "step",  "record_a", "record_b",
                                               "value",   "cause", NULL};

/* A step, and its number in what its officer is made of. */
typedef struct {
    const ClusterGrowth *growth;
    const guint32 *steps; /* a join */
} Steps;

static void
set_step(gconstpointer self, guint row, RollTable *table)
{
    const Steps *steps = self;
    const ClusterGrowth *growth = steps->growth;
    const ClusterJoin *join = &g_array_index(growth->clustering->joins, ClusterJoin, row);
    gboolean is_linked = join->link != CLUSTER_NO_LINK;
    const ClusterLink *link = is_linked ? &growth->links[join->link] : NULL;
    guint a = cluster_roster_first_record(growth->roster, is_linked ? link->a : join->a);
    guint b = cluster_roster_first_record(growth->roster, is_linked ? link->b : join->b);
    gchar officer[ROLL_NUMBER_MAX];

    roll_number_format(ROLL_NUMBER_OFFICER, cluster_register_officer(growth->officers, a), officer);
    roll_table_set_string(table, 0, officer);
    roll_table_set_number(table, 1, steps->steps[row]);
    roll_table_set_number(table, 2, (gint64)a + 1);
    roll_table_set_number(table, 3, (gint64)b + 1);
    roll_table_set_real(table, 4, join->value, 2);
    roll_table_set_string(table, 5, join->must ? "decision" : "evidence");
}

/* (transfer full) */
static guint32 *
number_steps(const Clustering *clustering)
{
    g_autofree guint32 *last = g_new0(guint32, (gsize)clustering->n + 1);
    guint32 *steps = g_new(guint32, (gsize)clustering->joins->len + 1);

    for (guint i = 0; i < clustering->joins->len; i++)
        steps[i] = ++last[clustering->of[g_array_index(clustering->joins, ClusterJoin, i).a]];
    return steps;
}

gboolean
cluster_growth_write(const ClusterGrowth *growth, RollRun *run, guint table, GError **error)
{
    g_autofree guint32 *numbers = number_steps(growth->clustering);
    const Steps steps = {growth, numbers};
    const RollRows rows = {table, growth->clustering->joins->len, set_step, &steps};

    return roll_run_emit_rows(run, &rows, error);
}
