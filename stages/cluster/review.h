/* review: pairs that a person should look at, the most useful first, with what he needs to see. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/table.h"
#include "stages/cluster/decisions.h"
#include "stages/cluster/linkage.h"
#include "stages/cluster/roster.h"

/* pair_id,row_a,row_b,name_a,name_b,score,agreeing_fields,conflicting_fields,suggested,decision,
 * decided_by,decided_on,note,records_a,records_b; rows as export:row, score in bits; decision is
 * left to the reader, but for what somebody was unsure of; records_*: how many the answer moves */
extern const gchar *const cluster_review_columns[];
/* pair_id,field,value_a,value_b,level,bits: the two records side by side: first the weight before
 * any field (no field), then what was compared, with its bits, then what else they say */
extern const gchar *const cluster_review_field_columns[];

typedef struct ClusterReview ClusterReview;

/* @links: what the doubts' links are places in. */
ClusterReview *cluster_review_new(const Clustering *clustering, const ClusterRoster *roster,
                                  const ClusterLink *links, const ClusterDecisions *decisions);
/* The tables comparisons, records and pairs once more, each in its order: the review picks what
 * it shows. */
void cluster_review_comparisons(ClusterReview *review, const RollBatch *batch);
void cluster_review_records(ClusterReview *review, const RollBatch *batch);
void cluster_review_pairs(ClusterReview *review, const RollBatch *batch);
gboolean cluster_review_write(const ClusterReview *review, RollTable *table,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cluster_review_write_fields(const ClusterReview *review, RollTable *table,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cluster_review_free(ClusterReview *review);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ClusterReview, cluster_review_free)
