#include "pipeline/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pipeline/lib/error.h"

#define BUFFER_BYTES ((gsize)256 * 1024)
#define COPY_BYTES   ((gsize)1024 * 1024 * 1024) /* asked of the kernel at a time */

static gboolean
fail(const gchar *path, int code, GError **error)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: %s", path, g_strerror(code));
    return FALSE;
}

/* ---- listing ---- */

static void
entry_free(gpointer data)
{
    TreeEntry *entry = data;

    g_free(entry->path);
    g_free(entry);
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const gchar *const *)a, *(const gchar *const *)b);
}

/* The names in a folder, in byte order (transfer full). */
static GPtrArray *
names_in(const gchar *folder, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    GDir *dir = g_dir_open(folder, 0, &cause);
    const gchar *name = NULL;

    if (dir == NULL) {
        g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_IO, cause->message);
        return NULL;
    }
    while ((name = g_dir_read_name(dir)) != NULL)
        g_ptr_array_add(names, g_strdup(name));
    g_dir_close(dir);
    g_ptr_array_sort(names, compare_names);
    return g_steal_pointer(&names);
}

/* Appends what is in the folder @below @root. */
static gboolean
list_folder(const gchar *root, const gchar *below, GPtrArray *entries, GError **error)
{
    g_autofree gchar *folder = g_build_filename(root, below, NULL);
    g_autoptr(GPtrArray) names = names_in(folder, error);

    for (guint i = 0; names != NULL && i < names->len; i++) {
        g_autofree gchar *path = g_build_filename(folder, names->pdata[i], NULL);
        TreeEntry *entry = NULL;
        struct stat status = {0};

        if (lstat(path, &status) < 0)
            return fail(path, errno, error);
        entry = g_new0(TreeEntry, 1);
        entry->path = *below == '\0' ? g_strdup(names->pdata[i])
                                     : g_build_filename(below, names->pdata[i], NULL);
        entry->is_folder = S_ISDIR(status.st_mode);
        entry->is_regular = S_ISREG(status.st_mode);
        g_ptr_array_add(entries, entry);
    }
    return names != NULL;
}

static gint
compare_entries(gconstpointer a, gconstpointer b)
{
    const TreeEntry *entry_a = *(const TreeEntry *const *)a;
    const TreeEntry *entry_b = *(const TreeEntry *const *)b;

    return strcmp(entry_a->path, entry_b->path);
}

GPtrArray *
tree_list(const gchar *root, GError **error)
{
    g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(entry_free);

    if (!list_folder(root, "", entries, error))
        return NULL;
    /* The list grows while it is walked: folders in folders. */
    for (guint i = 0; i < entries->len; i++) {
        const TreeEntry *entry = entries->pdata[i];

        if (entry->is_folder && !list_folder(root, entry->path, entries, error))
            return NULL;
    }
    g_ptr_array_sort(entries, compare_entries);
    return g_steal_pointer(&entries);
}

/* ---- copying ---- */

gboolean
tree_make(const gchar *path, GError **error)
{
    return g_mkdir_with_parents(path, 0700) == 0 || fail(path, errno, error);
}

static gboolean
copy_by_hand(int in, int out, const gchar *from, const gchar *to, GError **error)
{
    g_autofree guint8 *buffer = g_malloc(BUFFER_BYTES);

    for (;;) {
        gssize n = read(in, buffer, BUFFER_BYTES);

        if (n == 0)
            return TRUE;
        if (n < 0)
            return fail(from, errno, error);
        for (gssize done = 0; done < n;) {
            gssize written = write(out, buffer + done, (gsize)(n - done));

            if (written < 0)
                return fail(to, errno, error);
            done += written;
        }
    }
}

/* In the kernel where it can; elsewhere (another file system, a pipe) by hand. */
static gboolean
copy_bytes(int in, int out, const gchar *from, const gchar *to, GError **error)
{
    gssize n = 0;
    gboolean has_begun = FALSE;

    while ((n = copy_file_range(in, NULL, out, NULL, COPY_BYTES, 0)) > 0)
        has_begun = TRUE;
    if (n < 0 && has_begun)
        return fail(to, errno, error);
    /* 0 at once: an empty file, or one whose size the kernel does not know beforehand. */
    return has_begun || copy_by_hand(in, out, from, to, error);
}

