#include "pipeline/lib/unfinished.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "pipeline/lib/error.h"

struct RollUnfinished {
    gchar *place;
    gchar *path; /* NULL once it has its place */
};

static gboolean
fail(const gchar *path, int code, GError **error)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: %s", path, g_strerror(code));
    return FALSE;
}

/* Opens, syncs and closes @path. */
static gboolean
sync_path(const gchar *path, int flags, GError **error)
{
    int fd = open(path, flags | O_CLOEXEC);
    int code = 0;

    if (fd < 0)
        return fail(path, errno, error);
    if (fsync(fd) < 0 && errno != EINVAL)
        code = errno;
    close(fd);
    return code == 0 || fail(path, code, error);
}

RollUnfinished *
roll_unfinished_new(const gchar *path, GError **error)
{
    g_autofree gchar *folder = g_path_get_dirname(path);
    g_autofree gchar *name = g_path_get_basename(path);
    g_autofree gchar *unfinished = g_strdup_printf("%s/.%s.unfinished", folder, name);
    RollUnfinished *file;
    int fd = open(unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);

    if (fd < 0 || close(fd) < 0) {
        fail(path, errno, error);
        return NULL;
    }
    file = g_new0(RollUnfinished, 1);
    file->place = g_strdup(path);
    file->path = g_steal_pointer(&unfinished);
    return file;
}

const gchar *
roll_unfinished_path(const RollUnfinished *file)
{
    return file->path;
}

gboolean
roll_unfinished_finish(RollUnfinished *file, GError **error)
{
    g_autofree gchar *folder = g_path_get_dirname(file->place);

    if (!sync_path(file->path, O_RDONLY, error))
        return FALSE;
    if (rename(file->path, file->place) < 0)
        return fail(file->place, errno, error);
    g_clear_pointer(&file->path, g_free);
    return sync_path(folder, O_RDONLY | O_DIRECTORY, error);
}

void
roll_unfinished_free(RollUnfinished *file)
{
    if (file == NULL)
        return;
    if (file->path != NULL)
        unlink(file->path);
    g_free(file->path);
    g_free(file->place);
    g_free(file);
}
