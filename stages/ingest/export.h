/* export: one file of one partner, opened: who sent it, its header, and what its columns mean. */
#pragma once

#include <glib.h>

#include "pipeline/lib/csv.h"
#include "stages/ingest/fonts.h"
#include "stages/ingest/header.h"
#include "stages/ingest/mapping.h"
#include "stages/ingest/sheet.h"
#include "stages/ingest/zawgyi.h"

/* What all exports of a run are read by; not owned. */
typedef struct {
    const RollFields *fields;
    IngestSheet *sheet;
    const RollProfiles *profiles;
    IngestFonts *fonts;
    IngestZawgyi *zawgyi;
    RollTelling *telling;
    const RollProfile *profile; /* instead of the one that fits the file; NULL: that one */
    gboolean raw;
} IngestRules;

typedef struct {
    gchar *path;
    gchar *file; /* its name, no folder: as the partner calls it */
    gchar *name; /* its stem, as of source.h */
    IngestHabit habit;
    IngestSheet *sheet;
    GPtrArray *notes; /* of IngestNote: what opening it has shown */
    IngestHeader *header;
    GPtrArray *mapping;    /* of IngestColumn */
    guint8 *zawgyi;        /* a column of @mapping: typed in Zawgyi; NULL: none is */
    RollCsvReader *reader; /* at the first row of the file */
} IngestExport;

/* Opens @path; @file is its name, and standard input's is what the caller says.
 * Errors: ROLL_ERROR_DATA, ROLL_ERROR_CONFIG, ROLL_ERROR_IO, each with the file's name. */
IngestExport *ingest_export_open(const IngestRules *rules, const gchar *path, const gchar *file,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What every record of the export has in @column, NULL when that differs from record to record or
 * the export has no such column. */
const gchar *ingest_export_constant(const IngestExport *export, const gchar *column);
/* TRUE when the export says anything in @column. */
gboolean ingest_export_has(const IngestExport *export, const gchar *column);
/* TRUE when @column of the mapping is typed in Zawgyi. */
gboolean ingest_export_is_zawgyi(const IngestExport *export, const IngestColumn *column);
void ingest_export_free(IngestExport *export);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IngestExport, ingest_export_free)
