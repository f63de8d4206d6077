/* book: the workbook of a class: a readme, then a sheet a question. */
#pragma once

#include "stages/report/catalogue.h"
#include "stages/report/context.h"

/* Writes @folder/rollcall.xlsx of the class's @tables; @owner: whose it is, "" for the
 * coordinator. */
gboolean book_write(const ReportContext *context, const ReportTables *tables, CatalogueClass class,
                    const gchar *owner, const gchar *folder,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
