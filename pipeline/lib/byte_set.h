/* byte_set: which of the 256 bytes; what is in both is found in four steps. */
#pragma once

#include <glib.h>
#include <string.h>

typedef struct {
    guint64 bits[4];
} RollByteSet;

static inline void
roll_byte_set_add(RollByteSet *set, guint8 byte)
{
    set->bits[byte >> 6] |= G_GUINT64_CONSTANT(1) << (byte & 63);
}

static inline void
roll_byte_set_fill(RollByteSet *set)
{
    memset(set, 0xff, sizeof *set);
}

static inline gboolean
roll_byte_set_has(const RollByteSet *set, guint8 byte)
{
    return ((set->bits[byte >> 6] >> (byte & 63)) & 1) != 0;
}

/* TRUE when some byte is in both. */
static inline gboolean
roll_byte_sets_meet(const RollByteSet *a, const RollByteSet *b)
{
    return ((a->bits[0] & b->bits[0]) | (a->bits[1] & b->bits[1]) | (a->bits[2] & b->bits[2]) |
            (a->bits[3] & b->bits[3])) != 0;
}
