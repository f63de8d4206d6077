#include "pipeline/staging.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pipeline/lib/error.h"
#include "pipeline/tree.h"

#define PART         ".part-"
#define PART_LETTERS 6

struct Staging {
    gchar *place; /* where it shall stand */
    gchar *path;  /* where it stands; NULL once published */
    gboolean replaces;
    int lock; /* held as long as this process lives */
};

static gboolean
fail(const gchar *path, int code, GError **error)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: %s", path, g_strerror(code));
    return FALSE;
}

static gboolean
is_free(const gchar *place, gboolean replaces, const gchar *mark, GError **error)
{
    g_autofree gchar *proof = g_build_filename(place, mark, NULL);
    struct stat status = {0};

    if (lstat(place, &status) < 0)
        return errno == ENOENT || fail(place, errno, error);
    if (!replaces) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: exists; --replace would replace it",
                    place);
        return FALSE;
    }
    if (S_ISDIR(status.st_mode) && g_file_test(proof, G_FILE_TEST_IS_REGULAR))
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO,
                "%s: is not a run (it has no %s), so it is not replaced", place, mark);
    return FALSE;
}

/* What stands in a run would vanish with it, once that is replaced. */
static gboolean
is_outside(const gchar *place, const gchar *mark, GError **error)
{
    g_autofree gchar *parent = g_path_get_dirname(place);
    g_autofree gchar *name = g_path_get_basename(place);
    g_autofree gchar *folder = realpath(parent, NULL);

    while (folder != NULL && strcmp(folder, "/") != 0) {
        g_autofree gchar *proof = g_build_filename(folder, mark, NULL);
        gchar *above = NULL;

        if (g_file_test(proof, G_FILE_TEST_IS_REGULAR)) {
            g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO,
                        "%s: lies in a run, %s, and would vanish with it; put %s beside it", place,
                        folder, name);
            return FALSE;
        }
        above = g_path_get_dirname(folder);
        g_free(folder);
        folder = above;
    }
    return TRUE;
}

/* Opens the folder and locks it; -1 when another process lives in it. */
static int
lock_folder(const gchar *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);

    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* What killed runs left beside @place.  A leftover that cannot be removed harms nobody. */
static void
remove_leftovers(const gchar *place)
{
    g_autofree gchar *folder = g_path_get_dirname(place);
    g_autofree gchar *name = g_path_get_basename(place);
    g_autofree gchar *prefix = g_strconcat(name, PART, NULL);
    GDir *dir = g_dir_open(folder, 0, NULL);
    const gchar *entry = NULL;

    while (dir != NULL && (entry = g_dir_read_name(dir)) != NULL) {
        g_autofree gchar *path = g_build_filename(folder, entry, NULL);
        int lock = -1;

        if (!g_str_has_prefix(entry, prefix) || strlen(entry) != strlen(prefix) + PART_LETTERS)
            continue;
        lock = lock_folder(path);
        if (lock < 0)
            continue;
        tree_remove(path, NULL);
        close(lock);
    }
    if (dir != NULL)
        g_dir_close(dir);
}

Staging *
staging_new(const gchar *place, gboolean replaces, const gchar *mark, GError **error)
{
    g_autoptr(Staging) staging = g_new0(Staging, 1);
    g_autofree gchar *path = NULL;

    staging->lock = -1;
    staging->replaces = replaces;
    staging->place = g_strdup(place);
    if (!is_free(staging->place, replaces, mark, error) || !is_outside(staging->place, mark, error))
        return NULL;
    remove_leftovers(staging->place);
    path = g_strconcat(staging->place, PART "XXXXXX", NULL);
    if (g_mkdtemp_full(path, 0700) == NULL) {
        fail(staging->place, errno, error);
        return NULL;
    }
    staging->path = g_steal_pointer(&path);
    staging->lock = lock_folder(staging->path);
    return g_steal_pointer(&staging);
}

const gchar *
staging_path(const Staging *staging)
{
    return staging->path;
}

/* TRUE when the kernel, or the file system, does not know the flag of renameat2(). */
static gboolean
is_unknown(int code)
{
    return code == ENOSYS || code == EINVAL;
}

/* The new run takes the place of the old, which is then removed. */
static gboolean
exchange(Staging *staging, GError **error)
{
    g_autofree gchar *aside = g_strconcat(staging->path, ".old", NULL);

    if (renameat2(AT_FDCWD, staging->path, AT_FDCWD, staging->place, RENAME_EXCHANGE) == 0)
        return TRUE; /* staging->path is the old one now, and goes with staging_free() */
    if (!is_unknown(errno))
        return fail(staging->place, errno, error);
    if (rename(staging->place, aside) < 0)
        return fail(staging->place, errno, error);
    if (rename(staging->path, staging->place) < 0) {
        int code = errno;

        (void)rename(aside, staging->place);
        return fail(staging->place, code, error);
    }
    return rename(aside, staging->path) == 0 || fail(aside, errno, error);
}

static gboolean
take_place(Staging *staging, GError **error)
{
    if (renameat2(AT_FDCWD, staging->path, AT_FDCWD, staging->place, RENAME_NOREPLACE) == 0) {
        g_clear_pointer(&staging->path, g_free);
        return TRUE;
    }
    if (errno == EEXIST && staging->replaces)
        return exchange(staging, error);
    /* rename() alone would replace an empty folder, and nothing else. */
    if (is_unknown(errno) && rename(staging->path, staging->place) == 0) {
        g_clear_pointer(&staging->path, g_free);
        return TRUE;
    }
    return fail(staging->place, errno, error);
}

gboolean
staging_publish(Staging *staging, GError **error)
{
    g_autofree gchar *folder = g_path_get_dirname(staging->place);

    return tree_sync(staging->path, error) && take_place(staging, error) &&
           tree_sync_one(folder, error);
}

void
staging_free(Staging *staging)
{
    g_autoptr(GError) error = NULL;

    if (staging == NULL)
        return;
    if (staging->path != NULL && !tree_remove(staging->path, &error))
        g_warning("what is left of an unfinished run cannot be removed: %s", error->message);
    if (staging->lock >= 0)
        close(staging->lock);
    g_free(staging->place);
    g_free(staging->path);
    g_free(staging);
}
