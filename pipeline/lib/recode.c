#include "pipeline/lib/recode.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/spell.h"

#define BLOCK ((gsize)64 * 1024)
#define ROOM                                                                                       \
    (4 * BLOCK) /* for what a block becomes, so that of the block hardly anything is left */
#define SHOWN 4 /* bytes that an error shows */

typedef struct {
    RollSource base;
    RollSource *inner;
    gchar *encoding;
    RollSpelling *spelling; /* NULL: iconv does it all */
    iconv_t iconv;
    guint64 n_in; /* bytes read so far, those in @in included */
    gboolean is_last;
    gsize n_left; /* of @in: not converted yet */
    gchar in[BLOCK];
    gsize n_taken; /* of @out: handed out already */
    gsize n_out;
    gchar out[ROOM];
} RecodeSource;

/* "0xa1 0x80" */
static gchar *
show(const gchar *bytes, gsize n)
{
    GString *shown = g_string_new(NULL);

    for (gsize i = 0; i < MIN(n, SHOWN); i++)
        g_string_append_printf(shown, i > 0 ? " 0x%02x" : "0x%02x", (guint)(guchar)bytes[i]);
    return g_string_free(shown, FALSE);
}

static gboolean
fail(const RecodeSource *recode, const gchar *at, gsize n, GError **error)
{
    g_autofree gchar *shown = show(at, n);

    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "%s: byte %" G_GUINT64_FORMAT ": %s is not %s",
                recode->base.name, recode->n_in - n, shown, recode->encoding);
    return FALSE;
}

static gboolean
fill(RecodeSource *recode, GError **error)
{
    gsize n = 0;

    if (!roll_source_read(recode->inner, recode->in + recode->n_left, BLOCK - recode->n_left, &n,
                          error))
        return FALSE;
    recode->n_left += n;
    recode->n_in += n;
    recode->is_last = n == 0;
    return TRUE;
}

/* Makes some text, or reads more, or finds out that this is the end. */
static gboolean
convert(RecodeSource *recode, GError **error)
{
    RollSpelled at = {recode->in, recode->n_left, recode->out, ROOM};
    gsize code = 0;
    gint fault = 0;

    if (recode->spelling != NULL)
        roll_spelling_take(recode->spelling, &at);
    if (recode->is_last && at.n_in == 0) /* what a composing encoding has held back */
        code = iconv(recode->iconv, NULL, NULL, &at.out, &at.n_out);
    else
        code = iconv(recode->iconv, &at.in, &at.n_in, &at.out, &at.n_out);
    fault = code == (gsize)-1 ? errno : 0;
    recode->n_left = at.n_in;
    recode->n_taken = 0;
    recode->n_out = ROOM - at.n_out;
    /* What the error shows does not depend on how much was read at a time. */
    if ((fault == EILSEQ && at.n_in >= SHOWN) ||
        ((fault == EILSEQ || fault == EINVAL) && recode->is_last))
        return fail(recode, at.in, at.n_in, error);
    memmove(recode->in, at.in, at.n_in);
    return recode->n_out > 0 || recode->is_last || fill(recode, error);
}

static gboolean
recode_read(RollSource *self, gpointer buffer, gsize size, gsize *n_read, GError **error)
{
    RecodeSource *recode = (RecodeSource *)self;
    gsize n = 0;

    while (recode->n_taken == recode->n_out) {
        gboolean was_last = recode->is_last && recode->n_left == 0;

        if (!convert(recode, error))
            return FALSE;
        if (was_last && recode->n_out == 0)
            break;
    }
    n = MIN(size, recode->n_out - recode->n_taken);
    memcpy(buffer, recode->out + recode->n_taken, n);
    recode->n_taken += n;
    *n_read = n;
    return TRUE;
}

static gboolean
recode_rewind(RollSource *self, GError **error)
{
    RecodeSource *recode = (RecodeSource *)self;

    iconv(recode->iconv, NULL, NULL, NULL, NULL);
    recode->n_in = 0;
    recode->is_last = FALSE;
    recode->n_left = 0;
    recode->n_taken = 0;
    recode->n_out = 0;
    return recode->inner->rewind(recode->inner, error);
}

static void
recode_clear(RollSource *self)
{
    RecodeSource *recode = (RecodeSource *)self;

    iconv_close(recode->iconv);
    roll_spelling_free(recode->spelling);
    g_free(recode->encoding);
    roll_source_free(recode->inner);
}

RollSource *
roll_recode_source(RollSource *inner, const gchar *encoding, GError **error)
{
    g_autoptr(RollSource) owned = inner;
    RecodeSource *recode = NULL;
    /* What follows a slash would ask iconv to guess or to drop. */
    gboolean is_name = strchr(encoding, '/') == NULL;
    iconv_t converter = iconv_open("UTF-8", is_name ? encoding : "no such");

    if (GPOINTER_TO_SIZE(converter) == G_MAXSIZE) { /* iconv's own way to say no */
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "%s: no such encoding: %s", inner->name,
                    encoding);
        return NULL;
    }
    recode = g_new0(RecodeSource, 1);
    recode->base.name = g_strdup(inner->name);
    recode->base.read = recode_read;
    recode->base.rewind = inner->rewind != NULL ? recode_rewind : NULL;
    recode->base.clear = recode_clear;
    recode->base.is_utf8 = TRUE;
    recode->inner = g_steal_pointer(&owned);
    recode->encoding = g_strdup(encoding);
    recode->iconv = converter;
    recode->spelling = roll_spelling_new(encoding);
    return &recode->base;
}
