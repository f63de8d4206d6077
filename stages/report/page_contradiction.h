/* page_contradiction: what curricula say against agreed messages, in the words they were sent in.
 */
#pragma once

#include "stages/report/page.h"
#include "stages/report/table.h"

/* How many agreed messages a row of "topic_org_matrix" contradicts. */
guint page_contradictions_of(const ReportRow *row);
/* How many agreed messages the rows of @table contradict. */
guint page_contradictions_count(const ReportTables *tables, const gchar *table);
/* A list of them, the first @most. */
void page_contradictions_put(Page *page, const ReportTables *tables, const gchar *table,
                             guint most);
