/* lists: who belongs to what, as one array: officers to their sessions, sessions to their people.
 */
#pragma once

#include <glib.h>

typedef struct {
    guint32 list;
    guint32 item;
} OverlapLink;

/* List @i holds items[starts[i]] up to, not including, items[starts[i + 1]]: ascending, none
 * twice. */
typedef struct {
    guint32 n_lists;
    guint32 *starts;
    guint32 *items;
} OverlapLists;

/* Sorts @links (of OverlapLink) into @n_lists lists; a link given twice counts once. */
OverlapLists *overlap_lists_new(guint32 n_lists, const GArray *links);
/* List of items to items of lists. */
OverlapLists *overlap_lists_transpose(const OverlapLists *lists, guint32 n_items);
void overlap_lists_free(OverlapLists *lists);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OverlapLists, overlap_lists_free)

static inline guint32
overlap_list_n(const OverlapLists *lists, guint32 list)
{
    return lists->starts[list + 1] - lists->starts[list];
}

static inline const guint32 *
overlap_list(const OverlapLists *lists, guint32 list)
{
    return lists->items + lists->starts[list];
}

/* How many items two lists share. */
guint32 overlap_lists_n_common(const OverlapLists *lists, guint32 a, guint32 b);
/* TRUE when @item is in the list. */
gboolean overlap_list_has(const OverlapLists *lists, guint32 list, guint32 item);
