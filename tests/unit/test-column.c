#include "pipeline/lib/batch.h"

#include "pipeline/lib/packed.h"

/* Values as they would come, described by how often they repeat. */
typedef struct {
    const gchar *name;
    guint n_records;
    guint n_distinct;
    gboolean has_dictionary;
} BuildCase;

static const BuildCase build_cases[] = {
    {"none", 0, 1, FALSE},
    {"one", 1, 1, TRUE},
    {"constant", 1000, 1, TRUE},
    {"few", 1000, 7, TRUE},
    {"256", 4096, 256, TRUE},
    {"257", 4096, 257, TRUE},
    {"all differ", 300, 300, FALSE},
    {"all differ, many", 4096, 4096, FALSE},
    {"more than can be told apart at once", 200000, 70000, FALSE},
};

static gchar *
value_at(const BuildCase *c, guint record)
{
    guint number = record % c->n_distinct;

    return number == 0 ? g_strdup("") : g_strdup_printf("value-%u", number);
}

static void
test_build(gconstpointer data)
{
    const BuildCase *c = data;
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();
    g_autoptr(RollColumn) column = NULL;
    g_autoptr(RollColumn) copy = NULL;
    g_autoptr(GBytes) block = NULL;
    GByteArray *packed = g_byte_array_new();
    gsize position = 0;

    for (guint i = 0; i < c->n_records; i++) {
        g_autofree gchar *value = value_at(c, i);

        roll_column_builder_add(builder, roll_text(value));
    }
    g_assert_cmpuint(roll_column_builder_n_records(builder), ==, c->n_records);
    column = roll_column_builder_finish(builder);
    g_assert_cmpuint(roll_column_n_records(column), ==, c->n_records);
    g_assert_cmpuint(roll_column_n_values(column), ==,
                     c->has_dictionary ? c->n_distinct : c->n_records);
    roll_column_pack(column, packed);
    block = g_byte_array_free_to_bytes(packed);
    copy = roll_column_unpack(block, &position, c->n_records);
    g_assert_nonnull(copy);
    g_assert_cmpuint(position, ==, g_bytes_get_size(block));
    for (guint i = 0; i < c->n_records; i++) {
        g_autofree gchar *value = value_at(c, i);

        g_assert_cmpstr(roll_column_get(copy, i).data, ==, value);
        g_assert_cmpuint(roll_column_get(column, i).length, ==, strlen(value));
    }
}

static void
count_and_shout(gpointer self, RollText value, GString *out)
{
    ++*(guint *)self;
    g_string_append(out, value.data);
    g_string_append_c(out, '!');
}

static void
test_map_sees_each_value_once(void)
{
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();
    g_autoptr(RollColumn) column = NULL;
    g_autoptr(RollColumn) mapped = NULL;
    guint n_calls = 0;

    for (guint i = 0; i < 100; i++)
        roll_column_builder_add(builder, roll_text(i % 2 == 0 ? "even" : "odd"));
    column = roll_column_builder_finish(builder);
    mapped = roll_column_map(column, count_and_shout, &n_calls);
    g_assert_cmpuint(n_calls, ==, 2);
    g_assert_cmpstr(roll_column_get(mapped, 41).data, ==, "odd!");
    g_assert_cmpstr(roll_column_get(mapped, 42).data, ==, "even!");
}

static void
test_filter(void)
{
    static const guint8 keep[] = {1, 0, 0, 1, 1};
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();
    g_autoptr(RollColumn) column = NULL;
    g_autoptr(RollColumn) kept = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(keep); i++) {
        gchar value[2] = {(gchar)('a' + (gint)i), '\0'};

        roll_column_builder_add(builder, roll_text(value));
    }
    column = roll_column_builder_finish(builder);
    kept = roll_column_filter(column, keep);
    g_assert_cmpuint(roll_column_n_records(kept), ==, 3);
    g_assert_cmpstr(roll_column_get(kept, 0).data, ==, "a");
    g_assert_cmpstr(roll_column_get(kept, 1).data, ==, "d");
    g_assert_cmpstr(roll_column_get(kept, 2).data, ==, "e");
}

