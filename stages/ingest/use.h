/* use: which rows of an export nothing can be done with.  They are refused here, where they are at
 * hand as they were sent. */
#pragma once

#include "pipeline/lib/csv.h"
#include "pipeline/lib/missing.h"
#include "pipeline/lib/use.h"
#include "stages/ingest/export.h"

typedef struct IngestUse IngestUse;

/* What decides in the rows of @export, which must outlive it, as @use and @missing must. */
IngestUse *ingest_use_new(const RollUse *use, const RollMissing *missing,
                          const IngestExport *export);
/* To be said when @export has other columns than before. */
void ingest_use_turn(IngestUse *use, const IngestExport *export);
/* Why @row is refused; NULL when it is not. */
const gchar *ingest_use_check(const IngestUse *use, const RollCsvRow *row);
void ingest_use_free(IngestUse *use);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IngestUse, ingest_use_free)
