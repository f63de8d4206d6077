/* zip: the one CSV file in a zip archive.
 *
 * An archive is read whole, as its directory stands at its end, which makes standard input as good
 * as a file.  Nothing of it is ever written anywhere, and the names in it are only shown. */
#pragma once

#include <glib.h>

#include "pipeline/lib/gzip.h"
#include "pipeline/lib/source.h"

#define ROLL_ZIP_MAX_BYTES ((gsize)64 << 20) /* of an archive */

/* Tells a zip archive by its first four bytes. */
gboolean roll_zip_is_magic(gconstpointer data, gsize size);

/* Reads the only file of @inner (transfer full) whose name ends in .csv or .tsv; if there is none,
 * the only .txt.  Folders and what macOS and Windows add on their own do not count; what else lies
 * beside it is named in *@beside (transfer full; NULL when there is nothing).  As with gzip, text
 * may be handed out before a fault behind it is met.
 * Errors: ROLL_ERROR_DATA (a workbook or another document, no CSV or several, encrypted, zip64,
 * split, another compression than deflate, cut off, damaged, larger than @limits), those of
 * @inner. */
RollSource *roll_zip_source(RollSource *inner, RollGzipLimits limits, gchar **beside,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
