/* turn: reading on by another header, where the sheet begins again with its columns in another
 * order.  That is done where every column of it means, without a doubt, what a column of the first
 * header means; a label that means something by its second row or its tag keeps that. */
#pragma once

#include <glib.h>

#include "stages/ingest/export.h"

typedef struct IngestTurn IngestTurn;

/* @export must outlive it, and no column of its mapping be used behind a turn. */
IngestTurn *ingest_turn_new(IngestExport *export);
void ingest_turn_free(IngestTurn *turn);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IngestTurn, ingest_turn_free)

/* The columns of @row as the export's, to be given to ingest_turn_take(); NULL, and in
 * @doubt why, as its part "doubt", when they cannot be told. */
IngestHeader *ingest_turn_try(const IngestTurn *turn, const RollCsvRow *row, RollValues *doubt);
/* From here on the export has @header (transfer full).  What the first header had and this one has
 * not, by names of fields with ", " between (transfer full); NULL: nothing. */
gchar *ingest_turn_take(IngestTurn *turn, IngestHeader *header);
