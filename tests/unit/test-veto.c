/* What two records say that no one person can be. */
#include "stages/cluster/veto.h"

typedef struct {
    const gchar *name;
    const gchar *levels; /* of the fields below */
    gboolean expected;
} VetoCase;

static const gchar *const fields[] = {"whole name", "sex", "birth_date", "year of birth"};

static const VetoCase cases[] = {
    {"all equal", "000-", FALSE},
    {"another sex, the same birthday", "010-", FALSE},
    {"another sex, one digit of the date", "011-", FALSE},
    {"another birthday, the same sex", "004-", FALSE},
    {"another sex, another birthday", "014-", TRUE},
    {"another sex, years that agree", "01-0", FALSE},
    {"another sex, one year off", "01-1", FALSE},
    {"another sex, two years off", "01-2", TRUE},
    {"no sex", "0-4-", FALSE},
    {"cut off", "01", FALSE},
};

static RollBatch *
make_comparisons(void)
{
    static const gchar *const names[] = {"field", "level", NULL};
    g_autoptr(RollSchema) schema = roll_schema_new("comparisons", names);
    g_autoptr(RollColumnBuilder) field = roll_column_builder_new();
    g_autoptr(RollColumnBuilder) level = roll_column_builder_new();
    RollColumn *columns[2];

    for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
        for (guint j = 0; j < 2; j++) {
            roll_column_builder_add(field, roll_text(fields[i]));
            roll_column_builder_add(level, roll_text(j == 0 ? "0" : "1"));
        }
    columns[0] = roll_column_builder_finish(field);
    columns[1] = roll_column_builder_finish(level);
    return roll_batch_new_take(schema, columns, 2 * G_N_ELEMENTS(fields));
}

static void
test_veto(gconstpointer data)
{
    const VetoCase *c = data;
    g_autoptr(RollBatch) comparisons = make_comparisons();
    ClusterVeto veto = CLUSTER_VETO_NONE;

    g_assert_false(cluster_veto_applies(&veto, roll_text("0144")));
    cluster_veto_comparisons(&veto, comparisons);
    g_assert_cmpint(cluster_veto_applies(&veto, roll_text(c->levels)), ==, c->expected);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *path = g_strconcat("/cluster/veto/", cases[i].name, NULL);

        g_test_add_data_func(path, &cases[i], test_veto);
    }
    return g_test_run();
}
