/* page_law: who teaches by a law that has been replaced or amended, by which, and which is in
 * force. */
#pragma once

#include "stages/report/page.h"
#include "stages/report/table.h"

/* Whether a row of "topic_org_matrix" tells of a law that was outdated when it was last taught. */
gboolean page_law_is_outdated(const ReportRow *row);
/* How many rows of @table do. */
guint page_laws_count(const ReportTables *tables, const gchar *table);
/* A list of them, the first @most. */
void page_laws_put(Page *page, const ReportTables *tables, const gchar *table, guint most);
