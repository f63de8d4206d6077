#include "pipeline/lib/gzip.h"

#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

#include "pipeline/lib/error.h"

#define WINDOW_GZIP    (MAX_WBITS + 16) /* a gzip header and trailer, nothing else */
#define DEFLATE_MEMORY 8                /* zlib's default */
#define RATIO_GRACE    (8ull << 20)     /* bytes out before the ratio is looked at */
#define SINK_BLOCK     (64 * 1024)

typedef enum {
    AT_MEMBER, /* a header, or the end, comes next */
    IN_MEMBER,
    IN_PADDING, /* only zeros may follow */
    AT_END,
} Place;

typedef struct {
    RollSource base;
    RollSource *inner;
    RollGzipLimits limits;
    z_stream z;
    Place place;
    guint64 n_members; /* begun */
    guint64 n_in;      /* compressed bytes read so far, those in @in included */
    guint64 n_out;
    guint8 in[ROLL_SOURCE_CHUNK];
} GzipSource;

/* zlib never has to report that memory ran out: GLib ends the program then. */
static voidpf
allocate(voidpf self, uInt items, uInt size)
{
    (void)self;
    return g_malloc_n(items, size);
}

static void
release(voidpf self, voidpf memory)
{
    (void)self;
    g_free(memory);
}

gboolean
roll_gzip_is_magic(gconstpointer data, gsize size)
{
    const guint8 *bytes = data;

    return size > 0 && bytes[0] == 0x1f && (size == 1 || bytes[1] == 0x8b);
}

static guint64
offset(const GzipSource *gzip)
{
    return gzip->n_in - gzip->z.avail_in;
}

static gboolean
fail(const GzipSource *gzip, guint64 at, GError **error, const gchar *fault)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "%s: byte %" G_GUINT64_FORMAT ": %s",
                gzip->base.name, at, fault);
    return FALSE;
}

/* zlib tells its faults apart by their text only. */
static const gchar *
fault_of(const z_stream *z)
{
    static const struct {
        const gchar *zlib;
        const gchar *ours;
    } faults[] = {
        {"incorrect data check", "gzip checksum does not fit: the content is damaged"},
        {"incorrect length check", "gzip length does not fit: the content is damaged"},
        {"unknown compression method", "damaged gzip header: unknown compression method"},
        {"unknown header flags set", "damaged gzip header: unknown flags"},
        {"header crc mismatch", "damaged gzip header: checksum does not fit"},
    };

    for (gsize i = 0; z->msg != NULL && i < G_N_ELEMENTS(faults); i++) {
        if (strcmp(z->msg, faults[i].zlib) == 0)
            return faults[i].ours;
    }
    return "damaged gzip data";
}

static gboolean
fill(GzipSource *gzip, GError **error)
{
    gsize n = 0;

    if (gzip->z.avail_in > 0)
        return TRUE;
    if (!roll_source_read(gzip->inner, gzip->in, sizeof gzip->in, &n, error))
        return FALSE;
    gzip->z.next_in = gzip->in;
    gzip->z.avail_in = (uInt)n;
    gzip->n_in += n;
    return TRUE;
}

static gboolean
meet_member(GzipSource *gzip, GError **error)
{
    if (gzip->z.avail_in == 0 && gzip->n_members == 0)
        return fail(gzip, 0, error, "not gzip: the file is empty");
    if (gzip->z.avail_in == 0) {
        gzip->place = AT_END;
        return TRUE;
    }
    if (gzip->n_members > 0 && *gzip->z.next_in == 0) {
        gzip->place = IN_PADDING;
        return TRUE;
    }
    if (!roll_gzip_is_magic(gzip->z.next_in, gzip->z.avail_in))
        return fail(gzip, offset(gzip), error,
                    gzip->n_members == 0 ? "not gzip" : "bytes behind the end of the gzip data");
    inflateReset(&gzip->z);
    gzip->place = IN_MEMBER;
    gzip->n_members++;
    return TRUE;
}

static gboolean
pass_padding(GzipSource *gzip, GError **error)
{
    if (gzip->z.avail_in == 0)
        gzip->place = AT_END;
    for (; gzip->z.avail_in > 0; gzip->z.next_in++, gzip->z.avail_in--) {
        if (*gzip->z.next_in != 0)
            return fail(gzip, offset(gzip), error, "bytes behind the end of the gzip data");
    }
    return TRUE;
}

static gboolean
check_limits(const GzipSource *gzip, GError **error)
{
    const RollGzipLimits *limits = &gzip->limits;
    guint64 n_in = offset(gzip);

    if (limits->max_bytes > 0 && gzip->n_out > limits->max_bytes)
        return fail(gzip, n_in, error, "expands to more bytes than allowed");
    if (limits->max_ratio > 0 && gzip->n_out > RATIO_GRACE &&
        gzip->n_out / limits->max_ratio > n_in)
        return fail(gzip, n_in, error, "expands further than a sound export would");
    return TRUE;
}

static gboolean
inflate_some(GzipSource *gzip, GError **error)
{
    uInt room = gzip->z.avail_out;
    int code = Z_OK;

    if (gzip->z.avail_in == 0)
        return fail(gzip, gzip->n_in, error, "gzip data is cut off");
    code = inflate(&gzip->z, Z_NO_FLUSH);
    gzip->n_out += room - gzip->z.avail_out;
    if (code == Z_STREAM_END)
        gzip->place = AT_MEMBER;
    else if (code != Z_OK)
        return fail(gzip, offset(gzip), error, fault_of(&gzip->z));
    return check_limits(gzip, error);
}

