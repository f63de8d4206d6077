/* Sums of what is read piece by piece, against those of GLib. */
#include "pipeline/lib/sum.h"

static void
test_sums(void)
{
    g_autofree gchar *text = g_malloc(700000);

    for (guint i = 0; i < 700000; i++)
        text[i] = (gchar)(i * 31 % 251);
    for (gsize length = 0; length <= 700000; length = length * 3 + 1) {
        g_autoptr(GBytes) bytes = g_bytes_new(text, length);
        g_autoptr(RollSource) source = roll_source_memory("it", bytes, 1000);
        g_autofree gchar *expected = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
        guint64 n_bytes = 0;
        g_autofree gchar *sum = roll_sum_of(source, 0, &n_bytes, NULL);

        g_assert_cmpstr(sum, ==, expected);
        g_assert_cmpuint(n_bytes, ==, length);
    }
}

/* Of more than there is; of less. */
static void
test_limit(void)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static("abcdef", 6);
    g_autoptr(RollSource) source = roll_source_memory("it", bytes, 2);
    g_autofree gchar *three = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "abc", -1);
    g_autofree gchar *rest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "def", -1);
    guint64 n_bytes = 0;
    g_autofree gchar *first = roll_sum_of(source, 3, &n_bytes, NULL);
    g_autofree gchar *second = NULL;

    g_assert_cmpstr(first, ==, three);
    g_assert_cmpuint(n_bytes, ==, 3);
    second = roll_sum_of(source, 100, &n_bytes, NULL);
    g_assert_cmpstr(second, ==, rest);
    g_assert_cmpuint(n_bytes, ==, 3);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sum/pieces", test_sums);
    g_test_add_func("/sum/limit", test_limit);
    return g_test_run();
}
