/* member: one member of a gzip file (RFC 1952) that lies in memory whole.
 *
 * libdeflate is used here and nowhere else: where all of the text has room, it packs and unpacks at
 * more than twice the speed of zlib, which deflate.h has for what comes bit by bit. */
#pragma once

#include <glib.h>

#include "pipeline/lib/deflate.h"

typedef struct RollMemberPacker RollMemberPacker;

/* @level: 1 is the fastest. */
RollMemberPacker *roll_member_packer_new(gint level);
/* How many bytes a member of @n_text bytes takes at most. */
gsize roll_member_bound(RollMemberPacker *packer, gsize n_text);
/* Packs @text into @member, which has room for what roll_member_bound() says; returns the size.  No
 * name and no time in the header. */
gsize roll_member_pack(RollMemberPacker *packer, gconstpointer text, gsize n_text, gpointer member,
                       gsize room);
void roll_member_packer_free(RollMemberPacker *packer);

/* How long the text is by what the end of the member of @size bytes says, which is as yet a
 * stranger's word, and of long ones the lower 32 bits only; 0: none, or no member. */
gsize roll_member_claim(gconstpointer member, gsize size);

typedef struct RollMemberUnpacker RollMemberUnpacker;

RollMemberUnpacker *roll_member_unpacker_new(void);
/* Unpacks the member with which @flow begins and moves on behind it, if it is sound, its checksum
 * and its length right, and its text has room.  FALSE says nothing of what is wrong: deflate.h
 * does. */
gboolean roll_member_unpack(RollMemberUnpacker *unpacker, RollFlow *flow);
void roll_member_unpacker_free(RollMemberUnpacker *unpacker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollMemberUnpacker, roll_member_unpacker_free)

/* The version of libdeflate that this was built with, for --version. */
const gchar *roll_member_engine(void);
