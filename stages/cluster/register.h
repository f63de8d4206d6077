/* register: officer numbers, which last from month to month and are never used again.
 *
 * An officer keeps the number it had.  Where what had several numbers turns out to be one officer
 * the smallest stays and the others are retired into it; every new number and every merger is an
 * event with its cause. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/table.h"
#include "stages/cluster/linkage.h"
#include "stages/cluster/roster.h"

/* Columns of the tables "register" and "officer_events". */
extern const gchar *const cluster_register_columns[]; /* officer,status,into,n_records,weakest */
extern const gchar *const cluster_event_columns[];    /* officer,event,other,cause */

typedef struct ClusterRegister ClusterRegister;

ClusterRegister *cluster_register_new(void);
/* A batch of last run's table "register".  FALSE: ROLL_ERROR_DATA. */
gboolean cluster_register_read(ClusterRegister *self, const RollBatch *batch, GError **error);
/* Gives every cluster its number. */
void cluster_register_assign(ClusterRegister *self, const ClusterRoster *roster,
                             const Clustering *clustering);
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
