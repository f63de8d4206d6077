/* propose: the source profile of an unknown export, for a person to finish.
 *
 * What the export decides is written as it is; what it leaves open stands behind "# ? ", so that
 * the profile can be read from the first, and every gap be found.  No value of any cell is
 * shown. */
#pragma once

#include "stages/ingest/survey.h"

/* Appends the profile of exports that look as @surveys (of IngestSurvey) do to @out.  At least one;
 * they must have the same header.  Errors: ROLL_ERROR_DATA (another header). */
gboolean ingest_propose(const IngestRules *rules, const GPtrArray *surveys, GString *out,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
