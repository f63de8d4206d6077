/* review: pairs that a person should look at, nearest to the threshold first. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/table.h"
#include "stages/cluster/linkage.h"
#include "stages/cluster/roster.h"

/* pair_id,row_a,row_b,name_a,name_b,score,agreeing_fields,conflicting_fields,suggested,decision,
 * decided_by,decided_on; rows as export:row, score in bits, decision left to the reader */
extern const gchar *const cluster_review_columns[];

typedef struct ClusterReview ClusterReview;

/* @links: what the doubts' pairs are numbered by. */
ClusterReview *cluster_review_new(const Clustering *clustering, const ClusterRoster *roster,
                                  const ClusterLink *links, guint n_links);
/* Both tables once more, in their order: the review picks its names and fields.  @fields: the
 * names of the compared fields. */
void cluster_review_records(ClusterReview *review, const RollBatch *batch);
void cluster_review_pairs(ClusterReview *review, const RollBatch *batch, const GPtrArray *fields);
gboolean cluster_review_write(const ClusterReview *review, RollTable *table,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cluster_review_free(ClusterReview *review);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ClusterReview, cluster_review_free)
