/* labels: a header row, cell by cell, and the HXL tags below it. */
#pragma once

#include <glib.h>

#include "pipeline/lib/csv.h"
#include "pipeline/lib/values.h"

#define INGEST_NOWHERE G_MAXUINT

typedef struct {
    guint n;
    gchar **labels; /* n and NULL; owned, as all here; trimmed, "" for none */
    gchar **folded; /* the same as headers are compared; "" where that leaves nothing */
    gchar **second; /* n and NULL; of a second header row; "" for none; NULL when there is none */
    gchar **third;  /* n and NULL; of a third header row, in a third language; NULL when none */
    gchar **upper;  /* n and NULL; the first header row as it stands, where its cells span several
                       columns, so that .labels are made of both; NULL when not so */
    gchar **sent;   /* n and NULL; a header row as it was sent, where it was typed in Zawgyi; NULL
                       when none was */
    gchar **tags;   /* n and NULL; "" for none; NULL when no tag row stands below */
} IngestLabels;

IngestLabels *ingest_labels_new(const RollCsvRow *row);
void ingest_labels_free(IngestLabels *labels);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IngestLabels, ingest_labels_free)

guint ingest_labels_n_filled(const IngestLabels *labels); /* columns that have a label */

/* Puts @text (transfer full) in the place of label @i; .sent keeps what was there. */
void ingest_labels_turn(IngestLabels *labels, guint i, gchar *text);

/* Whether cells of @upper stand above several of @lower: "Name | " above "Family | Given". */
gboolean ingest_labels_span(const IngestLabels *upper, const IngestLabels *lower);
/* Two header rows as one.  Where the upper one spans, a label is made of both, "Name Family". */
IngestLabels *ingest_labels_join(const IngestLabels *upper, const IngestLabels *lower);
/* Takes over what stands in @row as a third header row. */
void ingest_labels_add_third(IngestLabels *labels, const IngestLabels *row);
gboolean ingest_labels_equal(const IngestLabels *a, const IngestLabels *b);

/* Takes over what stands in @row as tags. */
void ingest_labels_tag(IngestLabels *labels, const IngestLabels *row);

/* Whether columns @a and @b have one header, letter case, blanks and signs aside. */
gboolean ingest_labels_same(const IngestLabels *labels, guint a, guint b);
/* The column of that header: as it stands, else letter case, blanks and signs aside, else in the
 * second or third row, or as it was sent; the first of several; INGEST_NOWHERE. */
guint ingest_labels_find(const IngestLabels *labels, const gchar *label);
/* The same for a header as headers are compared. */
guint ingest_labels_find_folded(const IngestLabels *labels, const gchar *folded);
/* How many columns a row must have at least: those up to the last one with a header. */
guint ingest_labels_n_named(const IngestLabels *labels);

/* Tells headers that stand twice, columns without one, and faulty HXL tags. */
void ingest_labels_check(const IngestLabels *labels, GPtrArray *notes);
/* Sets "first" and "second", numbers of these columns from 1, and "first-header",
 * "second-header". */
void ingest_labels_name_two(const IngestLabels *labels, guint first, guint second,
                            RollValues *values);
