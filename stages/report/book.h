/* book: the workbook of a class: a readme, then a sheet a question. */
#pragma once

#include "stages/report/catalogue.h"
#include "stages/report/context.h"

#define BOOK_ROWS  8000 /* of the largest table that a sheet shows whole */
#define BOOK_FIRST 1000 /* of a larger one: to be looked at; the whole is in its CSV */

/* How many rows of a table a sheet shows.  Of part of a table no filter and no sum is true, however
 * large the part is; it has what one reads through. */
guint book_rows_shown(guint64 n_rows);

/* Writes @folder/rollcall.xlsx of the class's @tables; @owner: whose it is, "" for the
 * coordinator. */
gboolean book_write(const ReportContext *context, const ReportTables *tables, CatalogueClass class,
                    const gchar *owner, const gchar *folder,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
