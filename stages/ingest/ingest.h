/* ingest: what does this file say, cell by cell?
 *
 * Reads exports, writes "records" in canonical columns, each with the place it came from; what
 * could not be read goes to "refused".  See pipeline/README.md for the columns. */
#pragma once

#include <glib.h>

#include "pipeline/lib/missing.h"
#include "pipeline/lib/stage.h"
#include "pipeline/lib/use.h"
#include "stages/ingest/export.h"

typedef struct {
    gboolean raw; /* options */
    gboolean profile;
    gchar *name;
    gchar **also_as; /* NULL: none */
    gchar *encoding;
    /* From the rules. */
    RollTelling *telling;
    RollFields *fields;
    IngestSheet *sheet;
    RollProfiles *profiles; /* NULL with --profile */
    RollMissing *missing;
    RollUse *use;
    IngestFonts *fonts;
    IngestZawgyi *zawgyi;
    GPtrArray *exports; /* of IngestExport, one a path; NULL while closed */
} Ingest;

/* What the export at @path is called: by its own name, or by --name (transfer full). */
gchar *ingest_file_of(const Ingest *ingest, const gchar *path);
gboolean ingest_check_options(gpointer self, GError **error);
gboolean ingest_prints(gconstpointer self);
gboolean ingest_load(gpointer self, const RollLayers *layers, GError **error);
gboolean ingest_run(gpointer self, RollRun *run, GError **error);
void ingest_clear(gpointer self);
