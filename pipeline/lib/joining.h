/* joining: what it is worth to make one officer of two groups of records: as cluster joins them
 * (stages/cluster/linkage.h), and as it is explained. */
#pragma once

#include <glib.h>
#include <math.h>

/* Bits of a pair of records between them. */
#define ROLL_JOIN_CLIP       12.0    /* it counts for or against by so much at most */
#define ROLL_JOIN_UNCOMPARED (-8.0)  /* one that was never compared */
#define ROLL_JOIN_HARD       (-20.0) /* a weight this low forbids: a hard cannot-link */
/* Bits of the two groups as such. */
#define ROLL_JOIN_BONUS_MAX 1.5
#define ROLL_JOIN_MALUS     1.5 /* for every doubling of the smaller group over two records */

/* @sum: of the bits of all pairs between a group of @n_a and one of @n_b. */
static inline gdouble
roll_join_value(gdouble sum, gdouble n_a, gdouble n_b)
{
    gdouble cross = n_a * n_b;
    gdouble few = MIN(n_a, n_b);
    gdouble bonus = 0; /* ½ log2 1: most values are of two records */

    if (cross > 1)
        bonus = cross < 8 ? log2(cross) / 2 : ROLL_JOIN_BONUS_MAX; /* ½ log2 8 */
    if (few > 2)
        bonus -= ROLL_JOIN_MALUS * log2(few / 2);
    return sum / cross + bonus;
}
