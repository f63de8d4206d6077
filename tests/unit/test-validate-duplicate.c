#include "stages/validate/duplicate.h"

#define N_ROWS 5000 /* more than the first table has slots */

static const gchar *const columns[] = {"file", "line", "name", "date", NULL};

typedef struct {
    const gchar *file;
    const gchar *line;
    const gchar *name;
    const gchar *date;
    guint64 first; /* expected */
} Row;

static RollBatch *
make_batch(const Row *rows, guint n)
{
    g_autoptr(RollSchema) schema = roll_schema_new("records", columns);
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();
    RollColumn *made[4];

    for (guint column = 0; column < 4; column++) {
        for (guint i = 0; i < n; i++) {
            const gchar *const cells[] = {rows[i].file, rows[i].line, rows[i].name, rows[i].date};

            roll_column_builder_add(builder, roll_text(cells[column]));
        }
        made[column] = roll_column_builder_finish(builder);
    }
    return roll_batch_new_take(schema, made, n);
}

static void
check(ValidateDuplicates *duplicates, const Row *rows, guint n)
{
    g_autoptr(GArray) content = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(RollBatch) batch = make_batch(rows, n);
    g_autofree guint64 *lines = g_new0(guint64, n);
    const guint places[] = {2, 3};

    g_array_append_vals(content, places, 2);
    validate_duplicates_find(duplicates, batch, content, lines);
    for (guint i = 0; i < n; i++)
        g_assert_cmpuint(lines[i], ==, rows[i].first);
}

static void
test_rows(void)
{
    static const Row first[] = {
        {"a", "2", "Sok", "x", 0}, {"a", "3", "Sok", "y", 0}, {"a", "4", "Sok", "x", 2},
        {"a", "5", "x", "Sok", 0}, {"a", "6", "", "", 0},     {"a", "7", "", "", 6},
        {"b", "2", "Sok", "x", 0}, {"b", "3", "Sok", "x", 2},
    };
    static const Row second[] = {
        {"b", "4", "Sok", "x", 2}, /* the export goes on in the next batch */
        {"c", "2", "Sok", "x", 0},
    };
    g_autoptr(ValidateDuplicates) duplicates = validate_duplicates_new();

    check(duplicates, first, G_N_ELEMENTS(first));
    check(duplicates, second, G_N_ELEMENTS(second));
}

static void
test_many(void)
{
    g_autofree Row *rows = g_new0(Row, N_ROWS);
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(ValidateDuplicates) duplicates = validate_duplicates_new();

    for (guint i = 0; i < N_ROWS; i++) {
        gboolean repeats = i % 1000 == 999;
        gchar *line = g_strdup_printf("%u", i + 2);
        gchar *name = g_strdup_printf("%u", repeats ? i - 500 : i);

        g_ptr_array_add(texts, line);
        g_ptr_array_add(texts, name);
        rows[i] = (Row){"a", line, name, "", repeats ? i - 500 + 2 : 0};
    }
    check(duplicates, rows, N_ROWS);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/validate/duplicate/rows", test_rows);
    g_test_add_func("/validate/duplicate/many", test_many);
    return g_test_run();
}
