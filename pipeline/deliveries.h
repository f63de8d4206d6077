/* deliveries: exports that were delivered twice, in one run or to one check: under two names, or
 * compressed otherwise, with the same bytes inside. */
#pragma once

#include <glib.h>

/* For each of @exports (NULL-terminated paths) the place of the first one that holds the same
 * bytes, compared by their SHA-256 as they are when decompressed: its own place where none does
 * (transfer full).  Only exports that begin alike are read whole, so a month whose exports differ
 * costs the first bytes of each.  What cannot be read, and what is empty, is like nothing. */
guint *deliveries_first(const gchar *const *exports);
