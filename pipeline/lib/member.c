#include "pipeline/lib/member.h"

#include <libdeflate.h>
#include <string.h>

#define LEAST         18 /* bytes of a member: header and trailer */
#define FLAGS         3  /* where they stand in the header */
#define FLAG_CHECKSUM 2  /* the header has one of its own, at which libdeflate does not look */

struct RollMemberPacker {
    struct libdeflate_compressor *compressor;
};

struct RollMemberUnpacker {
    struct libdeflate_decompressor *decompressor;
};

RollMemberPacker *
roll_member_packer_new(gint level)
{
    RollMemberPacker *packer = g_new0(RollMemberPacker, 1);

    packer->compressor = libdeflate_alloc_compressor(level);
    g_assert(packer->compressor != NULL); /* @level is ours */
    return packer;
}

gsize
roll_member_bound(RollMemberPacker *packer, gsize n_text)
{
    return libdeflate_gzip_compress_bound(packer->compressor, n_text);
}

gsize
roll_member_pack(RollMemberPacker *packer, gconstpointer text, gsize n_text, gpointer member,
                 gsize room)
{
    gsize n = libdeflate_gzip_compress(packer->compressor, text, n_text, member, room);

    g_assert(n > 0); /* the room is what libdeflate asks for */
    return n;
}

void
roll_member_packer_free(RollMemberPacker *packer)
{
    if (packer == NULL)
        return;
    libdeflate_free_compressor(packer->compressor);
    g_free(packer);
}

gsize
roll_member_claim(gconstpointer member, gsize size)
{
    guint32 claim = 0;

    if (size < LEAST)
        return 0;
    memcpy(&claim, (const guint8 *)member + size - sizeof claim, sizeof claim);
    return GUINT32_FROM_LE(claim);
}

RollMemberUnpacker *
roll_member_unpacker_new(void)
{
    RollMemberUnpacker *unpacker = g_new0(RollMemberUnpacker, 1);

    unpacker->decompressor = libdeflate_alloc_decompressor();
    g_assert(unpacker->decompressor != NULL);
    return unpacker;
}

gboolean
roll_member_unpack(RollMemberUnpacker *unpacker, RollFlow *flow)
{
    gsize taken = 0;
    gsize given = 0;

    if (flow->n_in < LEAST || (flow->in[FLAGS] & FLAG_CHECKSUM) != 0 ||
        libdeflate_gzip_decompress_ex(unpacker->decompressor, flow->in, flow->n_in, flow->out,
                                      flow->n_out, &taken, &given) != LIBDEFLATE_SUCCESS)
        return FALSE;
    flow->in += taken;
    flow->n_in -= taken;
    flow->out += given;
    flow->n_out -= given;
    return TRUE;
}

void
roll_member_unpacker_free(RollMemberUnpacker *unpacker)
{
    if (unpacker == NULL)
        return;
    libdeflate_free_decompressor(unpacker->decompressor);
    g_free(unpacker);
}

const gchar *
roll_member_engine(void)
{
    return LIBDEFLATE_VERSION_STRING;
}
