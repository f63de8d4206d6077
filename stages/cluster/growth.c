#include "stages/cluster/growth.h"

#include "pipeline/lib/number.h"

const gchar *const cluster_growth_columns[] = {"officer", "step",  "record_a", "record_b",
                                               "value",   "cause", NULL};

gboolean
cluster_growth_write(const ClusterGrowth *growth, RollTable *table, GError **error)
{
    const Clustering *clustering = growth->clustering;
    g_autofree guint32 *steps = g_new0(guint32, (gsize)clustering->n + 1);

    for (guint i = 0; i < clustering->joins->len; i++) {
        const ClusterJoin *join = &g_array_index(clustering->joins, ClusterJoin, i);
        gboolean is_linked = join->link != CLUSTER_NO_LINK;
        const ClusterLink *link = is_linked ? &growth->links[join->link] : NULL;
        guint a = cluster_roster_first_record(growth->roster, is_linked ? link->a : join->a);
        guint b = cluster_roster_first_record(growth->roster, is_linked ? link->b : join->b);
        gchar officer[ROLL_NUMBER_MAX];

        roll_number_format(ROLL_NUMBER_OFFICER, cluster_register_officer(growth->officers, a),
                           officer);
        roll_table_set_string(table, 0, officer);
        roll_table_set_number(table, 1, ++steps[clustering->of[join->a]]);
        roll_table_set_number(table, 2, (gint64)a + 1);
        roll_table_set_number(table, 3, (gint64)b + 1);
        roll_table_set_real(table, 4, join->value, 2);
        roll_table_set_string(table, 5, join->must ? "decision" : "evidence");
        if (!roll_table_add(table, error))
            return FALSE;
    }
    return roll_table_flush(table, error);
}
