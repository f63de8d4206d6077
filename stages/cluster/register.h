/* register: officer numbers, which last from month to month and are never used again.
 *
 * Every month links all records anew, and so comes to what linking all of them at once would; then
 * numbers are carried over.  A number stays with the officer that has most of its records.  Where
 * an officer comes by several the smallest stays and the others are retired into it; records that
 * left the officer of their number are a split, with a new number, or have moved to another.  Every
 * new number and every change is an event with its cause. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/table.h"
#include "stages/cluster/decisions.h"
#include "stages/cluster/linkage.h"
#include "stages/cluster/roster.h"

/* Columns of the tables "register" and "officer_events". */
extern const gchar *const cluster_register_columns[]; /* officer,status,into,n_records,weakest */
/* event: new; merged (the number is retired into other); split (a new number, for records of
 * other); moved (records of other have come to the officer) */
extern const gchar *const cluster_event_columns[]; /* officer,event,other,cause */

typedef struct ClusterRegister ClusterRegister;

ClusterRegister *cluster_register_new(void);
/* A batch of last run's table "register".  FALSE: ROLL_ERROR_DATA. */
gboolean cluster_register_read(ClusterRegister *self, const RollBatch *batch, GError **error);
/* Gives every cluster its number.  @rulings (of ClusterRuling) are told as causes. */
void cluster_register_assign(ClusterRegister *self, const ClusterRoster *roster,
                             const Clustering *clustering, const GArray *rulings);
/* The number of a record's officer, 0 for a record of none. */
guint32 cluster_register_officer(const ClusterRegister *self, guint record);
/* Writes both tables. */
gboolean cluster_register_write(const ClusterRegister *self, RollTable *table,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cluster_register_write_events(const ClusterRegister *self, RollTable *table,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint cluster_register_n_active(const ClusterRegister *self);
void cluster_register_free(ClusterRegister *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ClusterRegister, cluster_register_free)