static gboolean
step(GzipSource *gzip, GError **error)
{
    switch (gzip->place) {
    case AT_MEMBER:
        return meet_member(gzip, error);
    case IN_MEMBER:
        return inflate_some(gzip, error);
    case IN_PADDING:
        return pass_padding(gzip, error);
    case AT_END:
        break;
    }
    return TRUE;
}

static gboolean
gzip_read(RollSource *self, gpointer buffer, gsize size, gsize *n_read, GError **error)
{
    GzipSource *gzip = (GzipSource *)self;
    uInt room = (uInt)MIN(size, G_MAXINT32);

    gzip->z.next_out = buffer;
    gzip->z.avail_out = room;
    /* Until the buffer is full: a file can have a member a byte. */
    while (gzip->z.avail_out > 0 && gzip->place != AT_END) {
        if (!fill(gzip, error) || !step(gzip, error))
            return FALSE;
    }
    *n_read = room - gzip->z.avail_out;
    return TRUE;
}

static gboolean
gzip_rewind(RollSource *self, GError **error)
{
    GzipSource *gzip = (GzipSource *)self;

    gzip->place = AT_MEMBER;
    gzip->n_members = 0;
    gzip->n_in = 0;
    gzip->n_out = 0;
    gzip->z.avail_in = 0;
    return gzip->inner->rewind(gzip->inner, error);
}

static void
gzip_clear(RollSource *self)
{
    GzipSource *gzip = (GzipSource *)self;

    inflateEnd(&gzip->z);
    roll_source_free(gzip->inner);
}

RollSource *
roll_gzip_source(RollSource *inner, RollGzipLimits limits)
{
    GzipSource *gzip = g_new0(GzipSource, 1);
    int code = Z_OK;

    gzip->base.name = g_strdup(inner->name);
    gzip->base.read = gzip_read;
    gzip->base.rewind = inner->rewind != NULL ? gzip_rewind : NULL;
    gzip->base.clear = gzip_clear;
    gzip->inner = inner;
    gzip->limits = limits;
    gzip->z.zalloc = allocate;
    gzip->z.zfree = release;
    code = inflateInit2(&gzip->z, WINDOW_GZIP);
    g_assert(code == Z_OK); /* only another zlib than that of the headers could refuse */
    return &gzip->base;
}

RollSource *
roll_gzip_open(const gchar *path, gboolean *is_gzip, GError **error)
{
    RollSource *source = roll_source_open(path, error);
    g_autoptr(GBytes) head = NULL;
    gboolean found = FALSE;

    if (source != NULL)
        source = roll_source_peek(source, 2, &head, error);
    if (source == NULL)
        return NULL;
    found = roll_gzip_is_magic(g_bytes_get_data(head, NULL), g_bytes_get_size(head));
    if (is_gzip != NULL)
        *is_gzip = found;
    return found ? roll_gzip_source(source, ROLL_GZIP_LIMITS) : source;
}

typedef struct {
    RollSink base;
    RollSink *inner;
    z_stream z;
    /* What deflate() makes of a text can depend on how it was cut; so it always gets whole
     * blocks, however the writer writes. */
    guint8 block[SINK_BLOCK];
    gsize n_block;
    guint8 out[SINK_BLOCK];
} GzipSink;

static gboolean
deflate_block(GzipSink *gzip, int flush, GError **error)
{
    gzip->z.next_in = gzip->block;
    gzip->z.avail_in = (uInt)gzip->n_block;
    gzip->n_block = 0;
    do {
        gzip->z.next_out = gzip->out;
        gzip->z.avail_out = sizeof gzip->out;
        deflate(&gzip->z, flush);
        if (!roll_sink_write(gzip->inner, gzip->out, sizeof gzip->out - gzip->z.avail_out, error))
            return FALSE;
    } while (gzip->z.avail_out == 0);
    return TRUE;
}

static gboolean
gzip_write(RollSink *self, gconstpointer data, gsize size, GError **error)
{
    GzipSink *gzip = (GzipSink *)self;
    const guint8 *bytes = data;

    while (size > 0) {
        gsize n = MIN(size, sizeof gzip->block - gzip->n_block);

        memcpy(gzip->block + gzip->n_block, bytes, n);
        gzip->n_block += n;
        bytes += n;
        size -= n;
        if (gzip->n_block == sizeof gzip->block && !deflate_block(gzip, Z_NO_FLUSH, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
gzip_close(RollSink *self, GError **error)
{
    GzipSink *gzip = (GzipSink *)self;

    return deflate_block(gzip, Z_FINISH, error) && roll_sink_close(gzip->inner, error);
}

static void
gzip_sink_clear(RollSink *self)
{
    GzipSink *gzip = (GzipSink *)self;

    deflateEnd(&gzip->z);
    roll_sink_free(gzip->inner);
}

RollSink *
roll_gzip_sink(RollSink *inner, gint level)
{
    GzipSink *gzip = g_new0(GzipSink, 1);
    int code = Z_OK;

    gzip->base.name = g_strdup(inner->name);
    gzip->base.write = gzip_write;
    gzip->base.close = gzip_close;
    gzip->base.clear = gzip_sink_clear;
    gzip->inner = inner;
    gzip->z.zalloc = allocate;
    gzip->z.zfree = release;
    code =
        deflateInit2(&gzip->z, level, Z_DEFLATED, WINDOW_GZIP, DEFLATE_MEMORY, Z_DEFAULT_STRATEGY);
    g_assert(code == Z_OK); /* @level is ours */
    return &gzip->base;
}

guint32
roll_crc32(guint32 crc, gconstpointer data, gsize size)
{
    return (guint32)crc32_z(crc, data, size);
}

const gchar *
roll_gzip_engine(void)
{
    return zlibVersion();
}
