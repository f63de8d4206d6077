/* note: what an export's opening tells, kept until its rows are read.
 *
 * An export may be opened before the stream is declared; findings can be written only after. */
#pragma once

#include <glib.h>

#include "pipeline/lib/finding.h"

typedef struct {
    RollSeverity severity;
    const gchar *id;
    guint64 line;   /* 0: of the file as a whole */
    guint64 row;    /* of a spreadsheet; 0: none */
    gchar *column;  /* owned, NULL: none */
    guint position; /* of the column, 1-based; 0: none */
    gchar *message; /* owned */
    gchar *hint;    /* owned, NULL: none */
} IngestNote;

GPtrArray *ingest_notes_new(void);
/* Adds a note of the file as a whole; where it is, and a hint, can be filled in after. (transfer
 * none) */
IngestNote *ingest_note(GPtrArray *notes, RollSeverity severity, const gchar *id,
                        const gchar *format, ...) G_GNUC_PRINTF(4, 5);
