/* ingest: what does this file say, cell by cell?
 *
 * Reads exports, writes "records" in canonical columns, each with the place it came from; what
 * could not be read goes to "refused".  See pipeline/README.md for the columns. */
#pragma once

#include <glib.h>

#include "pipeline/lib/stage.h"
#include "pipeline/lib/use.h"
#include "stages/ingest/export.h"

typedef struct {
    gboolean raw; /* options */
    gboolean profile;
    gchar *name;
    gchar **also_as; /* NULL: none */
    /* Loaded from the run's layers, unless the fields are there already. */
    RollFields *fields;
    IngestSheet *sheet;
    RollProfiles *profiles;
    RollMissing *missing; /* NULL with --raw, as the next */
    RollUse *use;
    IngestFonts *fonts;
    IngestZawgyi *zawgyi;
    GPtrArray *exports; /* of IngestExport, one a path; NULL while closed */
} Ingest;

gboolean ingest_run(gpointer self, RollRun *run, GError **error);
/* The source profile of an unknown export instead of its records: what --profile asks for. */
gboolean ingest_wants_profile(gconstpointer self);
gboolean ingest_profile(gpointer self, RollRun *run, GString *out, GError **error);
void ingest_clear(gpointer self);
