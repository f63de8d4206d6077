/* header: where the header row of an export is, and what parts its cells.
 *
 * Exports carry titles and blank rows above their header, a second row of labels and HXL tags below
 * it.  The header is the row, among the first 25, that names most columns of the source profile,
 * else most known fields; among the delimiters the one with which that row names most. */
#pragma once

#include <glib.h>

#include "stages/ingest/head.h"
#include "stages/ingest/labels.h"
#include "stages/ingest/mapping.h"

typedef struct {
    gchar delimiter;
    RollQuotes quotes;
    guint64 line;      /* of the header row; physical, 1-based */
    guint64 row;       /* the same, of a spreadsheet */
    guint64 last_line; /* data begin below: the line of the header's last row, tags included */
    IngestLabels *labels;
} IngestHeader;

/* Finds the header in @head, the first INGEST_HEAD_BYTES of a text or all of it.  What is guessed
 * goes to @notes.  Errors: ROLL_ERROR_DATA, without the file's name, when no row will do. */
IngestHeader *ingest_header_find(GBytes *head, const IngestHabit *habit, GPtrArray *notes,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void ingest_header_free(IngestHeader *header);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IngestHeader, ingest_header_free)
