#include "stages/overlap/duplicate.h"

#include "stages/overlap/cell.h"

/* ---- finding them ---- */

/* Marks the officer's place in his list of events as a repeat. */
static void
mark_repeat(OverlapView *view, guint32 officer, guint32 event)
{
    guint32 i = view->events_of->starts[officer];

    while (view->events_of->items[i] != event)
        i++;
    view->is_repeat[i] = 1;
}

/* The officer's events held in which @topic was taught, by date, into @events. */
static guint32
events_with_topic(const OverlapView *view, guint32 officer, guint32 topic, GArray *events)
{
    const guint32 *places = overlap_list(view->events_of, officer);

    g_array_set_size(events, 0);
    for (guint32 i = 0; i < overlap_list_n(view->events_of, officer); i++) {
        const OverlapSession *event = overlap_event(view, places[i]);

        if (event->status == OVERLAP_HELD && event->start != 0 &&
            overlap_topics_have(&event->taught, topic))
            g_array_append_val(events, places[i]);
    }
    return events->len;
}

static void
add_pairs(OverlapView *view, guint32 officer, guint32 topic, const GArray *events)
{
    for (guint a = 0; a < events->len; a++) {
        OverlapDuplicate pair = {officer, topic, g_array_index(events, guint32, a), 0};
        RollDay until = overlap_valid_until(view, topic, overlap_event(view, pair.a));

        for (guint b = a + 1; b < events->len; b++) {
            pair.b = g_array_index(events, guint32, b);
            if (overlap_event(view, pair.b)->start > until)
                break;
            g_array_append_val(view->duplicates, pair);
            mark_repeat(view, officer, pair.b);
        }
    }
}

/* The topics that the officer's events teach, by how many of them. */
static void
count_topics(const OverlapView *view, guint32 officer, guint32 *counts)
{
    const guint32 *places = overlap_list(view->events_of, officer);

    for (guint32 i = 0; i < overlap_list_n(view->events_of, officer); i++) {
        const OverlapTopicSet *taught = &overlap_event(view, places[i])->taught;

        for (guint32 t = 0; t < taught->n; t++)
            counts[taught->topics[t]]++;
    }
}

void
overlap_duplicate_find(OverlapView *view)
{
    guint n_topics = view->topics->topics->len;
    g_autofree guint32 *sorted = overlap_topics_sorted(view->topics);
    g_autofree guint32 *counts = g_new0(guint32, MAX(n_topics, 1));
    g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(guint32));

    view->is_repeat = g_new0(guint8, MAX(view->events_of->starts[view->n_officers], 1));
    for (guint32 officer = 1; officer < view->n_officers; officer++) {
        if (overlap_list_n(view->events_of, officer) < 2)
            continue;
        memset(counts, 0, n_topics * sizeof *counts);
        count_topics(view, officer, counts);
        for (guint i = 0; i < n_topics; i++)
            if (counts[sorted[i]] >= 2 && events_with_topic(view, officer, sorted[i], events) >= 2)
                add_pairs(view, officer, sorted[i], events);
    }
}

guint
overlap_duplicate_run(const OverlapView *view, guint from)
{
    const OverlapDuplicate *first = overlap_duplicate_at(view, from);
    guint to = from + 1;

    while (to < view->duplicates->len &&
           overlap_duplicate_at(view, to)->officer == first->officer &&
           overlap_duplicate_at(view, to)->topic == first->topic)
        to++;
    return to;
}

/* ---- a pair a line ---- */

static const gchar *const pair_columns[] = {"officer",      "topic",    "session_a",
                                            "session_b",    "org_a",    "org_b",
                                            "days_between", "decision", NULL};

static gboolean
write_pairs(const OverlapView *view, RollTable *table, GError **error)
{
    for (guint i = 0; i < view->duplicates->len; i++) {
        const OverlapDuplicate *pair = overlap_duplicate_at(view, i);
        const OverlapSession *a = overlap_event(view, pair->a);
        const OverlapSession *b = overlap_event(view, pair->b);

        overlap_set_officer(table, 0, view, pair->officer);
        overlap_set_topic(table, 1, view, pair->topic);
        overlap_set_session(table, 2, view, pair->a);
        overlap_set_session(table, 3, view, pair->b);
        overlap_set_text(table, 4, view, a->organisation);
        overlap_set_text(table, 5, view, b->organisation);
        roll_table_set_number(table, 6, b->start - a->start);
        overlap_set_decision(table, 7,
                             overlap_is_doubtful(view, pair->officer, pair->a) ||
                                 overlap_is_doubtful(view, pair->officer, pair->b));
        if (!roll_table_add(table, error))
            return FALSE;
    }
    return TRUE;
}

const OverlapReport overlap_pair_report = {"duplicate_pairs", pair_columns, write_pairs};
