/* lane: a thread of its own that takes batches in their order, so that what is written from them is
 * written beside the reading. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"

#define LANE_BATCHES 8 /* that wait at most */

typedef gboolean (*LaneFunc)(gpointer self, const RollBatch *batch, GError **error);
typedef gboolean (*LaneEndFunc)(gpointer self, GError **error);

typedef struct Lane Lane;

/* @is_threaded FALSE: batches are taken at once, by whoever gives them. */
Lane *lane_new(LaneFunc take, gpointer self, gboolean is_threaded);
/* Waits while too many do.  FALSE with what went wrong with an earlier batch, or with this one. */
gboolean lane_give(Lane *lane, const RollBatch *batch, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* No more batches come: behind the last one @end is called, and nobody waits for it here. */
gboolean lane_end(Lane *lane, LaneEndFunc end, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* When every batch is taken, and what was to be done behind them is. */
gboolean lane_finish(Lane *lane, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lane_free(Lane *lane);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lane, lane_free)
