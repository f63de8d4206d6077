/* file: the files of a report: folders 0700, files 0600, tables as CSV in gzip. */
#pragma once

#include <glib.h>

#include "pipeline/lib/source.h"
#include "pipeline/lib/stream.h"
#include "stages/report/table.h"

/* What stands before every row. */
typedef struct {
    const gchar *report_id;     /* the month: "2026-09" */
    const gchar *as_of;         /* "2026-09-30" */
    const gchar *rules_version; /* the first digits of the SHA-256 over the rules */
} ReportStamp;

/* Makes @folder and what leads to it, for its owner only.  Errors: ROLL_ERROR_IO. */
gboolean report_make_folder(const gchar *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes @text to @folder/@name at once.  Errors: ROLL_ERROR_IO. */
gboolean report_write_text(const gchar *folder, const gchar *name, const GString *text,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A writer of @folder/@table.csv.gz.  @is_threaded: it is compressed by a thread of its own. */
RollWriter *report_csv_new(const gchar *folder, const gchar *table, gboolean is_threaded,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes @table to @folder/NAME.csv.gz: the stamp with the class @sensitivity, then its columns,
 * every cell inert. */
gboolean report_write_table(const gchar *folder, const ReportTable *table, const ReportStamp *stamp,
                            const gchar *sensitivity, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A name of a folder for what somebody typed: letters, digits, - and _ stay, any other byte is
 * written as its two hexadecimal digits behind a per cent sign; of a longer one than 200 bytes the
 * end is 16 digits of its SHA-256 (transfer full). */
gchar *report_folder_name(const gchar *text);
