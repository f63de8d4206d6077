/* tail: rows that may be no records, kept until it is known what comes below them. */
#pragma once

#include <glib.h>

#include "pipeline/lib/csv.h"
#include "stages/ingest/sheet.h"

typedef struct {
    IngestRowKind kind;
    RollCsvRow row;   /* with copies of its cells */
    RollText *fields; /* owned */
    gchar *bytes;     /* owned: what the cells and the row point to */
    gsize n_bytes;
} IngestTailRow;

typedef struct {
    GArray *rows; /* of IngestTailRow; NULL: none yet */
    gsize n_bytes;
} IngestTail;

/* Keeps a copy of @row.  FALSE, and it is not kept, when there are too many to be a tail. */
gboolean ingest_tail_add(IngestTail *tail, const RollCsvRow *row, IngestRowKind kind);
guint ingest_tail_n(const IngestTail *tail);
const IngestTailRow *ingest_tail_at(const IngestTail *tail, guint i);
/* Whether row @i is no record, when nothing but what is kept comes below it: totals and numbers;
 * signatures, and everything below the first of them; a line with a date above them; lines of
 * different counts without a total. */
gboolean ingest_tail_is_footer(const IngestTail *tail, guint i);
/* Forgets all rows; empties it for good too. */
void ingest_tail_clear(IngestTail *tail);
