/* fingerprint: what makes a finding the same finding in another version of its file, and the
 * baselines that are made of it.
 *
 * It is made of the export's name, the finding's id and column, eight bits of a hash of the value,
 * and its number among those that are equal in all of this: never of a line, so that it outlives a
 * row that is put in above.  Eight bits tell values of one column apart well enough, and are too
 * few to try a list of names or birth dates on.  That an export cannot be read is never quiet. */
#pragma once

#include <glib.h>

#include "pipeline/findings.h"

/* Fills in FINDING_FINGERPRINT of every row; these must be in the order of their lines. */
void fingerprint_all(FindingsOfFile *file);

/* The fingerprints of a baseline file (transfer full).  Errors: ROLL_ERROR_CONFIG. */
GHashTable *baseline_load(const gchar *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the findings that are in @known out of @file, and counts them. */
void baseline_silence(GHashTable *known, FindingsOfFile *file);
/* Writes a baseline of all of @report, sorted.  Errors: ROLL_ERROR_IO. */
gboolean baseline_write(const FindingsReport *report, const gchar *path,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
