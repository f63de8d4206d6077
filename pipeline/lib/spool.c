#include "pipeline/lib/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "pipeline/lib/error.h"

typedef struct {
    RollSource base;
    RollSource *inner; /* owned */
    gint fd;
    gboolean rewound;
} Spool;

static gboolean
fail(const Spool *spool, const gchar *verb, GError **error)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: cannot %s its copy in %s: %s",
                spool->base.name, verb, g_get_tmp_dir(), g_strerror(errno));
    return FALSE;
}

static gboolean
write_all(const Spool *spool, const guint8 *data, gsize size, GError **error)
{
    while (size > 0) {
        gssize written = write(spool->fd, data, size);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fail(spool, "write", error);
        data += written;
        size -= (gsize)written;
    }
    return TRUE;
}

static gboolean
spool_read(RollSource *self, gpointer buffer, gsize size, gsize *n_read, GError **error)
{
    Spool *spool = (Spool *)self;
    gssize got = 0;

    if (!spool->rewound) {
        if (!roll_source_read(spool->inner, buffer, size, n_read, error))
            return FALSE;
        return write_all(spool, buffer, *n_read, error);
    }
    do
        got = read(spool->fd, buffer, size);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return fail(spool, "read", error);
    *n_read = (gsize)got;
    return TRUE;
}

static gboolean
spool_rewind(RollSource *self, GError **error)
{
    Spool *spool = (Spool *)self;

    if (lseek(spool->fd, 0, SEEK_SET) < 0)
        return fail(spool, "rewind", error);
    spool->rewound = TRUE;
    return TRUE;
}

static void
spool_clear(RollSource *self)
{
    Spool *spool = (Spool *)self;

    roll_source_free(spool->inner);
    if (spool->fd >= 0)
        close(spool->fd);
}

/* A file that has no name, or loses it at once where the file system cannot do without. */
static gint
open_nameless(void)
{
    g_autofree gchar *path = NULL;
    gint fd = open(g_get_tmp_dir(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

    if (fd >= 0)
        return fd;
    path = g_build_filename(g_get_tmp_dir(), "rollcall-XXXXXX", NULL);
    fd = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0)
        g_unlink(path);
    return fd;
}

RollSource *
roll_spool(RollSource *inner, GError **error)
{
    Spool *spool = NULL;

    if (inner->rewind != NULL)
        return inner;
    spool = g_new0(Spool, 1);
    spool->base.name = g_strdup(inner->name);
    spool->base.read = spool_read;
    spool->base.rewind = spool_rewind;
    spool->base.clear = spool_clear;
    spool->inner = inner;
    spool->fd = open_nameless();
    if (spool->fd < 0) {
        fail(spool, "make", error);
        roll_source_free(&spool->base);
        return NULL;
    }
    return &spool->base;
}
