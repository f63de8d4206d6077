#include "pipeline/lib/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pipeline/lib/error.h"

typedef struct {
    RollSource base;
    int fd; /* owned, but for standard input */
    off_t start;
} FileSource;

typedef struct {
    RollSource base;
    GBytes *bytes;
    gsize chunk;
    gsize position;
} MemorySource;

typedef struct {
    RollSource base;
    RollSource *inner;
    GBytes *head;
    gsize position; /* in @head */
} PeekSource;

static void
set_io_error(GError **error, const gchar *name, int code)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: %s", name, g_strerror(code));
}

static gboolean
file_read(RollSource *self, gpointer buffer, gsize size, gsize *n_read, GError **error)
{
    const FileSource *file = (const FileSource *)self;
    gssize n = 0;

    do {
        n = read(file->fd, buffer, size);
    } while (n < 0 && errno == EINTR);
    if (n < 0) {
        set_io_error(error, self->name, errno);
        return FALSE;
    }
    *n_read = (gsize)n;
    return TRUE;
}

static gboolean
file_rewind(RollSource *self, GError **error)
{
    const FileSource *file = (const FileSource *)self;

    if (lseek(file->fd, file->start, SEEK_SET) >= 0)
        return TRUE;
    set_io_error(error, self->name, errno);
    return FALSE;
}

static void
file_clear(RollSource *self)
{
    const FileSource *file = (const FileSource *)self;

    if (file->fd > STDIN_FILENO)
        close(file->fd);
}

/* A file that is not there is the fault of who named it, not of the disk. */
static gint
code_of(int code)
{
    return code == ENOENT || code == ENOTDIR || code == EISDIR ? ROLL_ERROR_DATA : ROLL_ERROR_IO;
}

RollSource *
roll_source_open(const gchar *path, GError **error)
{
    gboolean is_stdin = strcmp(path, "-") == 0;
    g_autoptr(RollSource) source = NULL;
    FileSource *file = g_new0(FileSource, 1);
    struct stat status = {0};

    file->base.name = g_strdup(is_stdin ? "standard input" : path);
    file->base.read = file_read;
    file->base.clear = file_clear;
    file->fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    source = &file->base;
    if (file->fd < 0 || fstat(file->fd, &status) < 0) {
        int code = errno;

        g_set_error(error, ROLL_ERROR, code_of(code), "%s: %s", source->name, g_strerror(code));
        return NULL;
    }
    if (S_ISDIR(status.st_mode)) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "%s: is a folder, not a file",
                    source->name);
        return NULL;
    }
    if (S_ISREG(status.st_mode)) {
        file->start = MAX(lseek(file->fd, 0, SEEK_CUR), 0);
        file->base.size = (guint64)status.st_size;
        file->base.rewind = file_rewind;
    }
    return g_steal_pointer(&source);
}

static gboolean
memory_read(RollSource *self, gpointer buffer, gsize size, gsize *n_read, GError **error)
{
    MemorySource *memory = (MemorySource *)self;
    gsize length = 0;
    const guint8 *data = g_bytes_get_data(memory->bytes, &length);
    gsize n = MIN(size, length - memory->position);

    (void)error;
    if (memory->chunk > 0)
        n = MIN(n, memory->chunk);
    if (n > 0)
        memcpy(buffer, data + memory->position, n);
    memory->position += n;
    *n_read = n;
    return TRUE;
}

static gboolean
memory_rewind(RollSource *self, GError **error)
{
    (void)error;
    ((MemorySource *)self)->position = 0;
    return TRUE;
}

static const gchar *
memory_lend(RollSource *self, gsize n_back, gsize *n)
{
    MemorySource *memory = (MemorySource *)self;
    gsize length = 0;
    const gchar *data = g_bytes_get_data(memory->bytes, &length);
    gsize begin = memory->position - n_back;

    if (memory->chunk > 0 || n_back > memory->position || data == NULL)
        return NULL;
    memory->position = length;
    *n = length - begin;
    return data + begin;
}

static void
memory_clear(RollSource *self)
{
    g_bytes_unref(((MemorySource *)self)->bytes);
}

RollSource *
roll_source_memory(const gchar *name, GBytes *bytes, gsize chunk)
{
    MemorySource *memory = g_new0(MemorySource, 1);

    memory->base.name = g_strdup(name);
    memory->base.read = memory_read;
    memory->base.rewind = memory_rewind;
    memory->base.lend = memory_lend;
    memory->base.clear = memory_clear;
    memory->bytes = g_bytes_ref(bytes);
    memory->chunk = chunk;
    return &memory->base;
}

