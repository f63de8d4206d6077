/* absent: the columns that a source profile names and a header has not, told all at once. */
#pragma once

#include <glib.h>

#include "pipeline/lib/profile.h"
#include "pipeline/lib/values.h"
#include "stages/ingest/labels.h"

/* Names every column of @profile that is absent, every one of @labels that the profile does not
 * name, and which of those may be which.  FALSE when any is absent: ROLL_ERROR_DATA. */
gboolean ingest_absent_check(const RollProfile *profile, const IngestLabels *labels,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Sets "columns" to those of @profile that are absent, "\"Sex\", …", and "more" to how many others
 * are. */
void ingest_absent_name(const RollProfile *profile, const IngestLabels *labels, RollValues *values);
