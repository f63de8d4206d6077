#include "pipeline/manifest.h"

#include <string.h>

#include "pipeline/archive.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/lines.h"
#include "pipeline/lib/source.h"
#include "pipeline/lib/sum.h"
#include "pipeline/tree.h"

#define SUM_DIGITS 64
#define BETWEEN    "  " /* sum and path */
#define LINE_BYTES ((gsize)16 * 1024)

static void
entry_free(gpointer data)
{
    ManifestEntry *entry = data;

    g_free(entry->path);
    g_free(entry->sum);
    g_clear_error(&entry->error);
    g_free(entry);
}

ManifestEntry *
manifest_entry_new(const gchar *path)
{
    ManifestEntry *entry = g_new0(ManifestEntry, 1);

    entry->path = g_strdup(path);
    return entry;
}

GPtrArray *
manifest_entries_new(void)
{
    return g_ptr_array_new_with_free_func(entry_free);
}

/* ---- sums ---- */

static gchar *
sum_of(const gchar *path, GError **error)
{
    g_autoptr(RollSource) source = roll_source_open(path, error);
    guint64 n_bytes = 0;

    return source != NULL ? roll_sum_of(source, 0, &n_bytes, error) : NULL;
}

static void
take_sum(gpointer data, gpointer root)
{
    ManifestEntry *entry = data;
    g_autofree gchar *path = g_build_filename(root, entry->path, NULL);

    entry->sum = sum_of(path, &entry->error);
}

/* Several files at once. */
void
manifest_take_sums(const gchar *root, const GPtrArray *entries, guint jobs)
{
    g_autofree gchar *folder = g_strdup(root);
    GThreadPool *pool = g_thread_pool_new(take_sum, folder, (gint)MAX(jobs, 1), FALSE, NULL);

    for (guint i = 0; i < entries->len; i++)
        g_thread_pool_push(pool, entries->pdata[i], NULL);
    g_thread_pool_free(pool, FALSE, TRUE);
}

/* ---- writing ---- */

/* As sha256sum writes it: a name with a line end or a backslash is escaped, and marked in front. */
static void
print_entry(const ManifestEntry *entry, GString *out)
{
    gboolean is_escaped = strpbrk(entry->path, "\\\n\r") != NULL;

    g_string_append_printf(out, "%s%s" BETWEEN, is_escaped ? "\\" : "", entry->sum);
    for (const gchar *p = entry->path; *p != '\0'; p++)
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

gboolean
manifest_write(const gchar *root, guint jobs, GError **error)
{
    g_autoptr(GPtrArray) files = tree_list(root, error);
    g_autoptr(GPtrArray) entries = manifest_entries_new();
    g_autoptr(GString) manifest = g_string_new(NULL);

    if (files == NULL)
        return FALSE;
    for (guint i = 0; i < files->len; i++) {
        const TreeEntry *file = files->pdata[i];

        if (file->is_regular && strcmp(file->path, ARCHIVE_MANIFEST) != 0)
            g_ptr_array_add(entries, manifest_entry_new(file->path));
    }
    manifest_take_sums(root, entries, jobs);
    for (guint i = 0; i < entries->len; i++) {
        ManifestEntry *entry = entries->pdata[i];

        if (entry->error != NULL) {
            g_propagate_error(error, g_steal_pointer(&entry->error));
            return FALSE;
        }
        print_entry(entry, manifest);
    }
    return archive_keep_text(root, ARCHIVE_MANIFEST, manifest->str, error);
}

/* ---- reading ---- */

/* What an escaped path stands for (transfer full); NULL when sha256sum writes no such escape. */
static gchar *
unescape(const gchar *text)
{
    g_autoptr(GString) path = g_string_new(NULL);

    for (const gchar *p = text; *p != '\0'; p++) {
        if (*p != '\\') {
            g_string_append_c(path, *p);
            continue;
        }
        p++;
        if (*p != '\\' && *p != 'n' && *p != 'r')
            return NULL;
        g_string_append_c(path, *p == 'n' ? '\n' : *p == 'r' ? '\r' : '\\');
    }
    return g_string_free(g_steal_pointer(&path), FALSE);
}

/* What is wrong with a path; NULL: nothing. */
static const gchar *
path_fault(const gchar *path)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);

    if (g_path_is_absolute(path) || g_strv_contains((const gchar *const *)parts, ".."))
        return "leads out of the run";
    if (g_strv_contains((const gchar *const *)parts, ".") ||
        g_strv_contains((const gchar *const *)parts, ""))
        return "is not written as a path of a manifest";
    return strcmp(path, ARCHIVE_MANIFEST) == 0 ? "is the manifest itself" : NULL;
}

