#include "pipeline/lib/deflate.h"

#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

#define WINDOW_BARE (-MAX_WBITS)
#define WINDOW_GZIP (MAX_WBITS + 16) /* a gzip header and trailer, nothing else */
#define MOST        ((gsize)G_MAXINT32)

struct RollInflater {
    z_stream z;
};

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

/* zlib counts in unsigned int. */
static void
lend(z_stream *z, const RollFlow *flow)
{
    z->next_in = flow->in;
    z->avail_in = (uInt)MIN(flow->n_in, MOST);
    z->next_out = flow->out;
    z->avail_out = (uInt)MIN(flow->n_out, MOST);
}

static void
move_on(const z_stream *z, RollFlow *flow)
{
    flow->n_in -= (gsize)(z->next_in - flow->in);
    flow->in = z->next_in;
    flow->n_out -= (gsize)(z->next_out - flow->out);
    flow->out = z->next_out;
}

RollInflater *
roll_inflater_new(RollDeflateForm form)
{
    RollInflater *inflater = g_new0(RollInflater, 1);
    int code = Z_OK;

    inflater->z.zalloc = allocate;
    inflater->z.zfree = release;
    code = inflateInit2(&inflater->z, form == ROLL_DEFLATE_GZIP ? WINDOW_GZIP : WINDOW_BARE);
    g_assert(code == Z_OK); /* only another zlib than that of the headers could refuse */
    return inflater;
}

void
roll_inflater_reset(RollInflater *inflater)
{
    inflateReset(&inflater->z);
}

RollInflateResult
roll_inflater_run(RollInflater *inflater, RollFlow *flow)
{
    int code = Z_OK;

    lend(&inflater->z, flow);
    code = inflate(&inflater->z, Z_NO_FLUSH);
    move_on(&inflater->z, flow);
    if (code == Z_STREAM_END)
        return ROLL_INFLATE_END;
    return code == Z_OK || code == Z_BUF_ERROR ? ROLL_INFLATE_MORE : ROLL_INFLATE_FAULT;
}

/* zlib tells its faults apart by their text only. */
const gchar *
roll_inflater_fault(const RollInflater *inflater)
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
    const gchar *message = inflater->z.msg;

    for (gsize i = 0; message != NULL && i < G_N_ELEMENTS(faults); i++) {
        if (strcmp(message, faults[i].zlib) == 0)
            return faults[i].ours;
    }
    return NULL;
}

void
roll_inflater_free(RollInflater *inflater)
{
    if (inflater == NULL)
        return;
    inflateEnd(&inflater->z);
    g_free(inflater);
}

guint32
roll_crc32(guint32 crc, gconstpointer data, gsize size)
{
    return (guint32)crc32_z(crc, data, size);
}

const gchar *
roll_deflate_engine(void)
{
    return zlibVersion();
}
