#include "stages/overlap/lists.h"

static gint
compare_items(gconstpointer a, gconstpointer b)
{
    guint32 x = *(const guint32 *)a;
    guint32 y = *(const guint32 *)b;

    return (x > y) - (x < y);
}

static void
sort_items(guint32 *items, guint32 n)
{
    if (n > 16) {
        qsort(items, n, sizeof *items, compare_items);
        return;
    }
    for (guint32 i = 1; i < n; i++) {
        guint32 item = items[i];
        guint32 j = i;

        for (; j > 0 && items[j - 1] > item; j--)
            items[j] = items[j - 1];
        items[j] = item;
    }
}

/* Sorts each list and closes the holes that repeated items leave. */
static void
tidy(OverlapLists *lists)
{
    guint32 end = 0;
    guint32 start = 0;

    for (guint32 list = 0; list < lists->n_lists; list++) {
        guint32 next = lists->starts[list + 1];

        sort_items(lists->items + start, next - start);
        lists->starts[list] = end;
        for (guint32 i = start; i < next; i++)
            if (end == lists->starts[list] || lists->items[end - 1] != lists->items[i])
                lists->items[end++] = lists->items[i];
        start = next;
    }
    lists->starts[lists->n_lists] = end;
}

OverlapLists *
overlap_lists_new(guint32 n_lists, const GArray *links)
{
    OverlapLists *lists = g_new0(OverlapLists, 1);
    g_autofree guint32 *fill = NULL;

    lists->n_lists = n_lists;
    lists->starts = g_new0(guint32, (gsize)n_lists + 1);
    lists->items = g_new0(guint32, MAX(links->len, 1));
    for (guint i = 0; i < links->len; i++)
        lists->starts[g_array_index(links, OverlapLink, i).list + 1]++;
    for (guint32 list = 0; list < n_lists; list++)
        lists->starts[list + 1] += lists->starts[list];
    fill = g_memdup2(lists->starts, ((gsize)n_lists + 1) * sizeof *fill);
    for (guint i = 0; i < links->len; i++) {
        const OverlapLink *link = &g_array_index(links, OverlapLink, i);

        lists->items[fill[link->list]++] = link->item;
    }
    tidy(lists);
    return lists;
}

OverlapLists *
overlap_lists_transpose(const OverlapLists *lists, guint32 n_items)
{
    OverlapLists *other = g_new0(OverlapLists, 1);
    g_autofree guint32 *fill = NULL;
    guint32 n_links = lists->starts[lists->n_lists];

    other->n_lists = n_items;
    other->starts = g_new0(guint32, (gsize)n_items + 1);
    other->items = g_new(guint32, MAX(n_links, 1));
    for (guint32 i = 0; i < n_links; i++)
        other->starts[lists->items[i] + 1]++;
    for (guint32 item = 0; item < n_items; item++)
        other->starts[item + 1] += other->starts[item];
    fill = g_memdup2(other->starts, ((gsize)n_items + 1) * sizeof *fill);
    for (guint32 list = 0; list < lists->n_lists; list++)
        for (guint32 i = lists->starts[list]; i < lists->starts[list + 1]; i++)
            other->items[fill[lists->items[i]]++] = list;
    return other;
}

void
overlap_lists_free(OverlapLists *lists)
{
    if (lists == NULL)
        return;
    g_free(lists->starts);
    g_free(lists->items);
    g_free(lists);
}

guint32
overlap_lists_n_common(const OverlapLists *lists, guint32 a, guint32 b)
{
    const guint32 *x = overlap_list(lists, a);
    const guint32 *y = overlap_list(lists, b);
    const guint32 *x_end = x + overlap_list_n(lists, a);
    const guint32 *y_end = y + overlap_list_n(lists, b);
    guint32 n_common = 0;

    while (x < x_end && y < y_end) {
        n_common += *x == *y;
        if (*x <= *y)
            x++;
        else
            y++;
        /* an equal pair leaves @y, which the next, larger *x passes */
    }
    return n_common;
}

gboolean
overlap_list_has(const OverlapLists *lists, guint32 list, guint32 item)
{
    const guint32 *items = overlap_list(lists, list);
    guint32 low = 0;
    guint32 high = overlap_list_n(lists, list);

    while (low < high) {
        guint32 middle = low + (high - low) / 2;

        if (items[middle] == item)
            return TRUE;
        if (items[middle] < item)
            low = middle + 1;
        else
            high = middle;
    }
    return FALSE;
}
