/* A small number for every distinct text. */
#include <glib.h>

#include "pipeline/lib/dictionary.h"

static void
test_small(void)
{
    g_autoptr(RollDictionary) dictionary = roll_dictionary_new();

    g_assert_cmpuint(roll_dictionary_n(dictionary), ==, 1);
    g_assert_cmpuint(roll_dictionary_add(dictionary, roll_text("")), ==, 0);
    g_assert_cmpuint(roll_dictionary_add(dictionary, roll_text("b")), ==, 1);
    g_assert_cmpuint(roll_dictionary_add(dictionary, roll_text("a")), ==, 2);
    g_assert_cmpuint(roll_dictionary_add(dictionary, roll_text("b")), ==, 1);
    g_assert_cmpuint(roll_dictionary_find(dictionary, roll_text("a")), ==, 2);
    g_assert_cmpuint(roll_dictionary_find(dictionary, roll_text("c")), ==, 0);
    g_assert_cmpuint(roll_dictionary_find(dictionary, roll_text("")), ==, 0);
    g_assert_cmpstr(roll_dictionary_text(dictionary, 2).data, ==, "a");
    g_assert_cmpstr(roll_dictionary_text(dictionary, 0).data, ==, "");
    g_assert_cmpuint(roll_dictionary_n(dictionary), ==, 3);
}

static void
test_many(void)
{
    g_autoptr(RollDictionary) dictionary = roll_dictionary_new();
    g_autofree guint32 *ranks = NULL;
    const guint32 n = 20000;
    gchar text[16];

    for (guint32 round = 0; round < 2; round++) {
        for (guint32 i = 1; i <= n; i++) {
            g_snprintf(text, sizeof text, "%07u", n - i);
            g_assert_cmpuint(roll_dictionary_add(dictionary, roll_text(text)), ==, i);
        }
    }
    ranks = roll_dictionary_ranks(dictionary);
    for (guint32 i = 1; i <= n; i++)
        g_assert_cmpuint(ranks[i], ==, n - i + 1);
    g_assert_cmpuint(ranks[0], ==, 0);
}

/* So many that the table grows in the middle of a column; each value twice, and empty ones. */
static void
test_column(void)
{
    g_autoptr(RollDictionary) one_by_one = roll_dictionary_new();
    g_autoptr(RollDictionary) at_once = roll_dictionary_new();
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();
    g_autoptr(RollColumn) column = NULL;
    g_autofree guint32 *numbers = NULL;

    for (guint32 i = 0; i < 4000; i++) {
        g_autofree gchar *text = g_strdup_printf("%u", i * 7 % 2000);

        roll_column_builder_add(builder, roll_text(i % 100 == 0 ? "" : text));
    }
    column = roll_column_builder_finish(builder);
    numbers = roll_dictionary_add_column(at_once, column);
    for (guint code = 0; code < roll_column_n_values(column); code++)
        g_assert_cmpuint(numbers[code], ==,
                         roll_dictionary_add(one_by_one, roll_column_value(column, code)));
    g_assert_cmpuint(roll_dictionary_n(at_once), ==, roll_dictionary_n(one_by_one));
    g_assert_cmpuint(roll_dictionary_n(at_once), ==, 1981);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/dictionary/small", test_small);
    g_test_add_func("/dictionary/many", test_many);
    g_test_add_func("/dictionary/column", test_column);
    return g_test_run();
}
