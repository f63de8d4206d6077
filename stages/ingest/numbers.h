/* numbers: the row of forms that numbers their columns: "(1),(2),(3)", in digits of any script. */
#pragma once

#include <glib.h>

/* Whether the cells that are not empty, three at least, hold 1, 2, 3 … with nothing but signs
 * around. */
gboolean ingest_numbers_are(gchar *const *cells);