/* The next number, and any other; with one digit more, and with one less. */
static void
test_numbers(void)
{
    static const guint64 numbers[] = {
        1, 2, 9, 10, 11, 99, 100, 101, 999, 1000, 7, 8, G_MAXUINT64 - 1, G_MAXUINT64, 0};
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();
    g_autoptr(RollColumn) column = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        roll_column_builder_add_number(builder, numbers[i]);
        g_assert_cmpuint(roll_column_builder_n_records(builder), ==, i + 1);
    }
    column = roll_column_builder_finish(builder);
    g_assert_cmpuint(roll_column_n_records(column), ==, G_N_ELEMENTS(numbers));
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autofree gchar *digits = g_strdup_printf("%" G_GUINT64_FORMAT, numbers[i]);

        g_assert_cmpstr(roll_column_get(column, i).data, ==, digits);
    }
}

static void
test_text_behind_numbers(void)
{
    static const gchar *const expected[] = {"8", "9", "10", "none", "11"};
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();
    g_autoptr(RollColumn) column = NULL;

    for (guint64 number = 8; number <= 10; number++)
        roll_column_builder_add_number(builder, number);
    roll_column_builder_add(builder, roll_text("none"));
    roll_column_builder_add(builder, roll_text("11"));
    column = roll_column_builder_finish(builder);
    g_assert_cmpuint(roll_column_n_records(column), ==, G_N_ELEMENTS(expected));
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++)
        g_assert_cmpstr(roll_column_get(column, i).data, ==, expected[i]);
}

static void
test_ascii(void)
{
    g_autoptr(RollColumn) plain = roll_column_constant(roll_text("Sok Dara"), 5);
    g_autoptr(RollColumn) other = roll_column_constant(roll_text("Nguyễn"), 5);
    g_autoptr(RollColumn) blank = roll_column_constant(ROLL_TEXT_EMPTY, 5);

    g_assert_true(roll_column_is_ascii(plain));
    g_assert_true(roll_column_is_ascii(blank));
    g_assert_false(roll_column_is_ascii(other));
}

static void
test_blank(void)
{
    g_autoptr(RollColumn) blank = roll_column_constant(ROLL_TEXT_EMPTY, 5);
    g_autoptr(RollColumn) full = roll_column_constant(roll_text("KHM"), 5);

    g_assert_true(roll_column_is_blank(blank));
    g_assert_false(roll_column_is_blank(full));
    g_assert_cmpstr(roll_column_get(full, 4).data, ==, "KHM");
}

static void
test_reshape(void)
{
    static const gchar *const narrow[] = {"a", "b", NULL};
    static const gchar *const wide[] = {"c", "b", NULL};
    g_autoptr(RollSchema) from = roll_schema_new("t", narrow);
    g_autoptr(RollSchema) to = roll_schema_new("t", wide);
    RollColumn *columns[] = {roll_column_constant(roll_text("1"), 2),
                             roll_column_constant(roll_text("2"), 2)};
    g_autoptr(RollBatch) batch = roll_batch_new_take(from, columns, 2);
    g_autoptr(RollBatch) reshaped = roll_batch_reshape(batch, to);

    g_assert_cmpstr(roll_batch_get(reshaped, "c", 1).data, ==, "");
    g_assert_cmpstr(roll_batch_get(reshaped, "b", 1).data, ==, "2");
    g_assert_cmpstr(roll_batch_get(reshaped, "a", 1).data, ==, "");
    g_assert_null(roll_batch_find(reshaped, "a"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (gsize i = 0; i < G_N_ELEMENTS(build_cases); i++) {
        g_autofree gchar *path = g_strconcat("/column/build/", build_cases[i].name, NULL);

        g_test_add_data_func(path, &build_cases[i], test_build);
    }
    g_test_add_func("/column/map-sees-each-value-once", test_map_sees_each_value_once);
    g_test_add_func("/column/filter", test_filter);
    g_test_add_func("/column/numbers", test_numbers);
    g_test_add_func("/column/text behind numbers", test_text_behind_numbers);
    g_test_add_func("/column/ascii", test_ascii);
    g_test_add_func("/column/blank", test_blank);
    g_test_add_func("/batch/reshape", test_reshape);
    return g_test_run();
}
