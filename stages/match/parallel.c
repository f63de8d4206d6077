#include "stages/match/parallel.h"

typedef struct {
    const MatchParallel *parallel;
    gint next; /* chunk; taken atomically */
} Shared;

static gpointer
work_through(gpointer data)
{
    Shared *shared = data;
    const MatchParallel *parallel = shared->parallel;
    gpointer worker = parallel->make != NULL ? parallel->make(parallel->self) : NULL;

    for (;;) {
        guint chunk = (guint)g_atomic_int_add(&shared->next, 1);

        if (chunk >= parallel->n_chunks)
            break;
        parallel->work(parallel->self, worker, chunk);
    }
    if (parallel->drop != NULL)
        parallel->drop(worker);
    return NULL;
}

void
match_parallel_run(const MatchParallel *parallel)
{
    Shared shared = {parallel, 0};
    guint n_threads = MIN(parallel->jobs, parallel->n_chunks);
    g_autoptr(GPtrArray) threads = g_ptr_array_new();

    for (guint i = 1; i < n_threads; i++)
        g_ptr_array_add(threads, g_thread_new("match", work_through, &shared));
    work_through(&shared);
    for (guint i = 0; i < threads->len; i++)
        g_thread_join(g_ptr_array_index(threads, i));
}
