/* text: an export's bytes as text in UTF-8, whatever they came in.
 *
 * gzip, a zip archive with one CSV, or plain; UTF-8, UTF-16 with a byte order mark, or the encoding
 * that a source profile declares.  Nothing is guessed: whether text without either is UTF-8 is
 * looked at afterwards (encoding.h). */
#pragma once

#include <glib.h>

#include "pipeline/lib/profile.h"
#include "pipeline/lib/source.h"

/* Opens @path ("-": standard input), called @file by whoever sent it.  @profile may be NULL.
 * Errors: ROLL_ERROR_DATA (empty; another format, by its name; UTF-16 without a mark; those of
 * gzip.h and zip.h), ROLL_ERROR_CONFIG (the profile's encoding is not known), ROLL_ERROR_IO. */
RollSource *ingest_text_open(const gchar *path, const gchar *file, const RollProfile *profile,
                             GPtrArray *notes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
