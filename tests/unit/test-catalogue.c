/* The data dictionary: whole, and nothing else is written. */
#include <string.h>

#include "pipeline/lib/error.h"
#include "stages/report/book_sheet.h"
#include "stages/report/catalogue.h"
#include "stages/report/coordinator.h"
#include "tests/unit/cases.h"

/* A table that the reports read is in it, and none that they do not. */
static void
test_tables(void)
{
    guint n = 0;
    guint n_read = 0;

    for (guint i = 0; coordinator_tables[i] != NULL; i++) {
        g_test_message("%s", coordinator_tables[i]);
        g_assert_nonnull(catalogue_find(CATALOGUE_COORDINATOR, coordinator_tables[i]));
        n_read++;
    }
    for (const CatalogueTable *table = catalogue_tables; table->name != NULL; table++)
        n += table->class == CATALOGUE_COORDINATOR;
    g_assert_cmpuint(n, ==, n_read);
}

static void
check_column(const CatalogueTable *table, const gchar *name)
{
    const CatalogueColumn *column = catalogue_column(table, name);

    g_test_message("%s: %s", table->name, name);
    g_assert_true(column != NULL && column->meaning != NULL && *column->meaning != '\0');
}

static void
test_columns(void)
{
    for (const CatalogueTable *table = catalogue_tables; table->name != NULL; table++) {
        g_auto(GStrv) key = g_strsplit(table->key, ",", -1);

        for (guint i = 0; key[i] != NULL && *key[i] != '\0'; i++)
            check_column(table, g_strdelimit(key[i], "?", '\0'));
        for (guint i = 0; table->shared != NULL && table->shared[i] != NULL; i++)
            check_column(table, table->shared[i]);
        for (guint i = 0; table->columns != NULL && table->columns[i].name != NULL; i++)
            check_column(table, table->columns[i].name);
    }
}

/* No table of a partner's shows who an officer is. */
static void
test_shared(void)
{
    static const gchar *const never[] = {"officer", "name",   "name_local", "spellings",
                                         "name_a",  "name_b", "birth_date", NULL};

    for (const CatalogueTable *table = catalogue_tables; table->name != NULL; table++)
        for (guint i = 0; table->shared != NULL && table->shared[i] != NULL; i++)
            g_assert_false(g_strv_contains(never, table->shared[i]));
}

typedef struct {
    const gchar *name;
    const gchar *table;
    const gchar *columns[4];
    gboolean is_known;
} CheckCase;

static const CheckCase check_cases[] = {
    {"known", "months", {"month", "n_sessions", NULL}, TRUE},
    {"an unknown column", "months", {"month", "birth_date", NULL}, FALSE},
    {"an unknown table", "salaries", {"officer", NULL}, FALSE},
    {"records may have any", "records", {"officer_name", "shoe_size", NULL}, TRUE},
};

static void
test_check(gconstpointer data)
{
    const CheckCase *c = data;
    g_autoptr(RollSchema) schema = roll_schema_new(c->table, c->columns);
    g_autoptr(GError) error = NULL;

    g_assert_cmpint(catalogue_check(schema, &error), ==, c->is_known);
    if (!c->is_known)
        g_assert_error(error, ROLL_ERROR, ROLL_ERROR_DATA);
}

/* What @group calls @name; it must not be @name itself. */
static void
check_term(const Messages *say, const gchar *group, const gchar *name, const gchar *expected)
{
    g_autofree gchar *term = messages_term(say, group, name);

    g_test_message("%s: %s", group, name);
    g_assert_cmpstr(term, !=, name);
    if (expected != NULL)
        g_assert_cmpstr(term, ==, expected);
}

/* English has a name for every sheet and column, and says of a row what the catalogue says. */
static void
test_sheets(void)
{
    g_autoptr(RollLayers) layers = roll_layers_new(NULL, NULL);
    g_autoptr(RollMessages) say = messages_load(layers, "en", NULL);

    check_term(say, "sheets", "read_me", NULL);
    for (const BookSheet *sheet = book_sheets; sheet->table != NULL; sheet++) {
        const CatalogueTable *partner = catalogue_find(CATALOGUE_PARTNER, sheet->table);
        const CatalogueTable *own = catalogue_find(CATALOGUE_COORDINATOR, sheet->table);
        g_auto(GStrv) columns = g_strsplit(sheet->columns, " ", -1);

        check_term(say, "sheets", sheet->table, NULL);
        check_term(say, "questions", sheet->table, NULL);
        if (own != NULL)
            check_term(say, "tables", sheet->table, own->meaning);
        if (partner != NULL)
            check_term(say, "owntables", sheet->table, partner->meaning);
        for (guint i = 0; columns[i] != NULL; i++)
            check_term(say, "columns", columns[i], NULL);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/catalogue/tables", test_tables);
    g_test_add_func("/catalogue/columns", test_columns);
    g_test_add_func("/catalogue/shared", test_shared);
    g_test_add_func("/catalogue/sheets", test_sheets);
    ADD_CASES("/catalogue/check", check_cases, test_check);
    return g_test_run();
}
