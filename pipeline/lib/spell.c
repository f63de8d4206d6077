#include "pipeline/lib/spell.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "pipeline/lib/text.h"

#define LONGEST 4 /* bytes of a letter in UTF-8 */

/* Bytes, and what each is in UTF-8. */
typedef struct {
    gchar text[256][LONGEST];
    guint8 length[256];      /* 0: no letter of the encoding */
    gboolean is_above_ascii; /* the first 128 are ASCII's */
} Letters;

struct RollSpelling {
    guint n_unit; /* bytes: 1, or 2 of UTF-16 */
    guint low;    /* of those 2: which is the lower */
    Letters letters;
};

/* FALSE when iconv holds @byte back, or asks for more: it is no letter by itself. */
static gboolean
look_up(iconv_t converter, guint byte, Letters *letters)
{
    gchar unit = (gchar)byte;
    gchar *in = &unit;
    gchar *out = letters->text[byte];
    gsize n_in = 1;
    gsize n_out = LONGEST;
    gsize code = iconv(converter, &in, &n_in, &out, &n_out);
    gboolean is_itself = n_out == LONGEST - 1 && letters->text[byte][0] == unit;

    letters->length[byte] = (guint8)(LONGEST - n_out);
    letters->is_above_ascii = letters->is_above_ascii && (byte >= 0x80 || is_itself);
    if (code != (gsize)-1)
        return n_out < LONGEST;
    return errno == EILSEQ && iconv(converter, NULL, NULL, NULL, NULL) != (gsize)-1;
}

static gboolean
look_up_all(const gchar *encoding, Letters *letters)
{
    iconv_t converter = iconv_open("UTF-8", encoding);
    gboolean are_letters = GPOINTER_TO_SIZE(converter) != G_MAXSIZE;

    letters->is_above_ascii = TRUE;
    for (guint byte = 0; are_letters && byte < 256; byte++)
        are_letters = look_up(converter, byte, letters);
    if (GPOINTER_TO_SIZE(converter) != G_MAXSIZE)
        iconv_close(converter);
    return are_letters;
}

RollSpelling *
roll_spelling_new(const gchar *encoding)
{
    g_autofree RollSpelling *spelling = g_new0(RollSpelling, 1);
    gboolean is_little = g_ascii_strcasecmp(encoding, "UTF-16LE") == 0;

    spelling->n_unit = is_little || g_ascii_strcasecmp(encoding, "UTF-16BE") == 0 ? 2 : 1;
    spelling->low = is_little ? 0 : 1;
    if (spelling->n_unit == 1 && !look_up_all(encoding, &spelling->letters))
        return NULL;
    return g_steal_pointer(&spelling);
}

/* Past eight bytes that are ASCII, if they are. */
static gboolean
copy_eight(const gchar *in, gchar *out)
{
    guint64 eight = 0;

    memcpy(&eight, in, sizeof eight);
    memcpy(out, &eight, sizeof eight);
    return (eight & 0x8080808080808080u) == 0;
}

static void
take_bytes(const Letters *letters, RollSpelled *spelled)
{
    gchar *in = spelled->in;
    const gchar *end = in + spelled->n_in;
    gchar *out = spelled->out;
    const gchar *last = out + spelled->n_out;

    while (in < end && last - out >= LONGEST) {
        guint byte = (guchar)*in;

        if (byte < 0x80 && letters->is_above_ascii && end - in >= 8 && last - out >= 8 &&
            copy_eight(in, out)) {
            in += 8;
            out += 8;
            continue;
        }
        if (letters->length[byte] == 0)
            break;
        memcpy(out, letters->text[byte], LONGEST);
        out += letters->length[byte];
        in++;
    }
    *spelled = (RollSpelled){in, (gsize)(end - in), out, (gsize)(last - out)};
}

/* @unit in one to three bytes, behind @out. */
static gchar *
put_unit(guint unit, gchar *out)
{
    if (unit < 0x80) {
        *out++ = (gchar)unit;
    } else if (unit < 0x800) {
        *out++ = (gchar)(0xc0 | unit >> 6);
        *out++ = (gchar)(0x80 | (unit & 0x3f));
    } else {
        *out++ = (gchar)(0xe0 | unit >> 12);
        *out++ = (gchar)(0x80 | (unit >> 6 & 0x3f));
        *out++ = (gchar)(0x80 | (unit & 0x3f));
    }
    return out;
}

/* Takes four units that are ASCII, if they are. */
static gboolean
take_four(const guint8 *in, guint low, gchar *out)
{
    guint64 four = GUINT64_FROM_LE(roll_text_word((const gchar *)in));
    guint32 bytes = 0;

    if (low == 1) /* each the other way round */
        four = (four >> 8 & 0x00ff00ff00ff00ffu) | (four & 0x00ff00ff00ff00ffu) << 8;
    if ((four & 0xff80ff80ff80ff80u) != 0)
        return FALSE;
    four = (four | four >> 8) & 0x0000ffff0000ffffu;
    bytes = GUINT32_TO_LE((guint32)(four | four >> 16));
    memcpy(out, &bytes, sizeof bytes);
    return TRUE;
}

static void
take_units(guint low, RollSpelled *spelled)
{
    guint8 *in = (guint8 *)spelled->in;
    const guint8 *end = in + spelled->n_in;
    gchar *out = spelled->out;
    const gchar *last = out + spelled->n_out;

    while (end - in >= 2 && last - out >= LONGEST) {
        guint unit = in[low] | (guint)in[1 - low] << 8;

        if (unit < 0x80 && end - in >= 8 && take_four(in, low, out)) {
            in += 8;
            out += 4;
            continue;
        }
        if ((unit & 0xf800) == 0xd800) /* half of a letter */
            break;
        out = put_unit(unit, out);
        in += 2;
    }
    *spelled = (RollSpelled){(gchar *)in, (gsize)(end - in), out, (gsize)(last - out)};
}

void
roll_spelling_take(const RollSpelling *spelling, RollSpelled *spelled)
{
    if (spelling->n_unit == 2)
        take_units(spelling->low, spelled);
    else
        take_bytes(&spelling->letters, spelled);
}

void
roll_spelling_free(RollSpelling *spelling)
{
    g_free(spelling);
}
