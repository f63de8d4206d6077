/* submission: what organisations that report sessions sent, month by month, and how much of it was
 * of use.
 *
 * The run before hands on the months it knew; one in which an organisation sent nothing is late
 * rather than missing once its sessions of that month come. */
#pragma once

#include "stages/overlap/quality.h"

#define OVERLAP_SUBMISSION_MONTHS 12

/* The table that the next run is handed. */
#define OVERLAP_SUBMISSIONS "submissions"

extern const gchar *const overlap_submission_columns[];
gboolean overlap_submission_write(const OverlapQuality *quality, const OverlapView *view,
                                  RollTable *table, GError **error) G_GNUC_WARN_UNUSED_RESULT;
