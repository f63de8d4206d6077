/* linkage: average linkage on the weights of evidence, with repair built in.
 *
 *   value(A, B) = mean weight over all |A|·|B| cross pairs + min(1.5, ½ log2 |A|·|B|)
 *                                                           - 1.5 log2 of half the smaller's size
 *
 * where the last holds for more than two, a weight counts ±12 bits at most, a pair that was never
 * compared -8, and a pair that cannot be one person minus infinity in effect.  Slips speak against
 * one or two records that belong to many; between two groups of several each they average out, and
 * what remains is that father and son, namesakes of one place, are two.
 *
 * The best two groups join while their value is above zero; ties go to the strongest link, then to
 * the lower numbers.  A chain of strong links between people who do not agree with each other so
 * never becomes one officer. */
#pragma once

#include <glib.h>

#include "pipeline/lib/joining.h"

#define CLUSTER_FORBIDDEN (-1e4) /* what a pair at ROLL_JOIN_HARD or less counts */
#define CLUSTER_REVIEW    2.0    /* values within ± this are for a person to look at */

typedef struct {
    guint32 a; /* nodes, a < b */
    guint32 b;
    gfloat weight; /* bits */
    guint32 pair;  /* the caller's number of the pair */
} ClusterLink;

#define CLUSTER_NO_LINK G_MAXUINT32

/* A join, or a join that did not happen, near the threshold. */
typedef struct {
    gdouble value;
    guint32 link; /* place of the strongest link between the two groups */
    guint32 n_a;  /* records in either group */
    guint32 n_b;
    gboolean joined;
} ClusterDoubt;

/* One step by which a cluster grew. */
typedef struct {
    guint32 a; /* the smallest node of either group, a < b; so the joined group is known by a */
    guint32 b;
    gdouble value; /* at which they joined; where they had to, what speaks for it */
    guint32 link;  /* place of the strongest link between the two; CLUSTER_NO_LINK: none */
    gboolean must; /* a must-link, whatever the value */
} ClusterJoin;

/* What the evidence leaves to expect, in pairs of records.  A value is taken for the log odds that
 * two groups are one; pairs of which nobody knows anything (never compared, in no group) count as
 * missed by nobody. */
typedef struct {
    gdouble wrong;  /* of the pairs joined by evidence */
    gdouble missed; /* pairs not joined, though they are one */
} ClusterExpected;

typedef struct {
    guint n; /* nodes */
    ClusterExpected expected;
    guint32 *of;     /* the cluster of a node: the smallest node in it; owned */
    gfloat *weakest; /* of a cluster, by its smallest node: the lowest value it was joined at;
                        ROLL_JOIN_CLIP + bonus when it never was; owned */
    GArray *doubts;  /* of ClusterDoubt, the most useful first: how unsure, times how
                        many pairs of records the answer moves; owned */
    GArray *joins;   /* of ClusterJoin, in the order in which each cluster grew; owned */
} Clustering;

/* May two nodes never be one officer, whatever their links say?  Is asked by several threads. */
typedef gboolean (*ClusterForbidFunc)(gpointer self, guint32 a, guint32 b);

typedef struct {
    guint n;              /* nodes */
    const guint32 *sizes; /* records in a node; NULL: one each */
    const ClusterLink *links;
    guint n_links;
    const guint32 *together; /* must-link: nodes of the same number are one from the start; NULL */
    ClusterForbidFunc forbids; /* may be NULL */
    gpointer self;
    guint jobs; /* threads; what comes out is the same for any number */
} ClusterInput;

Clustering *cluster_link(const ClusterInput *input);
void cluster_clustering_free(Clustering *clustering);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Clustering, cluster_clustering_free)
