/* profile_text: the source profile of an export as rollcall has found it, for a person to finish.
 *
 * A line that begins with "# ?" asks something.  "# ? key = value" becomes part of the profile when
 * the mark is taken away; what is undecided stands so, and the profile can be read as it is. */
#pragma once

#include <glib.h>

#include "stages/ingest/export.h"
#include "stages/ingest/profile_columns.h"

typedef struct {
    const IngestExport *export; /* the first of them: its header, notes, habit */
    const gchar *files;         /* the pattern of their names */
    gboolean is_files_certain;
    gboolean is_files_of_all;     /* it fits all of them */
    guint64 n_rows;               /* looked at */
    const IngestValues *values;   /* one a column */
    const IngestChoices *choices; /* what the columns mean */
    IngestDates dates;            /* of all columns of dates */
} IngestProfile;

/* Appends the profile to @out and returns how much it asks. */
guint ingest_profile_append(const IngestProfile *profile, GString *out);
