/* profile_files: the pattern that next month's export will fit, from the name of this month's. */
#pragma once

#include <glib.h>

#include "stages/ingest/profile_words.h"

/* @file with * for its dates, numbers and names of months: "ngo-attendance-*.csv.gz" of
 * "ngo-attendance-2009-06.csv.gz" (transfer full).  *@is_certain: something was replaced, and what
 * is left tells the export from others. */
gchar *ingest_files_pattern(const gchar *file, const IngestWords *words, gboolean *is_certain);