static gboolean
is_unchanged(int fd, const struct stat *before)
{
    struct stat after = {0};

    return fstat(fd, &after) == 0 && after.st_size == before->st_size &&
           after.st_mtim.tv_sec == before->st_mtim.tv_sec &&
           after.st_mtim.tv_nsec == before->st_mtim.tv_nsec;
}

static gboolean
copy_open(int in, const gchar *from, const gchar *to, GError **error)
{
    struct stat before = {0};
    int out = -1;
    gboolean is_sound = FALSE;

    if (fstat(in, &before) < 0)
        return fail(from, errno, error);
    if (S_ISDIR(before.st_mode)) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "%s: is a folder, not a file", from);
        return FALSE;
    }
    out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (out < 0)
        return fail(to, errno, error);
    is_sound = copy_bytes(in, out, from, to, error);
    if (is_sound && !is_unchanged(in, &before)) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: changed while it was read", from);
        is_sound = FALSE;
    }
    if (close(out) < 0 && is_sound)
        return fail(to, errno, error);
    return is_sound;
}

gboolean
tree_copy_file(const gchar *from, const gchar *to, GError **error)
{
    int in = open(from, O_RDONLY | O_CLOEXEC);
    gboolean is_sound = FALSE;

    if (in < 0) {
        int code = errno;

        g_set_error(error, ROLL_ERROR,
                    code == ENOENT || code == ENOTDIR ? ROLL_ERROR_DATA : ROLL_ERROR_IO, "%s: %s",
                    from, g_strerror(code));
        return FALSE;
    }
    is_sound = copy_open(in, from, to, error);
    close(in);
    return is_sound;
}

gboolean
tree_copy(const gchar *from, const gchar *to, GError **error)
{
    g_autoptr(GPtrArray) entries = tree_list(from, error);

    if (entries == NULL || !tree_make(to, error))
        return FALSE;
    for (guint i = 0; i < entries->len; i++) {
        const TreeEntry *entry = entries->pdata[i];
        g_autofree gchar *source = g_build_filename(from, entry->path, NULL);
        g_autofree gchar *target = g_build_filename(to, entry->path, NULL);

        if (entry->is_folder ? !tree_make(target, error)
                             : entry->is_regular && !tree_copy_file(source, target, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- syncing ---- */

gboolean
tree_sync_one(const gchar *path, GError **error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    int code = 0;

    if (fd < 0)
        return fail(path, errno, error);
    /* EINVAL: a file system on which a folder cannot be synced. */
    if (fsync(fd) < 0 && errno != EINVAL)
        code = errno;
    close(fd);
    return code == 0 || fail(path, code, error);
}

gboolean
tree_sync(const gchar *root, GError **error)
{
    g_autoptr(GPtrArray) entries = tree_list(root, error);

    if (entries == NULL)
        return FALSE;
    for (guint i = 0; i < entries->len; i++) {
        const TreeEntry *entry = entries->pdata[i];
        g_autofree gchar *path = g_build_filename(root, entry->path, NULL);

        if ((entry->is_regular || entry->is_folder) && !tree_sync_one(path, error))
            return FALSE;
    }
    return tree_sync_one(root, error);
}

/* ---- removing ---- */

gboolean
tree_remove(const gchar *root, GError **error)
{
    g_autoptr(GPtrArray) entries = NULL;
    struct stat status = {0};

    if (lstat(root, &status) < 0)
        return errno == ENOENT || fail(root, errno, error);
    if (!S_ISDIR(status.st_mode))
        return unlink(root) == 0 || fail(root, errno, error);
    entries = tree_list(root, error);
    if (entries == NULL)
        return FALSE;
    /* What is in a folder stands behind it. */
    for (guint i = entries->len; i > 0; i--) {
        const TreeEntry *entry = entries->pdata[i - 1];
        g_autofree gchar *path = g_build_filename(root, entry->path, NULL);

        if ((entry->is_folder ? rmdir(path) : unlink(path)) < 0)
            return fail(path, errno, error);
    }
    return rmdir(root) == 0 || fail(root, errno, error);
}

gchar *
tree_make_temporary(GError **error)
{
    g_autoptr(GError) cause = NULL;
    gchar *folder = g_dir_make_tmp("rollcall-XXXXXX", &cause);

    if (folder == NULL)
        g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_IO, cause->message);
    return folder;
}
