#include "stages/overlap/shared.h"

OverlapShared *
overlap_shared_new(guint32 n_events)
{
    OverlapShared *shared = g_new0(OverlapShared, 1);

    shared->n_common = g_new0(guint32, (gsize)n_events + 1);
    shared->touched = g_array_new(FALSE, FALSE, sizeof(guint32));
    return shared;
}

static gint
compare_places(gconstpointer a, gconstpointer b)
{
    guint32 x = *(const guint32 *)a;
    guint32 y = *(const guint32 *)b;

    return (x > y) - (x < y);
}

/* Places follow the start date, so the events near in time stand next in an officer's list. */
static void
count_later(OverlapShared *shared, const OverlapView *view, guint32 event, guint32 officer,
            RollDay latest)
{
    const guint32 *places = overlap_list(view->events_of, officer);

    for (guint32 i = overlap_list_n(view->events_of, officer); i > 0 && places[i - 1] > event;
         i--) {
        guint32 other = places[i - 1];

        if (overlap_event(view, other)->start > latest)
            continue;
        if (shared->n_common[other]++ == 0)
            g_array_append_val(shared->touched, other);
    }
}

void
overlap_shared_count(OverlapShared *shared, const OverlapView *view, guint32 event, RollDay latest)
{
    const guint32 *officers = overlap_list(view->people_of, event);

    for (guint i = 0; i < shared->touched->len; i++)
        shared->n_common[g_array_index(shared->touched, guint32, i)] = 0;
    g_array_set_size(shared->touched, 0);
    for (guint32 i = 0; i < overlap_list_n(view->people_of, event); i++)
        count_later(shared, view, event, officers[i], latest);
    g_array_sort(shared->touched, compare_places);
}

void
overlap_shared_free(OverlapShared *shared)
{
    if (shared == NULL)
        return;
    g_free(shared->n_common);
    g_array_unref(shared->touched);
    g_free(shared);
}
