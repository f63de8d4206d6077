/* profile_columns: which column of an unknown export means which field, and how sure that is.
 *
 * By aliases and HXL tags, as where there is no profile; beyond that by parts of a header, by a
 * header that is nearly a known one, by what stands beside it, and last by the values. */
#pragma once

#include <glib.h>

#include "pipeline/lib/fields.h"
#include "stages/ingest/labels.h"
#include "stages/ingest/profile_values.h"

typedef struct {
    const RollField *field;
    guint place;           /* of the field in fields.ini */
    GArray *columns;       /* of guint, 0-based, in the order in which they are joined */
    gboolean is_suggested; /* too unsure to be made use of before a person has looked */
    gchar *question;       /* what a person is to decide; owned, NULL: none */
} IngestChoice;

typedef struct {
    GPtrArray *choices; /* of IngestChoice, in the order of fields.ini */
    gchar **remarks; /* one a column that is not used: why, or what it may be; else NULL; owned */
    guint n_columns;
} IngestChoices;

/* @values: one a column of @labels. */
IngestChoices *ingest_choices_new(const RollFields *fields, const IngestLabels *labels,
                                  const IngestValues *values);
/* The choice for the field of that name that is made use of; NULL. */
const IngestChoice *ingest_choices_find(const IngestChoices *choices, const gchar *field);
void ingest_choices_free(IngestChoices *choices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IngestChoices, ingest_choices_free)
