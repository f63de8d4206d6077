/* known: the headers that mean something, for telling which of them an unknown one may be. */
#pragma once

#include <glib.h>

#include "pipeline/lib/fields.h"

typedef struct IngestKnown IngestKnown;

/* @fields must outlive it.  Costs nothing until something is looked up: most exports have
 * nothing to look up. */
IngestKnown *ingest_known_new(const RollFields *fields);
const RollFields *ingest_known_fields(const IngestKnown *known);
/* The known header nearest to @label, and in *@field, unless NULL, what it means; NULL when none
 * is near: at most a third of its letters away. (transfer none) */
const gchar *ingest_known_nearest(IngestKnown *known, const gchar *label, const RollField **field);
/* The same, at most one letter in @letters away: 5 is a slip of the pen. */
const gchar *ingest_known_within(IngestKnown *known, const gchar *label, guint letters,
                                 const RollField **field);
void ingest_known_free(IngestKnown *known);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IngestKnown, ingest_known_free)
