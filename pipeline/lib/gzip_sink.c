#include <string.h>

#include "pipeline/lib/gzip.h"
#include "pipeline/lib/member.h"

#define MEMBER ((gsize)256 * 1024) /* of text: larger ones come out a hundredth smaller */

typedef struct {
    RollSink base;
    RollSink *inner;
    RollMemberPacker *packer;
    guint8 *text; /* of the member that is being filled */
    gsize n_text;
    guint8 *out;
    gsize n_out; /* there is room for */
    gboolean has_members;
} GzipSink;

static gboolean
write_member(GzipSink *gzip, gconstpointer text, gsize n_text, GError **error)
{
    gsize n = roll_member_pack(gzip->packer, text, n_text, gzip->out, gzip->n_out);

    gzip->has_members = TRUE;
    return roll_sink_write(gzip->inner, gzip->out, n, error);
}

static gboolean
write_held(GzipSink *gzip, GError **error)
{
    gsize n = gzip->n_text;

    gzip->n_text = 0;
    return write_member(gzip, gzip->text, n, error);
}

/* What comes out must not depend on how the writer writes: members are always filled.  One that
 * lies in @data whole is taken from there. */
static gboolean
gzip_write(RollSink *self, gconstpointer data, gsize size, GError **error)
{
    GzipSink *gzip = (GzipSink *)self;
    const guint8 *bytes = data;

    while (size > 0) {
        gsize n = MIN(size, MEMBER - gzip->n_text);

        if (n == MEMBER) {
            if (!write_member(gzip, bytes, n, error))
                return FALSE;
        } else {
            memcpy(gzip->text + gzip->n_text, bytes, n);
            gzip->n_text += n;
            if (gzip->n_text == MEMBER && !write_held(gzip, error))
                return FALSE;
        }
        bytes += n;
        size -= n;
    }
    return TRUE;
}

/* Nothing at all is one empty member. */
static gboolean
gzip_close(RollSink *self, GError **error)
{
    GzipSink *gzip = (GzipSink *)self;

    if ((gzip->n_text > 0 || !gzip->has_members) && !write_held(gzip, error))
        return FALSE;
    return roll_sink_close(gzip->inner, error);
}

static void
gzip_sink_clear(RollSink *self)
{
    GzipSink *gzip = (GzipSink *)self;

    roll_member_packer_free(gzip->packer);
    g_free(gzip->text);
    g_free(gzip->out);
    roll_sink_free(gzip->inner);
}

RollSink *
roll_gzip_sink(RollSink *inner, gint level)
{
    GzipSink *gzip = g_new0(GzipSink, 1);

    gzip->base.name = g_strdup(inner->name);
    gzip->base.write = gzip_write;
    gzip->base.close = gzip_close;
    gzip->base.clear = gzip_sink_clear;
    gzip->inner = inner;
    gzip->packer = roll_member_packer_new(level);
    gzip->text = g_malloc(MEMBER);
    gzip->n_out = roll_member_bound(gzip->packer, MEMBER);
    gzip->out = g_malloc(gzip->n_out);
    return &gzip->base;
}
