#include "pipeline/lib/ahead.h"

typedef struct {
    RollBatch *batch; /* owned */
    guint table;
} Read;

typedef struct {
    RollReader *reader;
    GMutex lock; /* of what follows */
    GCond changed;
    Read waiting[ROLL_AHEAD_BATCHES]; /* a ring */
    guint first;
    guint n_waiting;
    gboolean is_over;     /* no more will come */
    gboolean is_given_up; /* no more is wanted */
    GError *fault;        /* at which reading stopped */
} Ahead;

/* FALSE: it is not wanted. (transfer full) of the batch, then too. */
static gboolean
put(Ahead *ahead, RollBatch *batch, guint table)
{
    gboolean is_wanted = FALSE;

    g_mutex_lock(&ahead->lock);
    while (ahead->n_waiting == ROLL_AHEAD_BATCHES && !ahead->is_given_up)
        g_cond_wait(&ahead->changed, &ahead->lock);
    is_wanted = !ahead->is_given_up;
    if (is_wanted)
        ahead->waiting[(ahead->first + ahead->n_waiting++) % ROLL_AHEAD_BATCHES] =
            (Read){batch, table};
    g_cond_broadcast(&ahead->changed);
    g_mutex_unlock(&ahead->lock);
    if (!is_wanted)
        roll_batch_unref(batch);
    return is_wanted;
}

static gpointer
read_on(gpointer data)
{
    Ahead *ahead = data;
    GError *fault = NULL;
    guint table = 0;
    RollBatch *batch;

    while ((batch = roll_reader_next(ahead->reader, &table, &fault)) != NULL)
        if (!put(ahead, batch, table))
            return NULL;
    g_mutex_lock(&ahead->lock);
    ahead->fault = fault;
    ahead->is_over = TRUE;
    g_cond_broadcast(&ahead->changed);
    g_mutex_unlock(&ahead->lock);
    return NULL;
}

/* The next batch (transfer full); NULL when no more will come. */
static RollBatch *
get(Ahead *ahead, guint *table)
{
    Read read = {NULL, 0};

    g_mutex_lock(&ahead->lock);
    while (ahead->n_waiting == 0 && !ahead->is_over)
        g_cond_wait(&ahead->changed, &ahead->lock);
    if (ahead->n_waiting > 0) {
        read = ahead->waiting[ahead->first];
        ahead->first = (ahead->first + 1) % ROLL_AHEAD_BATCHES;
        ahead->n_waiting--;
    }
    g_cond_broadcast(&ahead->changed);
    g_mutex_unlock(&ahead->lock);
    *table = read.table;
    return read.batch;
}

static void
give_up(Ahead *ahead)
{
    g_mutex_lock(&ahead->lock);
    ahead->is_given_up = TRUE;
    g_cond_broadcast(&ahead->changed);
    g_mutex_unlock(&ahead->lock);
}

static gboolean
take_all(Ahead *ahead, RollEachFunc take, gpointer self, GError **error)
{
    for (;;) {
        guint table = 0;
        g_autoptr(RollBatch) batch = get(ahead, &table);

        if (batch == NULL)
            return TRUE;
        if (!take(self, table, batch, error))
            return FALSE;
    }
}

gboolean
roll_ahead_each(RollReader *reader, RollEachFunc take, gpointer self, GError **error)
{
    Ahead ahead = {.reader = reader};
    GThread *thread = NULL;
    gboolean is_sound = FALSE;

    g_mutex_init(&ahead.lock);
    g_cond_init(&ahead.changed);
    thread = g_thread_new("ahead", read_on, &ahead);
    is_sound = take_all(&ahead, take, self, error);
    give_up(&ahead);
    g_thread_join(thread);
    for (; ahead.n_waiting > 0; ahead.n_waiting--)
        roll_batch_unref(
            ahead.waiting[(ahead.first + ahead.n_waiting - 1) % ROLL_AHEAD_BATCHES].batch);
    g_cond_clear(&ahead.changed);
    g_mutex_clear(&ahead.lock);
    if (is_sound && ahead.fault != NULL) {
        g_propagate_error(error, ahead.fault);
        return FALSE;
    }
    g_clear_error(&ahead.fault);
    return is_sound;
}
