/* deflate: data that was compressed as RFC 1951 has it, bare or as gzip; checksums.
 *
 * zlib is used here and nowhere else; gzip.h and zip.h stand on it. */
#pragma once

#include <glib.h>

typedef enum {
    ROLL_DEFLATE_BARE, /* nothing around it: inside a zip archive */
    ROLL_DEFLATE_GZIP, /* with a gzip header and trailer, which are checked */
} RollDeflateForm;

/* What is left of the input, and of the room for the output; a run moves both on. */
typedef struct {
    const guint8 *in;
    gsize n_in;
    guint8 *out;
    gsize n_out;
} RollFlow;

typedef struct RollInflater RollInflater;

typedef enum { ROLL_INFLATE_MORE, ROLL_INFLATE_END, ROLL_INFLATE_FAULT } RollInflateResult;

RollInflater *roll_inflater_new(RollDeflateForm form);
/* Another stretch of data begins. */
void roll_inflater_reset(RollInflater *inflater);
/* Goes on until the input or the room is used up, or the data ends.  ROLL_INFLATE_MORE with nothing
 * taken and nothing given: the data is cut off there, if there is no more input. */
RollInflateResult roll_inflater_run(RollInflater *inflater, RollFlow *flow);
/* What was wrong at ROLL_INFLATE_FAULT; NULL when it is the data itself. Static. */
const gchar *roll_inflater_fault(const RollInflater *inflater);
void roll_inflater_free(RollInflater *inflater);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollInflater, roll_inflater_free)

/* CRC-32 of RFC 1952, continued from @crc (0 at first). */
guint32 roll_crc32(guint32 crc, gconstpointer data, gsize size);

/* The version of zlib that runs, for --version. */
const gchar *roll_deflate_engine(void);
