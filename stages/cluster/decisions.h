/* decisions: what people have decided about pairs of records, and whether it was obeyed.
 *
 * "Same" and "different" always win over evidence and over history.  Where decisions contradict
 * each other "different" wins, as two officers in one are worse than one in two. */
#pragma once

#include <glib.h>

#include "pipeline/lib/decision.h"
#include "pipeline/lib/stage.h"
#include "stages/cluster/linkage.h"
#include "stages/cluster/roster.h"

#define CLUSTER_STRONG 6.0 /* bits: one in 64 such pairs is not what they say */

/* Columns of the table "decisions":
 * row_a,row_b,decision,decided_by,decided_on,note,outcome,weight,remark */
extern const gchar *const cluster_decision_columns[];

/* A decision that was obeyed. */
typedef struct {
    RollVerdict verdict; /* same or different */
    guint record_a;
    guint record_b;
    const gchar *row_a; /* owned by the decisions */
    const gchar *row_b;
} ClusterRuling;

typedef struct ClusterDecisions ClusterDecisions;

/* @path: a file of decisions; NULL: there are none.  Errors: ROLL_ERROR_DATA, ROLL_ERROR_IO. */
ClusterDecisions *cluster_decisions_load(const gchar *path,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Batches of the table records, in order: finds the records that were decided about. */
void cluster_decisions_records(ClusterDecisions *self, const RollBatch *batch);
/* Parts records that are to be different and would be one node; before cluster_roster_form(). */
void cluster_decisions_part(const ClusterDecisions *self, ClusterRoster *roster);
/* Once the nodes are formed: what is to be one, and what is not; and what the evidence says. */
void cluster_decisions_settle(ClusterDecisions *self, const ClusterRoster *roster,
                              const ClusterLink *links, guint n_links);
/* A number a node, equal for those that must be one; NULL: none must. (transfer none) */
const guint32 *cluster_decisions_together(const ClusterDecisions *self);
gboolean cluster_decisions_forbid(const ClusterDecisions *self, guint32 a, guint32 b);
/* Those that were obeyed, of ClusterRuling, in order. (transfer none) */
const GArray *cluster_decisions_rulings(const ClusterDecisions *self);
/* What somebody has said of two records, and is still open; NULL: nothing. (transfer none) */
const RollDecision *cluster_decisions_unsure(const ClusterDecisions *self, const gchar *row_a,
                                             const gchar *row_b);
/* Writes the table, and a finding for each decision that goes against the evidence, another one, or
 * finds no record. */
gboolean cluster_decisions_write(const ClusterDecisions *self, RollRun *run, RollTable *table,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cluster_decisions_free(ClusterDecisions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ClusterDecisions, cluster_decisions_free)
