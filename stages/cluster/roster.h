/* roster: what cluster needs to know of the records: who is on which session's list, and who had
 * an officer number before.
 *
 * A node is what becomes an officer or a part of one: an identity of match, or a single record
 * where the identity says too little to hold its records together. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"

#define CLUSTER_NO_NODE G_MAXUINT32

typedef struct ClusterRoster ClusterRoster;

ClusterRoster *cluster_roster_new(void);
/* Batches of the tables records and identities, in any order between the two. */
void cluster_roster_records(ClusterRoster *roster, const RollBatch *batch);
/* FALSE: ROLL_ERROR_DATA. */
gboolean cluster_roster_identities(ClusterRoster *roster, const RollBatch *batch, GError **error);
/* Before they are formed: @record is a node of its own, whatever its identity; of links it has
 * those of its identity. */
void cluster_roster_part(ClusterRoster *roster, guint record);
/* Once all are there: forms the nodes.  FALSE: ROLL_ERROR_DATA (the tables do not fit). */
gboolean cluster_roster_form(ClusterRoster *roster, GError **error);

guint cluster_roster_n_records(const ClusterRoster *roster);
guint cluster_roster_n_nodes(const ClusterRoster *roster);
guint32 cluster_roster_node(const ClusterRoster *roster, guint record);
/* The node of an identity, CLUSTER_NO_NODE when its records stand alone. */
guint32 cluster_roster_node_of_identity(const ClusterRoster *roster, guint32 identity);
gboolean cluster_roster_has_parted(const ClusterRoster *roster); /* from whatever identity */
/* The nodes of the records that were parted from an identity, of guint32; NULL: none were. */
const GArray *cluster_roster_parted(const ClusterRoster *roster, guint32 identity);
/* The identity of a record as match numbered it; CLUSTER_NO_NODE when it takes no part. */
guint32 cluster_roster_identity(const ClusterRoster *roster, guint record);
/* The first record of a node; and how many each has. */
guint cluster_roster_first_record(const ClusterRoster *roster, guint32 node);
const guint32 *cluster_roster_sizes(const ClusterRoster *roster); /* a node */
/* The number a record came with; 0: none. */
guint32 cluster_roster_officer(const ClusterRoster *roster, guint record);
/* Do two nodes stand on one session's list, on different lines? */
gboolean cluster_roster_share_list(const ClusterRoster *roster, guint32 a, guint32 b);
void cluster_roster_free(ClusterRoster *roster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ClusterRoster, cluster_roster_free)
