/* store: the analysts' database: every table of the coordinator's, with keys, indexes, and a view a
 * question.
 *
 * Texts stand in it as they were sent, never made inert: a database runs no cell. */
#pragma once

#include "stages/report/catalogue.h"
#include "stages/report/context.h"

typedef struct Store Store;

/* Begins @folder/rollcall.sqlite.  @records: the columns of the records to come. */
Store *store_new(const ReportContext *context, const RollSchema *records, const gchar *folder,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The next records: of each who it is, where, what and when; not what was sent of the rest. */
gboolean store_records(Store *store, const RollBatch *batch,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The other tables, behind the records. */
gboolean store_tables(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What explains them, once the context is dated; then the database is whole. */
gboolean store_finish(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void store_free(Store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_free)
