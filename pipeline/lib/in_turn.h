/* in_turn: pieces of work that several threads do at once, and that are taken one by one in their
 * order: what is taken, and when, is the same for any number of threads.
 *
 * No more pieces are held than there are threads, so what a stage writes need not be in memory all
 * at once. */
#pragma once

#include <glib.h>

typedef struct {
    guint n_pieces;
    guint jobs; /* threads; 0 counts as 1 */
    gpointer self;
    /* Makes piece @piece (transfer full), in whatever thread. */
    gpointer (*make)(gpointer self, guint piece);
    /* Takes it (transfer full): piece 0, then 1, …, never two at a time. */
    gboolean (*take)(gpointer self, gpointer made, GError **error);
    /* Frees one that is not taken, as an earlier one could not be. */
    GDestroyNotify drop;
} RollInTurn;

/* Returns when every piece is taken.  Errors: the first of @take, after which none is taken. */
gboolean roll_in_turn(const RollInTurn *work, GError **error) G_GNUC_WARN_UNUSED_RESULT;
