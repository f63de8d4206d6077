#include "pipeline/lib/in_turn.h"

typedef struct {
    const RollInTurn *work;
    guint next;  /* piece; taken atomically */
    GMutex lock; /* of what follows */
    GCond moved;
    guint turn; /* the piece that is taken next */
    GError *fault;
} Turns;

/* Waits until it is the turn of @piece, and hands it over.  Only the thread whose turn it is takes,
 * so the lock is free meanwhile for those that come to wait. */
static gboolean
hand_over(Turns *turns, guint piece, gpointer made)
{
    gboolean is_sound = FALSE;
    GError *fault = NULL;

    g_mutex_lock(&turns->lock);
    while (turns->turn != piece && turns->fault == NULL)
        g_cond_wait(&turns->moved, &turns->lock);
    is_sound = turns->fault == NULL;
    g_mutex_unlock(&turns->lock);
    if (!is_sound) {
        turns->work->drop(made);
        return FALSE;
    }
    is_sound = turns->work->take(turns->work->self, made, &fault);
    g_mutex_lock(&turns->lock);
    turns->turn++;
    turns->fault = fault;
    g_cond_broadcast(&turns->moved);
    g_mutex_unlock(&turns->lock);
    return is_sound;
}

static gpointer
work_through(gpointer data)
{
    Turns *turns = data;
    const RollInTurn *work = turns->work;

    for (;;) {
        guint piece = (guint)g_atomic_int_add(&turns->next, 1);

        if (piece >= work->n_pieces || !hand_over(turns, piece, work->make(work->self, piece)))
            return NULL;
    }
}

gboolean
roll_in_turn(const RollInTurn *work, GError **error)
{
    Turns turns = {.work = work};
    g_autoptr(GPtrArray) threads = g_ptr_array_new();

    g_mutex_init(&turns.lock);
    g_cond_init(&turns.moved);
    for (guint i = 1; i < MIN(work->jobs, work->n_pieces); i++)
        g_ptr_array_add(threads, g_thread_new("in turn", work_through, &turns));
    work_through(&turns);
    for (guint i = 0; i < threads->len; i++)
        g_thread_join(g_ptr_array_index(threads, i));
    g_cond_clear(&turns.moved);
    g_mutex_clear(&turns.lock);
    if (turns.fault == NULL)
        return TRUE;
    g_propagate_error(error, turns.fault);
    return FALSE;
}
