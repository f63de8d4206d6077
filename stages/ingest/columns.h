/* columns: the table that tells later stages where in an export each field stood. */
#pragma once

#include "pipeline/lib/table.h"
#include "stages/ingest/export.h"

/* Writes a row for every column of @export, and hands them on: its records come behind. */
gboolean ingest_columns_tell(RollTable *table, const IngestExport *export,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
