/* records: rows of exports as batches of the table "records". */
#pragma once

#include <glib.h>

#include "pipeline/lib/csv.h"
#include "pipeline/lib/stage.h"
#include "stages/ingest/export.h"

typedef struct IngestRecords IngestRecords;

/* Declares the table in @run; @zawgyi outlives the records. */
IngestRecords *ingest_records_new(RollRun *run, RollSchema *schema, IngestZawgyi *zawgyi);
/* The rows that follow are of @export.  FALSE when it has a column that the table has not. */
gboolean ingest_records_begin(IngestRecords *records, const IngestExport *export);
/* One row, the @number-th of the export's data. */
gboolean ingest_records_add(IngestRecords *records, const RollCsvRow *row, guint64 number,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Hands on what is left of @export, and tells what was taken out of its cells. */
gboolean ingest_records_end(IngestRecords *records, const IngestExport *export,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void ingest_records_free(IngestRecords *records);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IngestRecords, ingest_records_free)
