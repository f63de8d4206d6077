#include "stages/report/lane.h"

struct Lane {
    LaneFunc take;
    LaneEndFunc end; /* behind the last batch; NULL: nothing */
    gpointer self;
    GThread *thread; /* NULL: none, or joined */
    GMutex lock;     /* of what follows */
    GCond changed;
    GQueue waiting; /* of RollBatch */
    gboolean is_over;
    GError *fault; /* of the batch at which it stopped */
};

/* The next batch (transfer full); NULL when no more will come, or none is wanted. */
static RollBatch *
next(Lane *lane)
{
    RollBatch *batch;

    g_mutex_lock(&lane->lock);
    while (g_queue_is_empty(&lane->waiting) && !lane->is_over)
        g_cond_wait(&lane->changed, &lane->lock);
    batch = g_queue_pop_head(&lane->waiting);
    g_cond_broadcast(&lane->changed);
    g_mutex_unlock(&lane->lock);
    return batch;
}

static gboolean
take_all(Lane *lane, GError **error)
{
    RollBatch *batch;
    gboolean is_sound = TRUE;

    while (is_sound && (batch = next(lane)) != NULL) {
        is_sound = lane->take(lane->self, batch, error);
        roll_batch_unref(batch);
    }
    return is_sound && (lane->end == NULL || lane->end(lane->self, error));
}

static gpointer
run(gpointer data)
{
    Lane *lane = data;
    GError *fault = NULL;

    if (take_all(lane, &fault))
        return NULL;
    g_mutex_lock(&lane->lock);
    lane->fault = fault;
    g_cond_broadcast(&lane->changed);
    g_mutex_unlock(&lane->lock);
    return NULL;
}

Lane *
lane_new(LaneFunc take, gpointer self, gboolean is_threaded)
{
    Lane *lane = g_new0(Lane, 1);

    lane->take = take;
    lane->self = self;
    g_mutex_init(&lane->lock);
    g_cond_init(&lane->changed);
    g_queue_init(&lane->waiting);
    if (is_threaded)
        lane->thread = g_thread_new("lane", run, lane);
    return lane;
}

gboolean
lane_give(Lane *lane, const RollBatch *batch, GError **error)
{
    gboolean is_sound;

    if (lane->thread == NULL)
        return lane->take(lane->self, batch, error);
    g_mutex_lock(&lane->lock);
    while (g_queue_get_length(&lane->waiting) >= LANE_BATCHES && lane->fault == NULL)
        g_cond_wait(&lane->changed, &lane->lock);
    is_sound = lane->fault == NULL;
    if (is_sound)
        g_queue_push_tail(&lane->waiting, roll_batch_ref(batch));
    else
        g_propagate_error(error, g_error_copy(lane->fault));
    g_cond_broadcast(&lane->changed);
    g_mutex_unlock(&lane->lock);
    return is_sound;
}

static void
set_over(Lane *lane, LaneEndFunc end)
{
    g_mutex_lock(&lane->lock);
    if (!lane->is_over)
        lane->end = end;
    lane->is_over = TRUE;
    g_cond_broadcast(&lane->changed);
    g_mutex_unlock(&lane->lock);
}

gboolean
lane_end(Lane *lane, LaneEndFunc end, GError **error)
{
    if (lane->thread == NULL)
        return end(lane->self, error);
    set_over(lane, end);
    return TRUE;
}

/* Lets the thread come to its end. */
static void
join(Lane *lane)
{
    if (lane->thread == NULL)
        return;
    set_over(lane, NULL);
    g_thread_join(g_steal_pointer(&lane->thread));
}

gboolean
lane_finish(Lane *lane, GError **error)
{
    join(lane);
    if (lane->fault == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&lane->fault));
    return FALSE;
}

static void
unref_batch(gpointer batch)
{
    roll_batch_unref(batch);
}

void
lane_free(Lane *lane)
{
    if (lane == NULL)
        return;
    join(lane);
    g_queue_clear_full(&lane->waiting, unref_batch);
    g_clear_error(&lane->fault);
    g_cond_clear(&lane->changed);
    g_mutex_clear(&lane->lock);
    g_free(lane);
}
