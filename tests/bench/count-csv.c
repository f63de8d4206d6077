/* count-csv: what reading exports costs at the least, for `make bench` to hold ingest against.
 *
 *     count-csv JOBS EXPORT.csv.gz...
 *
 * zlib inflates, libcsv calls back for every cell and row, and both are counted; nothing else is
 * done.  JOBS exports are read at once, the largest first, as the engine of rollcall does.  It
 * stands outside of the product, which has one module for each of the two libraries. */
#include <csv.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <zlib.h>

#define CHUNK 262144u /* what ingest asks for at a time */

typedef struct {
    guint64 n_cells;
    guint64 n_rows;
} Count;

typedef struct {
    gchar **paths; /* largest first */
    gint n_paths;
    gint next; /* taken by whichever thread is free */
    gint n_failed;
    GMutex mutex;
    Count total;
} Work;

static void
on_cell(void *data, size_t length, void *count)
{
    (void)data;
    (void)length;
    ((Count *)count)->n_cells++;
}

static void
on_row(int end, void *count)
{
    (void)end;
    ((Count *)count)->n_rows++;
}

static gboolean
count_file(const gchar *path, Count *count)
{
    g_autofree gchar *buffer = g_malloc(CHUNK);
    gzFile file = gzopen(path, "rb");
    struct csv_parser parser;
    gboolean is_sound = file != NULL;
    int n = 1;

    if (file == NULL || csv_init(&parser, 0) != 0)
        return FALSE;
    gzbuffer(file, CHUNK);
    while (is_sound && (n = gzread(file, buffer, CHUNK)) > 0)
        is_sound = csv_parse(&parser, buffer, (size_t)n, on_cell, on_row, count) == (size_t)n;
    is_sound = is_sound && n == 0 && csv_fini(&parser, on_cell, on_row, count) == 0;
    csv_free(&parser);
    return gzclose(file) == Z_OK && is_sound;
}

static gpointer
work(gpointer data)
{
    Work *shared = data;
    Count own = {0};

    for (;;) {
        gint i = g_atomic_int_add(&shared->next, 1);

        if (i >= shared->n_paths)
            break;
        if (count_file(shared->paths[i], &own))
            continue;
        (void)fprintf(stderr, "count-csv: %s: cannot be read\n", shared->paths[i]);
        g_atomic_int_inc(&shared->n_failed);
    }
    g_mutex_lock(&shared->mutex);
    shared->total.n_cells += own.n_cells;
    shared->total.n_rows += own.n_rows;
    g_mutex_unlock(&shared->mutex);
    return NULL;
}

static gint64
size_of(const gchar *path)
{
    struct stat status = {0};

    return stat(path, &status) == 0 ? (gint64)status.st_size : 0;
}

static gint
compare_sizes(gconstpointer a, gconstpointer b)
{
    gint64 size_a = size_of(*(const gchar *const *)a);
    gint64 size_b = size_of(*(const gchar *const *)b);

    return (size_a < size_b) - (size_a > size_b);
}

int
main(int argc, char **argv)
{
    gint64 n_jobs = argc > 2 ? g_ascii_strtoll(argv[1], NULL, 10) : 0;
    Work shared = {.paths = argv + 2, .n_paths = argc - 2};
    g_autoptr(GPtrArray) threads = g_ptr_array_new();

    if (n_jobs < 1 || n_jobs > 64) {
        (void)fputs("count-csv JOBS EXPORT.csv.gz...\n", stderr);
        return 2;
    }
    g_mutex_init(&shared.mutex);
    qsort(shared.paths, (size_t)shared.n_paths, sizeof *shared.paths, compare_sizes);
    for (gint64 i = 0; i < n_jobs; i++)
        g_ptr_array_add(threads, g_thread_new("count", work, &shared));
    for (guint i = 0; i < threads->len; i++)
        (void)g_thread_join(threads->pdata[i]);
    g_mutex_clear(&shared.mutex);
    (void)printf("count-csv: rows = %" G_GUINT64_FORMAT ", cells = %" G_GUINT64_FORMAT "\n",
                 shared.total.n_rows, shared.total.n_cells);
    return shared.n_failed > 0 ? 4 : 0;
}
