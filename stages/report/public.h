/* public: what everybody may see: counts by province and topic, rounded down.
 *
 * Every count is rounded down to a multiple of k, so that k is the least cell and the least visible
 * change between two months (as the Counter Trafficking Data Collaborative publishes). */
#pragma once

#include "stages/report/context.h"

#define PUBLIC_K 10

/* Rounds @exact down.  @dimensions (NULL-terminated) names what the count is split by; anything but
 * country, adm1_code and topic_code is refused: ROLL_ERROR_BUG. */
gboolean public_count(const gchar *const *dimensions, gint64 exact, gint64 *rounded,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The last look before a public table is written: every column may be public, every count is a
 * multiple of k, at least k, and told so.  Errors: ROLL_ERROR_BUG. */
gboolean public_check(const ReportTable *table, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes @folder: coverage.csv.gz and index.html. */
gboolean public_write(const ReportContext *context, const gchar *folder,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
