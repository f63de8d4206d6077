/* head: the first rows of an export, each as it might be the header, and what stands below a header
 * and belongs to it: a second row of labels, HXL tags. */
#pragma once

#include <glib.h>

#include "pipeline/lib/source.h"
#include "stages/ingest/labels.h"
#include "stages/ingest/note.h"

#define INGEST_HEAD_BYTES ROLL_SOURCE_CHUNK /* of the text: where the header is looked for */
#define INGEST_HEAD_ROWS  25                /* the last row that may be a header */

typedef struct {
    guint64 line;
    guint64 row;
    IngestLabels *labels; /* NULL: faulty */
    guint n_below;        /* rows under it that belong to it */
    IngestNote *fault;    /* owned; NULL: none */
} IngestHeadRow;

/* The first rows of @head, their cells parted by @delimiter: of IngestHeadRow, one more than
 * INGEST_HEAD_ROWS, as tags may stand below the last. */
GArray *ingest_head_read(GBytes *head, gchar delimiter, RollQuotes quotes);
/* Has the row above HXL tags, which names their columns, take them. */
void ingest_head_take_tags(GArray *rows);

/* The place of the row of HXL tags: the first of which at least half are some; INGEST_NOWHERE. */
guint ingest_head_tags(const GArray *rows);
/* The place of the first row above @place that is not blank; INGEST_NOWHERE. */
guint ingest_head_above(const GArray *rows, guint place);
/* The row that is most likely meant as HXL tags, where no row can be taken for them; NULL. */
const IngestHeadRow *ingest_head_near_tags(const GArray *rows);
/* Says so, with what is wrong (transfer full). */
IngestNote *ingest_head_near_tags_note(const IngestHeadRow *row);
