/* links: what match says of pairs of identities. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "stages/cluster/roster.h"
#include "stages/cluster/veto.h"

/* Appends to @links, of ClusterLink, the pairs of a batch of the table pairs; what @veto forbids
 * weighs ROLL_JOIN_HARD at most.  Errors: ROLL_ERROR_DATA. */
gboolean cluster_links_read(GArray *links, const ClusterVeto *veto, const RollBatch *batch,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* From identities to nodes; links of identities that stand alone are no links. */
void cluster_links_name(GArray *links, const ClusterRoster *roster);
