/* parallel: the same work on many chunks, by several threads; the order in which chunks are done
 * never shows, as each writes only what is its own. */
#pragma once

#include <glib.h>

/* @worker is what match_parallel_run()'s @make gave this thread. */
typedef void (*MatchChunkFunc)(gpointer self, gpointer worker, guint chunk);

typedef struct {
    guint n_chunks;
    guint jobs;
    MatchChunkFunc work;
    gpointer self;
    gpointer (*make)(gpointer self); /* scratch of one thread; may be NULL */
    GDestroyNotify drop;             /* frees it; may be NULL */
} MatchParallel;

/* Returns when every chunk is done. */
void match_parallel_run(const MatchParallel *parallel);
