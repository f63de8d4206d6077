#include "stages/overlap/earlier.h"

#define ON_ROLL (G_MAXUINT32 - 1) /* in the place of a session */

guint32
overlap_export_of(const OverlapView *view, const OverlapEntry *entry)
{
    gpointer place = g_hash_table_lookup(view->export_places, GUINT_TO_POINTER(entry->export_name));

    return GPOINTER_TO_UINT(place);
}

static const OverlapExport *
sent_of(const OverlapView *view, const OverlapEntry *entry)
{
    return &g_array_index(view->attendance->exports, OverlapExport, overlap_export_of(view, entry));
}

guint64
overlap_reported_key(const OverlapView *view, const OverlapEntry *entry)
{
    guint32 session = overlap_session_of(view->sessions, entry);

    if (entry->officer == 0)
        return 0;
    if (entry->role == OVERLAP_ON_ROLL)
        return (guint64)entry->officer << 32 | ON_ROLL;
    return session != OVERLAP_NONE ? (guint64)entry->officer << 32 | session : 0;
}

static gint
compare_reported(gconstpointer a, gconstpointer b)
{
    const OverlapReported *x = a;
    const OverlapReported *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->entry > y->entry) - (x->entry < y->entry);
}

GArray *
overlap_reported_list(const OverlapView *view, gboolean delivered)
{
    const GArray *exports = view->attendance->exports;
    GArray *list = g_array_new(FALSE, FALSE, sizeof(OverlapReported));
    g_autofree gboolean *takes = g_new(gboolean, MAX(exports->len, 1));

    for (guint i = 0; i < exports->len; i++)
        takes[i] =
            overlap_is_delivered(view, &g_array_index(exports, OverlapExport, i)) == delivered;
    for (guint32 i = 0; i < view->attendance->entries->len; i++) {
        const OverlapEntry *entry = overlap_entry(view->attendance, i);
        OverlapReported reported = {overlap_reported_key(view, entry), i};

        if (reported.key != 0 && takes[overlap_export_of(view, entry)])
            g_array_append_val(list, reported);
    }
    g_array_sort(list, compare_reported);
    return list;
}

guint
overlap_reported_find(const GArray *list, guint64 key)
{
    guint from = 0;
    guint to = list->len;

    while (from < to) {
        guint middle = from + (to - from) / 2;

        if (g_array_index(list, OverlapReported, middle).key < key)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

gboolean
overlap_reported_has(const OverlapView *view, const GArray *list, const OverlapEntry *entry)
{
    guint64 key = overlap_reported_key(view, entry);

    if (key == 0)
        return FALSE;
    for (guint i = overlap_reported_find(list, key); i < list->len; i++) {
        const OverlapReported *reported = &g_array_index(list, OverlapReported, i);

        if (reported->key != key)
            return FALSE;
        if (sent_of(view, overlap_entry(view->attendance, reported->entry))->organisation ==
            sent_of(view, entry)->organisation)
            return TRUE;
    }
    return FALSE;
}
