/* hxl: who does what, where and when (4W), as humanitarian tables have it: below the header a row
 * of HXL 1.1 tags. */
#pragma once

#include "stages/report/context.h"

/* Writes @folder/4w.csv: a line an event, however many organisations reported it; counts and no
 * names.  A text that a spreadsheet would take for a formula has an apostrophe before it. */
gboolean hxl_write(const ReportContext *context, const gchar *folder,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
