/* rows: the rows of one export, each one either a record, or refused with a finding, or told as
 * being none: blank, or the header once more.  Below another header they are read by that one.
 *
 * Whoever reads this far may not publish before the end: damage of a gzip file shows at its end,
 * and a file of which too much is damaged is refused whole. */
#pragma once

#include <glib.h>

#include "pipeline/lib/stage.h"
#include "stages/ingest/export.h"
#include "stages/ingest/records.h"
#include "stages/ingest/use.h"

/* Where the rows of an export go to; not owned. */
typedef struct {
    RollRun *run;
    IngestRecords *records;
    RollTable *columns; /* told again where another header begins */
    IngestUse *use;     /* refuses rows nothing can be done with; NULL: none */
} IngestRowsTo;

/* Reads all of @export.  Errors: ROLL_ERROR_DATA (damaged, too many rows are faulty), those of
 * writing. */
gboolean ingest_rows_read(IngestExport *export, const IngestRowsTo *to,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
