/* page_partner: the page of one organisation's package, made from what the package holds. */
#pragma once

#include "stages/report/page.h"

gboolean page_partner_write(const ReportContext *context, const ReportTables *published,
                            const gchar *organisation, const gchar *folder,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
