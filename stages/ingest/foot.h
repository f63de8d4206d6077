/* foot: the rows that were passed over as totals, signatures and notes: told once a kind, with
 * their number and where they stand. */
#pragma once

#include <glib.h>

#include "stages/ingest/sheet.h"

#define INGEST_FOOT_NAMED 20 /* rows of a kind; of more nobody reads the list */

typedef struct {
    guint64 n;
    guint64 line;                    /* of the first */
    guint64 rows[INGEST_FOOT_NAMED]; /* the first of them, of a spreadsheet, in order */
} IngestFootRows;

enum { INGEST_FOOT_TOTALS, INGEST_FOOT_SIGNATURES, INGEST_FOOT_NOTES, INGEST_FOOT_N };

typedef struct {
    IngestFootRows of[INGEST_FOOT_N];
} IngestFoot;

void ingest_foot_add(IngestFoot *foot, const RollCsvRow *row, IngestRowKind kind);
/* Adds what there is to say to @notes. */
void ingest_foot_tell(const IngestFoot *foot, GPtrArray *notes);