static gboolean
peek_read(RollSource *self, gpointer buffer, gsize size, gsize *n_read, GError **error)
{
    PeekSource *peek = (PeekSource *)self;
    gsize length = 0;
    const guint8 *head = g_bytes_get_data(peek->head, &length);
    gsize n = MIN(size, length - peek->position);

    if (n == 0)
        return roll_source_read(peek->inner, buffer, size, n_read, error);
    memcpy(buffer, head + peek->position, n);
    peek->position += n;
    *n_read = n;
    return TRUE;
}

static gboolean
peek_rewind(RollSource *self, GError **error)
{
    PeekSource *peek = (PeekSource *)self;

    peek->position = g_bytes_get_size(peek->head);
    return peek->inner->rewind(peek->inner, error);
}

static const gchar *
peek_lend(RollSource *self, gsize n_back, gsize *n)
{
    PeekSource *peek = (PeekSource *)self;
    gsize length = g_bytes_get_size(peek->head);
    const gchar *data = roll_source_lend(peek->inner, length - peek->position + n_back, n);

    if (data != NULL)
        peek->position = length;
    return data;
}

static void
peek_clear(RollSource *self)
{
    PeekSource *peek = (PeekSource *)self;

    roll_source_free(peek->inner);
    g_bytes_unref(peek->head);
}

RollSource *
roll_source_peek(RollSource *inner, gsize size, GBytes **head, GError **error)
{
    g_autoptr(RollSource) owned = inner;
    g_autofree guint8 *bytes = g_malloc(size);
    PeekSource *peek = NULL;
    gsize length = 0;
    gsize n = 1;

    while (length < size && n > 0) {
        if (!roll_source_read(inner, bytes + length, size - length, &n, error))
            return NULL;
        length += n;
    }
    peek = g_new0(PeekSource, 1);
    peek->base.name = g_strdup(inner->name);
    peek->base.is_utf8 = inner->is_utf8;
    peek->base.size = inner->size;
    peek->base.read = peek_read;
    peek->base.lend = peek_lend;
    peek->base.rewind = inner->rewind != NULL ? peek_rewind : NULL;
    peek->base.clear = peek_clear;
    peek->inner = g_steal_pointer(&owned);
    peek->head = g_bytes_new_take(g_steal_pointer(&bytes), length);
    *head = g_bytes_ref(peek->head);
    return &peek->base;
}

gboolean
roll_source_read(RollSource *source, gpointer buffer, gsize size, gsize *n_read, GError **error)
{
    return source->read(source, buffer, size, n_read, error);
}

const gchar *
roll_source_lend(RollSource *source, gsize n_back, gsize *n)
{
    return source->lend != NULL ? source->lend(source, n_back, n) : NULL;
}

GBytes *
roll_source_slurp(RollSource *source, gsize limit, GError **error)
{
    g_autoptr(GByteArray) all = g_byte_array_new();
    g_autofree guint8 *chunk = g_malloc(ROLL_SOURCE_CHUNK);
    gsize n = 0;

    do {
        if (!roll_source_read(source, chunk, ROLL_SOURCE_CHUNK, &n, error))
            return NULL;
        if (n > limit - all->len) {
            g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                        "%s: larger than %" G_GSIZE_FORMAT " bytes", source->name, limit);
            return NULL;
        }
        g_byte_array_append(all, chunk, (guint)n);
    } while (n > 0);
    return g_byte_array_free_to_bytes(g_steal_pointer(&all));
}

void
roll_source_free(RollSource *source)
{
    if (source == NULL)
        return;
    if (source->clear != NULL)
        source->clear(source);
    g_free(source->name);
    g_free(source);
}

static gboolean
cut_suffix(gchar *name, const gchar *suffix)
{
    gsize length = strlen(name);
    gsize n = strlen(suffix);

    if (length <= n || g_ascii_strcasecmp(name + length - n, suffix) != 0)
        return FALSE;
    name[length - n] = '\0';
    return TRUE;
}

gchar *
roll_source_stem(const gchar *path)
{
    gchar *name = g_path_get_basename(path);

    if (!cut_suffix(name, ".gz"))
        cut_suffix(name, ".zip");
    cut_suffix(name, ".csv");
    return name;
}
