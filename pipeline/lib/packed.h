/* packed: the bytes of a packed stream; only stream_*.c and batch.c speak it.
 *
 * A column in memory has the layout of a column in a block, so that reading one is a check and a
 * few pointers, and passing one on is a copy. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"

#define ROLL_PACKED_MAGIC     "ROLLCALL"
#define ROLL_PACKED_VERSION   2
#define ROLL_PACKED_BLOCK_MAX (1u << 30) /* bytes of a payload; more is damage */

typedef enum { ROLL_BLOCK_HEADER = 1, ROLL_BLOCK_BATCH = 2, ROLL_BLOCK_END = 3 } RollBlockKind;

/* How the codes of a column stand in a block. */
typedef enum {
    ROLL_CODES_NONE,     /* a value a record */
    ROLL_CODES_CONSTANT, /* one value for all */
    ROLL_CODES_8,
    ROLL_CODES_16,
    ROLL_CODES_32,
} RollCodes;

/* The checksum of a block: over words of eight bytes in four lanes, for it is made and looked at
 * between any two stages, where a CRC took a fifth of validate's time.  pipeline/README.md tells
 * how.  It finds damage, not malice. */
guint32 roll_packed_checksum(gconstpointer data, gsize size);

/* Appends the column: u32 codes, n_records, n_values, n_bytes; offsets; bytes; codes; each part
 * padded to 4 bytes. */
void roll_column_pack(const RollColumn *column, GByteArray *out);
/* The column that begins at *@position of @block, which moves behind it; NULL when the bytes do
 * not hold one of @n_records.  Keeps a reference to @block. */
RollColumn *roll_column_unpack(GBytes *block, gsize *position, guint n_records);
/* The column that @packed (transfer full) holds and nothing else.  It is ours and sound: looking at
 * it as at what comes from outside took a twentieth of ingest's time. */
RollColumn *roll_column_take(GByteArray *packed, guint n_records);

gsize roll_codes_bytes(RollCodes coding); /* width of one code */
gsize roll_padded(gsize size);            /* up to the next multiple of 4 */
/* Appends @size bytes of @data, then zeros up to roll_padded(). */
void roll_pack_padded(GByteArray *out, gconstpointer data, gsize size);
void roll_pack_u32(GByteArray *out, guint32 value);
void roll_pack_string(GByteArray *out, const gchar *string);
gboolean roll_unpack_u32(GBytes *block, gsize *position, guint32 *value);
gchar *roll_unpack_string(GBytes *block, gsize *position); /* NULL: damaged (transfer full) */
