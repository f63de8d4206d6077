/* page_mend: what an organisation is to mend in its files, on one page: the most frequent kinds of
 * faults first, each with its lines, and the rows that were refused, as they were sent. */
#pragma once

#include "stages/report/page.h"

/* Writes @folder/mend.html from the package's tables "findings" and "refused", in which personal
 * values are hidden already. */
gboolean page_mend_write(const ReportContext *context, const ReportTables *published,
                         const gchar *organisation, const gchar *folder,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
