/* delimiter: what may part cells. */
#pragma once

#include <glib.h>

#define INGEST_DELIMITERS ",;\t|" /* the likeliest first */

/* That of a first line "sep=;", which spreadsheets write; 0 when there is none. */
gchar ingest_delimiter_announced(GBytes *head);
/* "comma". */
const gchar *ingest_delimiter_name(gchar delimiter);
