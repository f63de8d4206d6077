/* member: one member of a gzip file (RFC 1952) that lies in memory whole.
 *
 * libdeflate is used here and nowhere else: where all of the text has room, it packs and unpacks at
 * more than twice the speed of zlib, which deflate.h has for what comes bit by bit. */
#pragma once

#include <glib.h>

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
/* Unpacks @member, if @size bytes are one sound member, its checksum and its length right, and its
 * text is @n_text bytes long.  FALSE says nothing of what is wrong: deflate.h does. */
gboolean roll_member_unpack(gconstpointer member, gsize size, gpointer text, gsize n_text);

/* The version of libdeflate that this was built with, for --version. */
const gchar *roll_member_engine(void);
