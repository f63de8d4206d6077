/* gzip: bytes of a gzip export, with damage reported instead of swallowed; and the same bytes out
 * for the same bytes in.
 *
 * The members are taken apart here and not by zlib's gzread(), which takes a truncated file for a
 * sound end and ignores what follows the last member. */
#pragma once

#include <glib.h>

#include "pipeline/lib/source.h"

#define ROLL_GZIP_LEVEL 1 /* compressing is what outputs cost: 310 MB/s at 1, 190 at 2 */

/* Read at a time by who takes a piece at a time. */
#define ROLL_GZIP_PIECE MIN((gsize)8 * 1024, ROLL_SOURCE_CHUNK)

/* What an untrusted file may expand to. */
typedef struct {
    guint64 max_bytes; /* out, in all; 0: no limit */
    guint max_ratio;   /* out : in, looked at once 8 MiB are out; 0: no limit */
    guint32 at_once;   /* bytes out that may lie in memory, if they are all of a file, as that is
                          faster; a short member may too; 0: a piece at a time */
} RollGzipLimits;
#define ROLL_GZIP_LIMITS ((RollGzipLimits){4ull << 30, 200, 64u << 20})
/* What is wrong when @n_in bytes have become @n_out; NULL when nothing is.  For zip.h too. */
const gchar *roll_gzip_limit_fault(const RollGzipLimits *limits, guint64 n_in, guint64 n_out);

/* Tells gzip by its first two bytes; the one byte of a shorter file will do. */
gboolean roll_gzip_is_magic(gconstpointer data, gsize size);

/* Inflates @inner (transfer full): any number of members, zero padding behind the last.  Text may
 * be handed out before the fault behind it is met: whoever reads must not publish before the end.
 * Errors: ROLL_ERROR_DATA, each with the byte offset in the compressed file: not gzip, cut off,
 * damaged, bad checksum, bad length, bytes behind the end, larger than @limits; those of @inner.
 *
 * A text that lies in memory is judged by what the end of each member tells, the checksum and the
 * length.  Where both are right it is taken, though a block describe its codes in a way that zlib
 * refuses (RFC 1951, 3.2.7: lengths repeated past the last code, a code that is not complete), as
 * libdeflate is not as strict there.  No compressor writes that, and damage does not leave the
 * checksum right. */
RollSource *roll_gzip_source(RollSource *inner, RollGzipLimits limits);

/* Opens @path ("-": standard input) and inflates it if it is gzip; else passes it as it is.
 * *@is_gzip, if not NULL, tells which. */
RollSource *roll_gzip_open(const gchar *path, gboolean *is_gzip,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for who wants its beginning only: no more is unpacked than is read. */
RollSource *roll_gzip_open_pieces(const gchar *path, gboolean *is_gzip,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @path ("-": standard input) is a regular file in BGZF, gzip whose members tell their size
 * in an extra field BC, and lacks the empty member that ends one: then it was cut between two
 * members, which gzip itself takes for a sound end.  A pipe has no end to look at: FALSE. */
gboolean roll_gzip_lacks_end(const gchar *path);

/* Compresses into @inner (transfer full), a member for every quarter of a mebibyte, as RFC 1952
 * lets a file have many; no name, no time in the headers.  Closing closes @inner.
 *
 * By libdeflate: at the fastest level twice as fast as zlib, and a tenth smaller, because a member
 * lies in memory whole. */
RollSink *roll_gzip_sink(RollSink *inner, gint level);
