/* zawgyi: columns of Burmese that were typed in Zawgyi, found and turned into Unicode.
 *
 * A column is decided once, by its cells in the beginning of the text: a cell counts for Zawgyi
 * when a rule of rules/encodings/zawgyi_signs.ini fires and none of unicode_signs.ini, and for
 * Unicode the other way round.  Two cells for Zawgyi and none for Unicode decide, or twenty for
 * each one; less, and nothing is changed, which is told.  Rules are read when the first Burmese
 * letter is met. */
#pragma once

#include <glib.h>

#include "pipeline/lib/layers.h"
#include "stages/ingest/header.h"

typedef struct IngestZawgyi IngestZawgyi;

/* @layers must outlive it. */
IngestZawgyi *ingest_zawgyi_new(const RollLayers *layers);
void ingest_zawgyi_free(IngestZawgyi *zawgyi);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IngestZawgyi, ingest_zawgyi_free)

/* Where to look; not owned. */
typedef struct {
    GBytes *head; /* the first bytes of the text */
    const IngestHeader *header;
    const GPtrArray *mapping; /* of IngestColumn */
} IngestZawgyiText;

/* Which columns of the mapping are in Zawgyi, a byte each (transfer full); *@columns is NULL when
 * none is.  What is found goes to @notes.  Errors: ROLL_ERROR_CONFIG. */
gboolean ingest_zawgyi_find(IngestZawgyi *zawgyi, const IngestZawgyiText *text, GPtrArray *notes,
                            guint8 **columns, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Turns a header row into Unicode where a cell of it is for Zawgyi and none for Unicode.  Where the
 * rules cannot be read it stays, which ingest_zawgyi_find() tells. */
void ingest_zawgyi_turn(IngestZawgyi *zawgyi, IngestLabels *labels);

/* Appends @value in Unicode; a RollMapFunc, @self being the IngestZawgyi that has found a column. A
 * stretch without blank or full stop that is too long for rules stays as it is. */
void ingest_zawgyi_convert(gpointer self, RollText value, GString *out);
