#include "pipeline/deliveries.h"

#include "pipeline/lib/gzip.h"
#include "pipeline/lib/sum.h"

#define HEAD_BYTES ((gsize)4 * 1024) /* tell most exports apart */

/* The sum over the first @limit bytes of what @path holds, over all of it for 0 (transfer full);
 * NULL when it is empty or cannot be read, which is for ingest to say. */
static gchar *
sum_of(const gchar *path, gsize limit)
{
    g_autoptr(RollSource) source = NULL;
    g_autofree gchar *sum = NULL;
    guint64 n_bytes = 0;

    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
        return NULL;
    source = limit > 0 ? roll_gzip_open_pieces(path, NULL, NULL) : roll_gzip_open(path, NULL, NULL);
    if (source == NULL)
        return NULL;
    sum = roll_sum_of(source, limit, &n_bytes, NULL);
    return n_bytes > 0 ? g_steal_pointer(&sum) : NULL;
}

/* The place, before @place, of the first export with the same sum; @place where there is none. */
static guint
first_alike(gchar *const *sums, guint place)
{
    for (guint i = 0; sums[place] != NULL && i < place; i++)
        if (g_strcmp0(sums[i], sums[place]) == 0)
            return i;
    return place;
}

static void
free_sums(gchar **sums, guint n)
{
    for (guint i = 0; i < n; i++)
        g_free(sums[i]);
    g_free(sums);
}

guint *
deliveries_first(const gchar *const *exports)
{
    guint n = 0;
    gchar **heads = NULL;
    gchar **wholes = NULL;
    guint *first = NULL;

    while (exports[n] != NULL)
        n++;
    heads = g_new0(gchar *, n + 1);
    wholes = g_new0(gchar *, n + 1);
    first = g_new(guint, n + 1);
    for (guint i = 0; i < n; i++)
        heads[i] = sum_of(exports[i], HEAD_BYTES);
    for (guint i = 0; i < n; i++) {
        guint alike = first_alike(heads, i);

        first[i] = i;
        if (alike == i)
            continue;
        if (wholes[alike] == NULL)
            wholes[alike] = sum_of(exports[alike], 0);
        wholes[i] = sum_of(exports[i], 0);
        first[i] = first_alike(wholes, i);
    }
    free_sums(heads, n);
    free_sums(wholes, n);
    return first;
}