/* Fills the entry; returns what is wrong with the line, NULL: nothing. */
static const gchar *
parse_line(const gchar *line, ManifestEntry *entry)
{
    gboolean is_escaped = *line == '\\';
    const gchar *sum = line + (is_escaped ? 1 : 0);
    const gchar *path = sum + SUM_DIGITS + strlen(BETWEEN);

    if (strspn(sum, "0123456789abcdef") != SUM_DIGITS ||
        !g_str_has_prefix(sum + SUM_DIGITS, BETWEEN) || *path == '\0')
        return "is no SHA-256 sum with a path behind it";
    entry->path = is_escaped ? unescape(path) : g_strdup(path);
    if (entry->path == NULL)
        return "has an escape that stands for nothing";
    entry->sum = g_strndup(sum, SUM_DIGITS);
    return path_fault(entry->path);
}

/* Appends the line's entry; the same as parse_line(). */
static const gchar *
add_line(const gchar *text, gsize length, GPtrArray *entries)
{
    const ManifestEntry *before =
        entries->len > 0 ? g_ptr_array_index(entries, entries->len - 1) : NULL;
    ManifestEntry *entry = manifest_entry_new(NULL);
    g_autofree gchar *line = g_strndup(text, length);
    const gchar *fault = strlen(line) < length ? "has a NUL in it" : parse_line(line, entry);

    g_ptr_array_add(entries, entry);
    if (fault == NULL && before != NULL && strcmp(before->path, entry->path) >= 0)
        return "stands twice, or out of order";
    return fault;
}

static const gchar *
next_fault(RollLines *lines, GPtrArray *entries, RollLinesResult *result, GError **error)
{
    gsize length = 0;
    gsize n_end = 0;
    const gchar *fault = NULL;

    roll_lines_mark(lines);
    *result = roll_lines_next(lines, LINE_BYTES, &length, &n_end, error);
    if (*result == ROLL_LINES_TOO_LONG)
        return "is longer than any path";
    if (*result != ROLL_LINES_LINE)
        return NULL;
    fault = add_line(roll_lines_marked(lines), length, entries);
    return fault == NULL && n_end == 0 ? "has no line end, so the manifest is cut off" : fault;
}

/* @where: the line, and its path where it has one. */
static gboolean
fail(const gchar *path, const gchar *where, const gchar *fault, GError **error)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "%s: %s%s; rollcall writes no such manifest: fetch it again from a copy of the run",
                path, where, fault);
    return FALSE;
}

static gboolean
fail_line(const gchar *path, const GPtrArray *entries, guint line, const gchar *fault,
          GError **error)
{
    const ManifestEntry *last = entries->len == line ? entries->pdata[line - 1] : NULL;
    gboolean is_path = last != NULL && last->path != NULL;
    g_autofree gchar *where = is_path ? g_strdup_printf("line %u: \"%s\": ", line, last->path)
                                      : g_strdup_printf("line %u: ", line);

    return fail(path, where, fault, error);
}

static gboolean
read_lines(const gchar *path, RollLines *lines, GPtrArray *entries, GError **error)
{
    RollLinesResult result = ROLL_LINES_LINE;

    for (guint line = 1; result == ROLL_LINES_LINE; line++) {
        const gchar *fault = next_fault(lines, entries, &result, error);

        if (fault != NULL)
            return fail_line(path, entries, line, fault, error);
    }
    if (result == ROLL_LINES_ERROR)
        return FALSE;
    return entries->len > 0 || fail(path, "", "is empty", error);
}

GPtrArray *
manifest_read(const gchar *root, GError **error)
{
    g_autofree gchar *path = g_build_filename(root, ARCHIVE_MANIFEST, NULL);
    g_autoptr(GPtrArray) entries = manifest_entries_new();
    g_autoptr(RollLines) lines = NULL;
    RollSource *source = NULL;

    if (g_file_test(root, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s: is no run, or has lost its manifest (there is no " ARCHIVE_MANIFEST ")",
                    root);
        return NULL;
    }
    source = roll_source_open(path, error);
    if (source == NULL)
        return NULL;
    lines = roll_lines_new(source);
    return read_lines(path, lines, entries, error) ? g_steal_pointer(&entries) : NULL;
}
