#include "stages/cluster/quality.h"

const gchar *const cluster_quality_columns[] = {"name", "value", NULL};

static gdouble
pairs_of(gdouble n)
{
    return n * (n - 1) / 2;
}

/* All pairs of records that have one officer. */
static gdouble
count_joined(const Clustering *clustering, const ClusterRoster *roster)
{
    const guint32 *sizes = cluster_roster_sizes(roster);
    g_autofree gdouble *records = g_new0(gdouble, (gsize)clustering->n + 1);
    gdouble joined = 0;

    for (guint i = 0; i < clustering->n; i++)
        records[clustering->of[i]] += sizes[i];
    for (guint i = 0; i < clustering->n; i++)
        joined += records[i] > 0 ? pairs_of(records[i]) : 0;
    return joined;
}

static gboolean
add(RollTable *table, const gchar *name, gdouble value, guint digits, GError **error)
{
    roll_table_set_string(table, 0, name);
    roll_table_set_real(table, 1, value, digits);
    return roll_table_add(table, error);
}

gboolean
cluster_quality_write(const Clustering *clustering, const ClusterRoster *roster, RollTable *table,
                      GError **error)
{
    const ClusterExpected *expected = &clustering->expected;
    gdouble joined = count_joined(clustering, roster);
    gdouble one = joined - expected->wrong + expected->missed;

    return add(table, "pairs_joined", joined, 0, error) &&
           add(table, "pairs_wrong", expected->wrong, 1, error) &&
           add(table, "pairs_missed", expected->missed, 1, error) &&
           add(table, "false_merge_percent", joined > 0 ? 100 * expected->wrong / joined : 0, 2,
               error) &&
           add(table, "missed_match_percent", one > 0 ? 100 * expected->missed / one : 0, 2,
               error) &&
           roll_table_flush(table, error);
}
