/* veto: what two records say that no one person can be, whatever else agrees.
 *
 * Another sex together with another date of birth: among 56,000 pairs of real officers who are one
 * and in every other set with a known truth there is none of the kind.  Another identifier in full
 * is no veto, but strong evidence: of the same officers 4,000 pairs differ in it, as numbers change
 * in a career. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"

typedef struct {
    gint sex; /* places of the fields among those compared; -1: not compared */
    gint birth_date;
    gint birth;     /* year of birth */
    guint n_fields; /* seen so far */
} ClusterVeto;

#define CLUSTER_VETO_NONE ((ClusterVeto){-1, -1, -1, 0})

/* A batch of the table comparisons. */
void cluster_veto_comparisons(ClusterVeto *veto, const RollBatch *batch);
/* @levels: of a pair, a digit a field, as the table pairs has them. */
gboolean cluster_veto_applies(const ClusterVeto *veto, RollText levels);
