/* quality: the table "link_quality": how many links are likely wrong, and how many are missing. */
#pragma once

#include <glib.h>

#include "pipeline/lib/table.h"
#include "stages/cluster/linkage.h"
#include "stages/cluster/roster.h"

/* name,value.  pairs_joined: pairs of records with one officer; pairs_wrong, pairs_missed:
 * expected; false_merge_percent: of those joined; missed_match_percent: of all that are one. */
extern const gchar *const cluster_quality_columns[];

gboolean cluster_quality_write(const Clustering *clustering, const ClusterRoster *roster,
                               RollTable *table, GError **error) G_GNUC_WARN_UNUSED_RESULT;
