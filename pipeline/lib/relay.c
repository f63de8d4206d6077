#include "pipeline/lib/relay.h"

#include <string.h>

typedef struct {
    RollSink base;
    RollSink *inner; /* the thread's, while there is one */
    GThread *thread; /* NULL once joined */
    GMutex lock;     /* of what follows */
    GCond changed;
    GQueue waiting; /* of GByteArray */
    GQueue spare;   /* likewise: used, and to be used again */
    gboolean is_over;
    GError *fault; /* at which the thread stopped */
} Relay;

/* The next bytes (transfer full); NULL when no more will come. */
static GByteArray *
next(Relay *relay)
{
    GByteArray *bytes;

    g_mutex_lock(&relay->lock);
    while (g_queue_is_empty(&relay->waiting) && !relay->is_over)
        g_cond_wait(&relay->changed, &relay->lock);
    bytes = g_queue_pop_head(&relay->waiting);
    g_cond_broadcast(&relay->changed);
    g_mutex_unlock(&relay->lock);
    return bytes;
}

/* Keeps @bytes (transfer full) for what is written next: room that is asked for anew at every write
 * comes as pages that are not there yet. */
static void
keep(Relay *relay, GByteArray *bytes)
{
    g_mutex_lock(&relay->lock);
    g_queue_push_tail(&relay->spare, bytes);
    g_mutex_unlock(&relay->lock);
}

static gpointer
hand_on_all(gpointer data)
{
    Relay *relay = data;
    GByteArray *bytes;

    while ((bytes = next(relay)) != NULL) {
        GError *fault = NULL;
        gboolean is_sound = roll_sink_write(relay->inner, bytes->data, bytes->len, &fault);

        keep(relay, bytes);
        if (is_sound)
            continue;
        g_mutex_lock(&relay->lock);
        relay->fault = fault;
        g_cond_broadcast(&relay->changed);
        g_mutex_unlock(&relay->lock);
        break;
    }
    return NULL;
}

/* Room for what is written (transfer full), once not too much waits; NULL when the thread has
 * stopped at a fault. */
static GByteArray *
room(Relay *relay, GError **error)
{
    GByteArray *bytes = NULL;

    g_mutex_lock(&relay->lock);
    while (g_queue_get_length(&relay->waiting) >= ROLL_RELAY_WRITES && relay->fault == NULL)
        g_cond_wait(&relay->changed, &relay->lock);
    if (relay->fault != NULL)
        g_propagate_error(error, g_error_copy(relay->fault));
    else if (g_queue_is_empty(&relay->spare))
        bytes = g_byte_array_new();
    else
        bytes = g_queue_pop_head(&relay->spare);
    g_mutex_unlock(&relay->lock);
    return bytes;
}

static gboolean
relay_write(RollSink *self, gconstpointer data, gsize size, GError **error)
{
    Relay *relay = (Relay *)self;
    GByteArray *bytes = room(relay, error);

    if (bytes == NULL)
        return FALSE;
    g_byte_array_set_size(bytes, (guint)size);
    if (size > 0)
        memcpy(bytes->data, data, size);
    g_mutex_lock(&relay->lock);
    g_queue_push_tail(&relay->waiting, bytes);
    g_cond_broadcast(&relay->changed);
    g_mutex_unlock(&relay->lock);
    return TRUE;
}

/* Lets the thread come to its end. */
static void
end(Relay *relay)
{
    if (relay->thread == NULL)
        return;
    g_mutex_lock(&relay->lock);
    relay->is_over = TRUE;
    g_cond_broadcast(&relay->changed);
    g_mutex_unlock(&relay->lock);
    g_thread_join(g_steal_pointer(&relay->thread));
}

static gboolean
relay_close(RollSink *self, GError **error)
{
    Relay *relay = (Relay *)self;

    end(relay);
    if (relay->fault == NULL)
        return roll_sink_close(relay->inner, error);
    g_propagate_error(error, g_steal_pointer(&relay->fault));
    return FALSE;
}

static void
relay_clear(RollSink *self)
{
    Relay *relay = (Relay *)self;

    end(relay);
    g_queue_clear_full(&relay->waiting, (GDestroyNotify)g_byte_array_unref);
    g_queue_clear_full(&relay->spare, (GDestroyNotify)g_byte_array_unref);
    g_clear_error(&relay->fault);
    g_cond_clear(&relay->changed);
    g_mutex_clear(&relay->lock);
    roll_sink_free(relay->inner);
}

RollSink *
roll_relay_sink(RollSink *inner)
{
    Relay *relay = g_new0(Relay, 1);

    relay->base.name = g_strdup(inner->name);
    relay->base.write = relay_write;
    relay->base.close = relay_close;
    relay->base.clear = relay_clear;
    relay->inner = inner;
    g_mutex_init(&relay->lock);
    g_cond_init(&relay->changed);
    g_queue_init(&relay->waiting);
    g_queue_init(&relay->spare);
    relay->thread = g_thread_new("relay", hand_on_all, relay);
    return &relay->base;
}
