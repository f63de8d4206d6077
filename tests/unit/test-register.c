/* What becomes of officers' numbers from one month to the next. */
#include "stages/cluster/register.h"

#include "pipeline/lib/number.h"

#define RECORDS 6

/* Records by the number they came with (a digit, "-": none) and by what they are now: the smallest
 * record of its officer.  What they must get, and the events: "2>1 merged". */
typedef struct {
    const gchar *name;
    const gchar *former;
    const gchar *now;
    const gchar *numbers;
    const gchar *events;
} NumberCase;

static const NumberCase cases[] = {
    {"all new", "----", "0022", "1122", "1 new;2 new;"},
    {"nothing changed", "1122", "0022", "1122", ""},
    {"one more", "112-", "0023", "1123", "3 new;"},
    {"known and new", "11--", "0000", "1111", ""},
    {"merged: the smallest stays", "1122", "0000", "1111", "2 merged 1;"},
    {"three in one", "123", "000", "111", "2 merged 1;3 merged 1;"},
    {"split: the larger part keeps the number", "111", "001", "112", "2 split 1;"},
    {"split in halves: the first keeps it", "1111", "0022", "1122", "2 split 1;"},
    {"split, and the rest with a new record", "111-", "0033", "1122", "2 split 1;"},
    {"moved", "11122", "00333", "11222", "2 moved 1;"},
    {"changed places", "112221", "000333", "111222", "2 moved 1;1 moved 2;"},
};

static RollBatch *
make_batch(const gchar *table, const gchar *column, gchar *const *values, guint n)
{
    const gchar *const names[] = {column, NULL};
    g_autoptr(RollSchema) schema = roll_schema_new(table, names);
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();
    RollColumn *columns[1];

    for (guint i = 0; i < n; i++)
        roll_column_builder_add(builder, roll_text(values[i]));
    columns[0] = roll_column_builder_finish(builder);
    return roll_batch_new_take(schema, columns, n);
}

/* Every record is an identity and a node of its own. */
static ClusterRoster *
make_roster(const NumberCase *c, guint n)
{
    ClusterRoster *roster = cluster_roster_new();
    gchar officers[RECORDS][ROLL_NUMBER_MAX] = {""};
    gchar identities[RECORDS][ROLL_NUMBER_MAX] = {""};
    gchar *officer_of[RECORDS];
    gchar *identity_of[RECORDS];
    g_autoptr(RollBatch) records = NULL;
    g_autoptr(RollBatch) numbers = NULL;

    for (guint i = 0; i < n; i++) {
        if (c->former[i] != '-')
            roll_number_format(ROLL_NUMBER_OFFICER, (guint32)(c->former[i] - '0'), officers[i]);
        g_snprintf(identities[i], sizeof identities[i], "%u", i);
        officer_of[i] = officers[i];
        identity_of[i] = identities[i];
    }
    records = make_batch("records", "officer", officer_of, n);
    numbers = make_batch("identities", "identity", identity_of, n);
    cluster_roster_records(roster, records);
    g_assert_true(cluster_roster_identities(roster, numbers, NULL));
    g_assert_true(cluster_roster_form(roster, NULL));
    return roster;
}

static guint32
number_in(RollText text)
{
    guint32 number = 0;

    return roll_number_parse(ROLL_NUMBER_OFFICER, text, &number) ? number : 0;
}

static gboolean
append_events(gpointer out, const RollBatch *batch, GError **error)
{
    (void)error;
    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        guint32 other = number_in(roll_batch_get(batch, "other", i));

        g_string_append_printf(out, "%u %s", number_in(roll_batch_get(batch, "officer", i)),
                               roll_batch_get(batch, "event", i).data);
        if (other != 0)
            g_string_append_printf(out, " %u", other);
        g_string_append_c(out, ';');
    }
    return TRUE;
}

static void
test_numbers(gconstpointer data)
{
    const NumberCase *c = data;
    guint n = (guint)strlen(c->former);
    g_autoptr(ClusterRoster) roster = make_roster(c, n);
    g_autoptr(ClusterRegister) officers = cluster_register_new();
    g_autoptr(GArray) rulings = g_array_new(FALSE, FALSE, sizeof(ClusterRuling));
    guint32 of[RECORDS] = {0};
    gfloat weakest[RECORDS] = {0};
    Clustering clustering = {.n = n, .of = of, .weakest = weakest};
    g_autoptr(RollSchema) schema = roll_schema_new("officer_events", cluster_event_columns);
    g_autoptr(GString) events = g_string_new(NULL);
    g_autoptr(RollTable) table = roll_table_new(schema, append_events, events);
    gchar numbers[RECORDS + 1] = "";

    for (guint i = 0; i < n; i++)
        of[i] = (guint32)(c->now[i] - '0');
    cluster_register_assign(officers, roster, &clustering, rulings);
    for (guint i = 0; i < n; i++)
        numbers[i] = (gchar)('0' + (gint)cluster_register_officer(officers, i));
    g_assert_true(cluster_register_write_events(officers, table, NULL));
    g_assert_cmpstr(numbers, ==, c->numbers);
    g_assert_cmpstr(events->str, ==, c->events);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree gchar *path = g_strconcat("/cluster/register/", cases[i].name, NULL);

        g_test_add_data_func(path, &cases[i], test_numbers);
    }
    return g_test_run();
}
