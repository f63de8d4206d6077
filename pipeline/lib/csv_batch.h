/* csv_batch: the records of a batch as lines of CSV.
 *
 * A value that stands in many records is looked at, and quoted where it must be, once; and columns
 * that are blank all through, of which a run has more than others, cost nothing but their commas.
 */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"

/* Appends a line a record, each as roll_csv_append() would. */
void roll_csv_append_batch(GString *out, const RollBatch *batch);
