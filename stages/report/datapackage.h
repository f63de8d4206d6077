/* datapackage: what describes the tables of a folder to other programs: datapackage.json, a tabular
 * data package (Frictionless, version 1). */
#pragma once

#include "stages/report/catalogue.h"
#include "stages/report/context.h"

typedef struct Datapackage Datapackage;

/* @context must outlive it. */
Datapackage *datapackage_new(const ReportContext *context, CatalogueClass class);
/* The next table: NAME.csv.gz of @schema, behind the stamp unless it is "records". */
void datapackage_add(Datapackage *package, const RollSchema *schema);
/* Writes @folder/datapackage.json. */
gboolean datapackage_write(Datapackage *package, const gchar *folder,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void datapackage_free(Datapackage *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Datapackage, datapackage_free)
