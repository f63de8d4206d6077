/* coordinator: the folder of the coordinator: every table, the page, the summary. */
#pragma once

#include "stages/report/context.h"

/* Class of a table: C or R; NULL for one that no report holds. */
const gchar *coordinator_sensitivity(const gchar *table);
/* The names of all tables that the reports read, NULL-terminated. */
extern const gchar *const coordinator_tables[];

gboolean coordinator_write(const ReportContext *context, const gchar *folder,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
