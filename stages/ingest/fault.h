/* fault: what is said about a row that cannot be taken as it is. */
#pragma once

#include <glib.h>

#include "pipeline/lib/csv.h"
#include "stages/ingest/note.h"

/* The note of a row that is not sound (transfer full). */
IngestNote *ingest_fault_note(const RollCsvRow *row);

/* The bytes of @text from @from on, at most three, as "0xe9 0x2c 0x43" (transfer full). */
gchar *ingest_show_bytes(RollText text, gsize from);

/* Appends @raw as it was sent; bytes that are no text in UTF-8 stand as \xe9, and of a row over
 * 64 KiB only the beginning. */
void ingest_append_raw(RollText raw, GString *out);
