#include "pipeline/lib/table.h"

#define N_DRAWN 20000

static gboolean
keep_texts(gpointer self, const RollBatch *batch, G_GNUC_UNUSED GError **error)
{
    for (guint i = 0; i < roll_batch_n_records(batch); i++)
        g_ptr_array_add(self, g_strdup(roll_batch_get(batch, "real", i).data));
    return TRUE;
}

/* Every number stands in the table as printf writes it: those between two, and those beyond. */
static void
test_real(gconstpointer data)
{
    static const gchar *const names[] = {"real", NULL};
    static const gdouble hard[] = {0,   -0.0, .005, -.005, .015,  .025,       1.005, 2.675,
                                   .5,  1.5,  2.5,  -.5,   -.001, .004999999, 9.995, 99.995,
                                   1e9, 1e12, 1e15, 1e22,  -1e22, .125,       .375,  12345678.5};
    guint digits = GPOINTER_TO_UINT(data);
    g_autofree gchar *format = g_strdup_printf("%%.%uf", digits);
    g_autoptr(GRand) random = g_rand_new_with_seed(digits);
    g_autoptr(RollSchema) schema = roll_schema_new("numbers", names);
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(gdouble));
    g_autoptr(RollTable) table = roll_table_new(schema, keep_texts, texts);

    g_array_append_vals(values, hard, G_N_ELEMENTS(hard));
    for (guint i = 0; i < N_DRAWN; i++) {
        gdouble drawn = g_rand_double_range(random, -100, 100);

        if (i % 4 == 0)
            drawn = (gdouble)(gint)(drawn * 1000) / 1000; /* a half at its end now and then */
        g_array_append_val(values, drawn);
    }
    for (guint i = 0; i < values->len; i++) {
        roll_table_set_real(table, 0, g_array_index(values, gdouble, i), digits);
        g_assert_true(roll_table_add(table, NULL));
    }
    g_assert_true(roll_table_flush(table, NULL));
    g_assert_cmpuint(texts->len, ==, values->len);
    for (guint i = 0; i < values->len; i++) {
        gchar buffer[64];

        g_assert_cmpstr(
            g_ptr_array_index(texts, i), ==,
            g_ascii_formatd(buffer, sizeof buffer, format, g_array_index(values, gdouble, i)));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (guint digits = 0; digits <= 9; digits++) {
        g_autofree gchar *path = g_strdup_printf("/table/real, %u digits", digits);

        g_test_add_data_func(path, GUINT_TO_POINTER(digits), test_real);
    }
    return g_test_run();
}
