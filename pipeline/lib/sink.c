#include "pipeline/lib/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pipeline/lib/error.h"

#define HELD_BYTES ((gsize)64 * 1024) /* small writes are gathered up to this */
#define PIPE_BYTES (1024 * 1024)      /* a pipe of 64 KiB halves the throughput between stages */

typedef struct {
    RollSink base;
    int fd;            /* owned; -1 once closed */
    gchar *place;      /* where the file shall stand; NULL: written in place */
    gchar *unfinished; /* the name it carries until then */
    guint8 *held;      /* HELD_BYTES, of which @n_held wait to be written */
    gsize n_held;
} FileSink;

typedef struct {
    RollSink base;
    GByteArray *bytes; /* the caller's */
} MemorySink;

static gboolean
fail(const RollSink *sink, int code, GError **error)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: %s", sink->name, g_strerror(code));
    return FALSE;
}

static gboolean
write_all(const FileSink *file, const guint8 *data, gsize size, GError **error)
{
    while (size > 0) {
        gssize n = write(file->fd, data, size);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail(&file->base, errno, error);
        data += n;
        size -= (gsize)n;
    }
    return TRUE;
}

static gboolean
write_held(FileSink *file, GError **error)
{
    gsize n = file->n_held;

    file->n_held = 0;
    return write_all(file, file->held, n, error);
}

static gboolean
file_write(RollSink *self, gconstpointer data, gsize size, GError **error)
{
    FileSink *file = (FileSink *)self;

    if (size > HELD_BYTES - file->n_held && !write_held(file, error))
        return FALSE;
    if (size > HELD_BYTES)
        return write_all(file, data, size, error);
    if (size > 0)
        memcpy(file->held + file->n_held, data, size);
    file->n_held += size;
    return TRUE;
}

/* A rename is lasting only once the folder is on the disk too. */
static gboolean
sync_folder(const FileSink *file, GError **error)
{
    g_autofree gchar *folder = g_path_get_dirname(file->place);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int code = 0;

    if (fd < 0)
        return fail(&file->base, errno, error);
    if (fsync(fd) < 0 && errno != EINVAL)
        code = errno;
    close(fd);
    return code == 0 || fail(&file->base, code, error);
}

/* Closes the file so far that a failure shows, but keeps its lock. */
static gboolean
close_for_errors(FileSink *file, GError **error)
{
    int fd = file->fd;

    file->fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (file->fd < 0) {
        file->fd = fd;
        return fail(&file->base, errno, error);
    }
    return close(fd) == 0 || fail(&file->base, errno, error);
}

static gboolean
file_close(RollSink *self, GError **error)
{
    FileSink *file = (FileSink *)self;

    if (!write_held(file, error))
        return FALSE;
    if (file->place == NULL) {
        int fd = file->fd;

        file->fd = -1;
        return close(fd) == 0 || fail(self, errno, error);
    }
    /* All that may fail comes before the file takes its place. */
    if (fsync(file->fd) < 0)
        return fail(self, errno, error);
    if (!close_for_errors(file, error))
        return FALSE;
    if (rename(file->unfinished, file->place) < 0)
        return fail(self, errno, error);
    g_clear_pointer(&file->unfinished, g_free);
    return sync_folder(file, error);
}

static void
file_clear(RollSink *self)
{
    FileSink *file = (FileSink *)self;

    if (file->unfinished != NULL)
        unlink(file->unfinished);
    if (file->fd >= 0)
        close(file->fd);
    g_free(file->unfinished);
    g_free(file->place);
    g_free(file->held);
}

/* TRUE when @fd is still the file of that name: between open and lock another run may have
 * finished it and given it its place. */
static gboolean
is_still(int fd, const gchar *path)
{
    struct stat ours = {0};
    struct stat theirs = {0};

    return fstat(fd, &ours) == 0 && stat(path, &theirs) == 0 && ours.st_dev == theirs.st_dev &&
           ours.st_ino == theirs.st_ino;
}

