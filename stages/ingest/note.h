/* note: what an export's opening tells, kept until its rows are read.
 *
 * An export may be opened before the stream is declared; findings can be written only after. */
#pragma once

#include <glib.h>

#include "pipeline/lib/finding.h"
#include "pipeline/lib/telling.h"

typedef struct {
    RollSeverity severity;
    const gchar *id;
    guint64 line;         /* 0: of the file as a whole */
    guint64 row;          /* of a spreadsheet; 0: none */
    gchar *column;        /* owned, NULL: none */
    guint position;       /* of the column, 1-based; 0: none */
    const gchar *message; /* a sentence of telling.h, as the hint; both static */
    const gchar *hint;    /* NULL: none */
    RollValues *values;   /* owned; of both */
} IngestNote;

IngestNote *ingest_note_new(RollSeverity severity, const gchar *id, const gchar *message);
void ingest_note_free(IngestNote *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IngestNote, ingest_note_free)

GPtrArray *ingest_notes_new(void);
/* Adds a note of the file as a whole; where it is, a hint and what both name can be filled in
 * after. (transfer none) */
IngestNote *ingest_note(GPtrArray *notes, RollSeverity severity, const gchar *id,
                        const gchar *message);

/* Appends "message; hint", for an error that says what a finding would.
 * Errors: ROLL_ERROR_CONFIG. */
gboolean ingest_note_say(const IngestNote *note, RollTelling *telling, GString *out,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
