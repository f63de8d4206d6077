/* profile: what an unknown export looks like, written down as its source profile. */
#pragma once

#include "stages/ingest/ingest.h"

/* Looks at the exports of @run, all of one habit, and prints the profile.
 * Errors: those of export.h; ROLL_ERROR_DATA when their headers differ. */
gboolean ingest_profile_run(Ingest *ingest, RollRun *run, GError **error) G_GNUC_WARN_UNUSED_RESULT;
