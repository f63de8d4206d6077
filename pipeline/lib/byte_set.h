/* byte_set: which of the 256 bytes. */
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

/* All from @first to @last. */
static inline void
roll_byte_set_add_range(RollByteSet *set, guint first, guint last)
{
    for (guint i = first >> 6; i <= last >> 6; i++) {
        guint64 bits = G_MAXUINT64;

        if (i == first >> 6)
            bits &= G_MAXUINT64 << (first & 63);
        if (i == last >> 6)
            bits &= G_MAXUINT64 >> (63 - (last & 63));
        set->bits[i] |= bits;
    }
}

static inline void
roll_byte_set_fill(RollByteSet *set)
{
    memset(set, 0xff, sizeof *set);
}

static inline void
roll_byte_set_join(RollByteSet *set, const RollByteSet *other)
{
    for (guint i = 0; i < G_N_ELEMENTS(set->bits); i++)
        set->bits[i] |= other->bits[i];
}

static inline gboolean
roll_byte_set_is_empty(const RollByteSet *set)
{
    return (set->bits[0] | set->bits[1] | set->bits[2] | set->bits[3]) == 0;
}

static inline gboolean
roll_byte_set_has(const RollByteSet *set, guint8 byte)
{
    return ((set->bits[byte >> 6] >> (byte & 63)) & 1) != 0;
}
