/* spool: a source that can be read again although it is a pipe. */
#pragma once

#include <glib.h>

#include "pipeline/lib/source.h"

/* Passes on what @inner (transfer full) gives and keeps it in a file without a name in the folder
 * for temporary files; after a rewind, which is allowed once @inner has come to its end, gives the
 * same bytes from there.  A source that can be rewound itself is returned as it is.
 * Errors: ROLL_ERROR_IO. */
RollSource *roll_spool(RollSource *inner, GError **error) G_GNUC_WARN_UNUSED_RESULT;
