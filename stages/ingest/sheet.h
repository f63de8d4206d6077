/* sheet: what stands in a sheet beside its records, by the words of rules/sheet.ini.
 *
 * Lines of totals and signatures stand below a list and look like officers.  A row is taken for one
 * only where it has few cells and its own words say so. */
#pragma once

#include <glib.h>

#include "pipeline/lib/csv.h"
#include "pipeline/lib/layers.h"

typedef enum {
    INGEST_ROW_ORDINARY,
    INGEST_ROW_TOTAL,     /* words of totals, and numbers */
    INGEST_ROW_COUNT,     /* numbers, and words for what is counted */
    INGEST_ROW_SUMMARY,   /* the same where no total stands above: "Male,1" */
    INGEST_ROW_SIGNATURE, /* a cell begins with such words */
    INGEST_ROW_NOTE,      /* one cell, which begins with a word of notes and has a colon */
    INGEST_ROW_NUMBER,    /* one small number and nothing else */
    INGEST_ROW_DATED,     /* one cell, which has a year in it */
    INGEST_ROW_SPARSE,    /* one cell, of a wide sheet two */
    INGEST_ROW_END,       /* the byte that ends a text file of DOS */
} IngestRowKind;

typedef struct IngestSheet IngestSheet;

/* Errors: ROLL_ERROR_CONFIG. */
IngestSheet *ingest_sheet_load(const RollLayers *layers, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a sound @row that is not blank looks like, below a header of @n_named columns.  Nearly
 * every row is ordinary, and costs next to nothing. */
IngestRowKind ingest_sheet_kind(IngestSheet *sheet, const RollCsvRow *row, guint n_named);
/* Whether the column of that header only counts the lines. */
gboolean ingest_sheet_counts_lines(const IngestSheet *sheet, const gchar *label);
void ingest_sheet_free(IngestSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IngestSheet, ingest_sheet_free)
