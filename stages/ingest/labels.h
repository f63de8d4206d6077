/* labels: a header row, cell by cell, and the HXL tags below it. */
#pragma once

#include <glib.h>

#include "pipeline/lib/csv.h"

#define INGEST_NOWHERE G_MAXUINT

typedef struct {
    guint n;
    gchar **labels; /* n and NULL; owned, as all here; trimmed, "" for none */
    gchar **folded; /* the same as headers are compared; "" where that leaves nothing */
    gchar **tags;   /* n and NULL; "" for none; NULL when no tag row stands below */
} IngestLabels;

IngestLabels *ingest_labels_new(const RollCsvRow *row);
void ingest_labels_free(IngestLabels *labels);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IngestLabels, ingest_labels_free)

/* TRUE when the cells are HXL tags: every one that is not empty starts with # and a letter. */
gboolean ingest_labels_are_tags(const IngestLabels *labels);
/* Takes over what stands in @row as tags. */
void ingest_labels_tag(IngestLabels *labels, const IngestLabels *row);

/* Whether columns @a and @b have one header, letter case, blanks and signs aside. */
gboolean ingest_labels_same(const IngestLabels *labels, guint a, guint b);
/* The column of that header: as it stands, else letter case, blanks and signs aside; the first of
 * several; INGEST_NOWHERE. */
guint ingest_labels_find(const IngestLabels *labels, const gchar *label);
/* How many columns a row must have at least: those up to the last one with a header. */
guint ingest_labels_n_named(const IngestLabels *labels);

/* Tells headers that stand twice, and columns without one. */
void ingest_labels_check(const IngestLabels *labels, GPtrArray *notes);
