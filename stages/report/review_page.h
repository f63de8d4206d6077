/* review_page: coordinator/review.html, on which doubtful pairs are decided: in any browser, from
 * disk, without a network. */
#pragma once

#include <glib.h>

#include "stages/report/context.h"

/* Pairs on the page; all of them are in review.csv.gz. */
#define REVIEW_PAIRS_MAX 1000

/* Writes @folder/review.html.  Errors: ROLL_ERROR_IO. */
gboolean review_page_write(const ReportContext *context, const gchar *folder,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
