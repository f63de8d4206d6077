#include "pipeline/archive.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/source.h"
#include "pipeline/tree.h"

gboolean
archive_keep_exports(const gchar *root, const gchar *const *exports, GError **error)
{
    g_autofree gchar *folder = g_build_filename(root, ARCHIVE_INPUTS, NULL);

    if (!tree_make(folder, error))
        return FALSE;
    for (guint i = 0; exports[i] != NULL; i++) {
        g_autofree gchar *name = g_path_get_basename(exports[i]);
        g_autofree gchar *copy = g_build_filename(folder, name, NULL);

        if (!tree_copy_file(exports[i], copy, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
archive_keep_rules(const gchar *root, const gchar *const *layers, GError **error)
{
    guint n = 0;

    while (layers[n] != NULL)
        n++;
    for (guint i = 0; i < n; i++) {
        g_autofree gchar *number = g_strdup_printf("%u", n - 1 - i);
        g_autofree gchar *folder = g_build_filename(root, ARCHIVE_RULES, number, NULL);

        if (!tree_copy(layers[i], folder, error))
            return FALSE;
    }
    return TRUE;
}

GPtrArray *
archive_rules(const gchar *root, GError **error)
{
    g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0;; i++) {
        g_autofree gchar *number = g_strdup_printf("%u", i);
        g_autofree gchar *folder = g_build_filename(root, ARCHIVE_RULES, number, NULL);

        if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
            break;
        g_ptr_array_add(folders, g_steal_pointer(&folder));
    }
    if (folders->len == 0) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s/" ARCHIVE_RULES
                    "/0: is not there, so the run is not whole; `sha256sum -c " ARCHIVE_MANIFEST
                    "` in its folder tells what else is missing",
                    root);
        return NULL;
    }
    g_ptr_array_add(folders, NULL);
    return g_steal_pointer(&folders);
}

void
archive_blame_rules(const gchar *root, const gchar *mend, GError **error)
{
    g_autofree gchar *message = NULL;

    if (error == NULL || !g_error_matches(*error, ROLL_ERROR, ROLL_ERROR_CONFIG))
        return;
    message = g_strdup_printf("%s\n%s/" ARCHIVE_RULES
                              ": these are the rules of the run, which another rollcall may have "
                              "made%s",
                              (*error)->message, root, mend);
    g_clear_error(error);
    g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_CONFIG, message);
}

gchar *
archive_month(const gchar *root)
{
    g_autofree gchar *path = g_build_filename(root, ARCHIVE_OPTIONS, NULL);
    g_autofree gchar *month = NULL;
    g_autoptr(GKeyFile) file = g_key_file_new();

    if (g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, NULL))
        month = g_key_file_get_string(file, "run", "month", NULL);
    return month != NULL && *month != '\0' ? g_steal_pointer(&month) : NULL;
}

gchar *
archive_model(const gchar *root, GError **error)
{
    g_autofree gchar *path = g_build_filename(root, ARCHIVE_MODEL, NULL);

    if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer(&path);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "%s: is not there: the run was made by a rollcall that did not keep what it had "
                "learnt; make it anew, of the exports in %s/" ARCHIVE_INPUTS,
                path, root);
    return NULL;
}

gboolean
archive_keep_text(const gchar *root, const gchar *path, const gchar *text, GError **error)
{
    g_autofree gchar *place = g_build_filename(root, path, NULL);
    g_autofree gchar *folder = g_path_get_dirname(place);
    g_autoptr(RollSink) sink = NULL;

    if (!tree_make(folder, error))
        return FALSE;
    sink = roll_sink_create(place, error);
    return sink != NULL && roll_sink_write(sink, text, strlen(text), error) &&
           roll_sink_close(sink, error);
}

/* ---- manifest ---- */

typedef struct {
    const gchar *root;
    const gchar *path; /* below the root */
    gchar *sum;        /* hexadecimal; NULL until it is known */
    GError *error;
} Sum;

static gchar *
sum_of(const gchar *path, GError **error)
{
    g_autoptr(RollSource) source = roll_source_open(path, error);
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree guchar *chunk = g_malloc(ROLL_SOURCE_CHUNK);
    gsize n = 1;

    while (source != NULL && n > 0) {
        if (!roll_source_read(source, chunk, ROLL_SOURCE_CHUNK, &n, error))
            return NULL;
        g_checksum_update(checksum, chunk, (gssize)n);
    }
    return source != NULL ? g_strdup(g_checksum_get_string(checksum)) : NULL;
}

static void
make_sum(gpointer data, gpointer unused)
{
    Sum *sum = data;
    g_autofree gchar *path = g_build_filename(sum->root, sum->path, NULL);

    (void)unused;
    sum->sum = sum_of(path, &sum->error);
}

static void
sum_clear(gpointer data)
{
    Sum *sum = data;

    g_free(sum->sum);
    g_clear_error(&sum->error);
}

/* As sha256sum writes it: a name with a line end or a backslash is escaped, and marked in front. */
static void
print_sum(const Sum *sum, GString *out)
{
    gboolean is_escaped = strpbrk(sum->path, "\\\n\r") != NULL;

    g_string_append_printf(out, "%s%s  ", is_escaped ? "\\" : "", sum->sum);
    for (const gchar *p = sum->path; *p != '\0'; p++)
        switch (*p) {
        case '\\':
            g_string_append(out, "\\\\");
            break;
        case '\n':
            g_string_append(out, "\\n");
            break;
        case '\r':
            g_string_append(out, "\\r");
            break;
        default:
            g_string_append_c(out, *p);
        }
    g_string_append_c(out, '\n');
}

/* Reads several files at once: on one core a sum takes as long as the linking of its records. */
static gboolean
make_sums(GArray *sums, guint jobs, GError **error)
{
    GThreadPool *pool = g_thread_pool_new(make_sum, NULL, (gint)MAX(jobs, 1), FALSE, NULL);

    for (guint i = 0; i < sums->len; i++)
        g_thread_pool_push(pool, &g_array_index(sums, Sum, i), NULL);
    g_thread_pool_free(pool, FALSE, TRUE);
    for (guint i = 0; i < sums->len; i++) {
        Sum *sum = &g_array_index(sums, Sum, i);

        if (sum->error != NULL) {
            g_propagate_error(error, g_steal_pointer(&sum->error));
            return FALSE;
        }
    }
    return TRUE;
}

gboolean
archive_write_manifest(const gchar *root, guint jobs, GError **error)
{
    g_autoptr(GPtrArray) entries = tree_list(root, error);
    g_autoptr(GArray) sums = g_array_new(FALSE, TRUE, sizeof(Sum));
    g_autoptr(GString) manifest = g_string_new(NULL);

    if (entries == NULL)
        return FALSE;
    g_array_set_clear_func(sums, sum_clear);
    for (guint i = 0; i < entries->len; i++) {
        const TreeEntry *entry = entries->pdata[i];
        Sum sum = {.root = root, .path = entry->path};

        if (entry->is_regular && strcmp(entry->path, ARCHIVE_MANIFEST) != 0)
            g_array_append_val(sums, sum);
    }
    if (!make_sums(sums, jobs, error))
        return FALSE;
    for (guint i = 0; i < sums->len; i++)
        print_sum(&g_array_index(sums, Sum, i), manifest);
    return archive_keep_text(root, ARCHIVE_MANIFEST, manifest->str, error);
}
