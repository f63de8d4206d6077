/* sum: the SHA-256 of files, some of which have hundreds of megabytes.
 *
 * By nettle, which uses the processor's own instructions where it has them: five times as fast as
 * GLib's, which the short texts of a page or a key are left to. */
#pragma once

#include <glib.h>

#include "pipeline/lib/source.h"

/* Of what @source still holds, of its first @limit bytes where that is not 0, in hexadecimal digits
 * (transfer full); *@n_bytes: how many it was.  NULL with *@error set where it cannot be read. */
gchar *roll_sum_of(RollSource *source, gsize limit, guint64 *n_bytes, GError **error);
/* The version that runs; to be freed. */
gchar *roll_sum_engine(void);