/* Opens, locks and empties the unfinished file; -1 with errno when it cannot be. */
static int
open_unfinished(const gchar *path)
{
    for (;;) {
        int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        int code = 0;

        if (fd < 0)
            return -1;
        if (flock(fd, LOCK_EX | LOCK_NB) < 0)
            code = errno;
        else if (is_still(fd, path)) {
            if (ftruncate(fd, 0) == 0)
                return fd;
            code = errno;
        }
        close(fd);
        if (code != 0) {
            errno = code;
            return -1;
        }
    }
}

static gboolean
open_place(FileSink *file, GError **error)
{
    g_autofree gchar *folder = g_path_get_dirname(file->place);
    g_autofree gchar *name = g_path_get_basename(file->place);
    g_autofree gchar *unfinished = g_strdup_printf("%s/.%s.unfinished", folder, name);

    file->fd = open_unfinished(unfinished);
    if (file->fd < 0 && errno == EWOULDBLOCK) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: another run is writing it",
                    file->base.name);
        return FALSE;
    }
    if (file->fd < 0)
        return fail(&file->base, errno, error);
    file->unfinished = g_steal_pointer(&unfinished);
    return TRUE;
}

static gboolean
open_in_place(FileSink *file, const gchar *path, GError **error)
{
    file->fd = open(path, O_WRONLY | O_CLOEXEC);
    return file->fd >= 0 || fail(&file->base, errno, error);
}

static gboolean
open_stdout(FileSink *file, GError **error)
{
    file->fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (file->fd < 0)
        return fail(&file->base, errno, error);
    fcntl(file->fd, F_SETPIPE_SZ, PIPE_BYTES); /* no pipe: no harm */
    return TRUE;
}

static gboolean
open_path(FileSink *file, const gchar *path, GError **error)
{
    struct stat status = {0};
    gboolean exists = lstat(path, &status) == 0;

    if (exists && S_ISLNK(status.st_mode)) {
        file->place = realpath(path, NULL); /* what g_free() frees is malloc's */
        if (file->place == NULL)
            return fail(&file->base, errno, error);
        exists = stat(file->place, &status) == 0;
    } else {
        file->place = g_strdup(path);
    }
    if (exists && !S_ISREG(status.st_mode)) {
        g_autofree gchar *device = g_steal_pointer(&file->place);

        return open_in_place(file, device, error);
    }
    return open_place(file, error);
}

RollSink *
roll_sink_create(const gchar *path, GError **error)
{
    gboolean is_stdout = strcmp(path, "-") == 0;
    FileSink *file = g_new0(FileSink, 1);
    g_autoptr(RollSink) sink = &file->base;

    sink->name = g_strdup(is_stdout ? "standard output" : path);
    sink->is_terminal = is_stdout && isatty(STDOUT_FILENO) == 1;
    sink->write = file_write;
    sink->close = file_close;
    sink->clear = file_clear;
    file->fd = -1;
    file->held = g_malloc(HELD_BYTES);
    if (!(is_stdout ? open_stdout(file, error) : open_path(file, path, error)))
        return NULL;
    return g_steal_pointer(&sink);
}

static gboolean
memory_write(RollSink *self, gconstpointer data, gsize size, GError **error)
{
    GByteArray *bytes = ((MemorySink *)self)->bytes;

    if (size > G_MAXUINT - bytes->len)
        return fail(self, EFBIG, error);
    g_byte_array_append(bytes, data, (guint)size);
    return TRUE;
}

static gboolean
memory_close(RollSink *self, GError **error)
{
    (void)self;
    (void)error;
    return TRUE;
}

RollSink *
roll_sink_memory(const gchar *name, GByteArray *bytes)
{
    MemorySink *memory = g_new0(MemorySink, 1);

    memory->base.name = g_strdup(name);
    memory->base.write = memory_write;
    memory->base.close = memory_close;
    memory->bytes = bytes;
    return &memory->base;
}

gboolean
roll_sink_write(RollSink *sink, gconstpointer data, gsize size, GError **error)
{
    return sink->write(sink, data, size, error);
}

gboolean
roll_sink_close(RollSink *sink, GError **error)
{
    return sink->close(sink, error);
}

void
roll_sink_free(RollSink *sink)
{
    if (sink == NULL)
        return;
    if (sink->clear != NULL)
        sink->clear(sink);
    g_free(sink->name);
    g_free(sink);
}
