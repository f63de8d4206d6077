/* coordinator: the folder of the coordinator: every table, the page, the summary. */
#pragma once

#include "stages/report/context.h"

/* The names of all tables that the reports read, NULL-terminated. */
extern const gchar *const coordinator_tables[];

/* @records: the columns of records.csv.gz, which stands in @folder already. */
gboolean coordinator_write(const ReportContext *context, const RollSchema *records,
                           const gchar *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
