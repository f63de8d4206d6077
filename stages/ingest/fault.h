/* fault: what is said about a row that cannot be taken as it is. */
#pragma once

#include <glib.h>

#include "pipeline/lib/csv.h"

/* The finding's id. */
const gchar *ingest_fault_id(RollCsvFault fault);
/* What is wrong, without the value (transfer full). */
gchar *ingest_fault_message(const RollCsvRow *row);
/* The likeliest mend; NULL when there is none to name. */
const gchar *ingest_fault_hint(RollCsvFault fault);

/* The bytes of @text from @from on, at most three, as "0xe9 0x2c 0x43" (transfer full). */
gchar *ingest_show_bytes(RollText text, gsize from);

/* Appends @raw as it was sent; bytes that are no text in UTF-8 stand as \xe9, and of a row over
 * 64 KiB only the beginning. */
void ingest_append_raw(RollText raw, GString *out);
