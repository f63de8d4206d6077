#include "pipeline/lib/csv_batch.h"

#include "pipeline/lib/csv.h"

#define N_RECORDS 700 /* more than are looked at at once */

/* What the cells of a column are, by record: the values in turn. */
typedef struct {
    const gchar *name;
    const gchar *values[4]; /* up to NULL */
} BatchCase;

static const BatchCase column_cases[] = {
    {"blank", {""}},
    {"one value", {"a"}},
    {"some blank", {"", "a"}},
    {"quoted and not", {"a,b", "ab", "say \"a\""}},
    {"line ends", {"a\nb", "\r", "b"}},
    {"blanks at the ends", {" a", "a\t", "a b"}},
    {"longer than its neighbours", {"", "a text that is quoted, and longer than the others", "b"}},
};

static RollColumn *
column_of(const BatchCase *c, guint n_records)
{
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();
    guint n_values = 0;

    while (n_values < G_N_ELEMENTS(c->values) && c->values[n_values] != NULL)
        n_values++;
    for (guint record = 0; record < n_records; record++)
        roll_column_builder_add(builder, roll_text(c->values[record % n_values]));
    return roll_column_builder_finish(builder);
}

/* A value of its own for every record, so that there is no dictionary. */
static RollColumn *
numbers(guint n_records)
{
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();

    for (guint record = 0; record < n_records; record++) {
        g_autofree gchar *text = g_strdup_printf(record % 3 == 0 ? "%u,5" : "%u", record);

        roll_column_builder_add(builder, roll_text(text));
    }
    return roll_column_builder_finish(builder);
}

/* Lines of the columns @order in both ways. */
static void
assert_lines(RollColumn *const *order, guint n_columns, guint n_records)
{
    static const gchar *const names[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", NULL};
    g_autofree const gchar **its = g_new0(const gchar *, (gsize)n_columns + 1);
    g_autofree RollColumn **columns = g_new(RollColumn *, n_columns);
    g_autofree RollText *fields = g_new(RollText, n_columns);
    g_autoptr(RollSchema) schema = NULL;
    g_autoptr(RollBatch) batch = NULL;
    g_autoptr(GString) expected = g_string_new("before\n");
    g_autoptr(GString) out = g_string_new("before\n");

    for (guint i = 0; i < n_columns; i++) {
        its[i] = names[i];
        columns[i] = roll_column_ref(order[i]);
    }
    schema = roll_schema_new("t", its);
    batch = roll_batch_new_take(schema, columns, n_records);
    for (guint record = 0; record < n_records; record++) {
        for (guint i = 0; i < n_columns; i++)
            fields[i] = roll_column_get(columns[i], record);
        roll_csv_append(expected, fields, n_columns);
    }
    roll_csv_append_batch(out, batch);
    g_assert_cmpstr(out->str, ==, expected->str);
}

/* Each alone, and between blank ones. */
static void
test_column(gconstpointer data)
{
    g_autoptr(RollColumn) column = column_of(data, N_RECORDS);
    g_autoptr(RollColumn) blank = column_of(&column_cases[0], N_RECORDS);

    assert_lines((RollColumn *const[]){column}, 1, N_RECORDS);
    assert_lines((RollColumn *const[]){column, blank, column}, 3, N_RECORDS);
    assert_lines((RollColumn *const[]){blank, blank, column, blank}, 4, N_RECORDS);
}

static void
test_all(void)
{
    RollColumn *columns[G_N_ELEMENTS(column_cases) + 1];

    for (guint i = 0; i < G_N_ELEMENTS(column_cases); i++)
        columns[i] = column_of(&column_cases[i], N_RECORDS);
    columns[G_N_ELEMENTS(column_cases)] = numbers(N_RECORDS);
    assert_lines(columns, G_N_ELEMENTS(columns), N_RECORDS);
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        roll_column_unref(columns[i]);
}

static void
test_no_records(void)
{
    g_autoptr(RollColumn) none = column_of(&column_cases[0], 0);

    assert_lines((RollColumn *const[]){none, none}, 2, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(column_cases); i++) {
        g_autofree gchar *path = g_strconcat("/csv batch/", column_cases[i].name, NULL);

        g_test_add_data_func(path, &column_cases[i], test_column);
    }
    g_test_add_func("/csv batch/all of them", test_all);
    g_test_add_func("/csv batch/no records", test_no_records);
    return g_test_run();
}
