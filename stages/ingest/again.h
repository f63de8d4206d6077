/* again: rows below the header that are a header too: the same once more, or another one, as sheets
 * have that were put together.
 *
 * The same is so whatever its letter case, its blanks and signs (with --raw as it stands only).
 * Another one is a row of which at least half of the cells that are not empty, and two, are known:
 * as labels of the header; or as aliases, then only where no name stands in the column of names.
 * One with a number in a cell of its own is a record. */
#pragma once

#include <glib.h>

#include "stages/ingest/export.h"

typedef enum {
    INGEST_AGAIN_NONE,
    INGEST_AGAIN_SAME,
    INGEST_AGAIN_OTHER,
    INGEST_AGAIN_NUMBERS, /* of columns, right below a header that stands there again */
} IngestAgainKind;

typedef struct IngestAgain IngestAgain;

/* @export must outlive it. */
IngestAgain *ingest_again_new(const IngestExport *export);
void ingest_again_free(IngestAgain *again);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IngestAgain, ingest_again_free)

/* To be said when the export has another header than before. */
void ingest_again_turn(IngestAgain *again);
/* What a sound @row that is not blank is.  Nearly every row is none, which its first cells tell. */
IngestAgainKind ingest_again_kind(IngestAgain *again, const RollCsvRow *row);
