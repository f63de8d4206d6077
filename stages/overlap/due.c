#include "stages/overlap/due.h"

#include "stages/overlap/view.h"

typedef struct {
    const OverlapView *view;
    OverlapDues *dues;
    GHashTable *plans;     /* text of a province to GArray of guint32: plans there, by date */
    const guint32 *topics; /* by code */
    guint32 *last;         /* by topic: the latest event of the officer at hand; OVERLAP_NONE */
} Finder;

static void
free_list(gpointer data)
{
    g_array_unref(data);
}

static void
add_to_list(GHashTable *lists, guint32 key, guint32 value)
{
    GArray *list = g_hash_table_lookup(lists, GUINT_TO_POINTER(key));

    if (list == NULL) {
        list = g_array_new(FALSE, FALSE, sizeof(guint32));
        g_hash_table_insert(lists, GUINT_TO_POINTER(key), list);
    }
    g_array_append_val(list, value);
}

/* ---- what could serve ---- */

static void
find_plans(const Finder *finder)
{
    const OverlapView *view = finder->view;

    for (guint32 place = 0; place < overlap_n_sessions(view); place++)
        if (overlap_is_plan(view, place) && overlap_event(view, place)->adm1 != 0)
            add_to_list(finder->plans, overlap_event(view, place)->adm1, place);
}

static gboolean
can_teach(const OverlapView *view, guint32 place, guint32 topic)
{
    return overlap_is_plan(view, place) &&
           overlap_topics_have(&overlap_event(view, place)->taught, topic);
}

/* Where the officer is invited, first; then at home. */
static void
find_plan(const Finder *finder, guint32 adm1, OverlapDue *due)
{
    const OverlapView *view = finder->view;
    const guint32 *events = overlap_list(view->events_of, due->officer);
    const GArray *plans = g_hash_table_lookup(finder->plans, GUINT_TO_POINTER(adm1));

    due->plan = OVERLAP_NONE;
    for (guint32 i = 0; i < overlap_list_n(view->events_of, due->officer); i++) {
        if (!can_teach(view, events[i], due->topic))
            continue;
        due->plan = events[i];
        due->is_invited = TRUE;
        return;
    }
    for (guint i = 0; plans != NULL && i < plans->len; i++) {
        guint32 place = g_array_index(plans, guint32, i);

        if (!can_teach(view, place, due->topic))
            continue;
        due->plan = place;
        return;
    }
}

/* ---- who is due ---- */

static void
find_last(const Finder *finder, guint32 officer)
{
    const OverlapView *view = finder->view;
    const guint32 *places = overlap_list(view->events_of, officer);

    for (guint32 t = 0; t < view->topics->topics->len; t++)
        finder->last[t] = OVERLAP_NONE;
    for (guint32 i = 0; i < overlap_list_n(view->events_of, officer); i++) {
        const OverlapSession *event = overlap_event(view, places[i]);

        if (event->status != OVERLAP_HELD || event->start == 0)
            continue;
        for (guint32 t = 0; t < event->taught.n; t++)
            finder->last[event->taught.topics[t]] = places[i];
    }
}

static void
add_due(const Finder *finder, guint32 officer, guint32 topic)
{
    const OverlapView *view = finder->view;
    guint32 event = finder->last[topic];
    OverlapDue due = {.officer = officer, .topic = topic, .event = event};
    guint32 home = view->officers[officer].home;
    guint32 adm1 = home != OVERLAP_NONE ? overlap_entry(view->attendance, home)->adm1 : 0;

    due.day = overlap_valid_until(view, topic, overlap_event(view, event));
    if (due.day > roll_day_add_months(view->as_of, OVERLAP_DUE_MONTHS))
        return;
    find_plan(finder, adm1, &due);
    if (adm1 != 0)
        add_to_list(finder->dues->by_adm1, adm1, finder->dues->dues->len);
    g_array_append_val(finder->dues->dues, due);
}

OverlapDues *
overlap_dues_new(const OverlapView *view)
{
    OverlapDues *dues = g_new0(OverlapDues, 1);
    guint32 n_topics = view->topics->topics->len;
    g_autofree guint32 *topics = overlap_topics_sorted(view->topics);
    g_autofree guint32 *last = g_new(guint32, MAX(n_topics, 1));
    g_autoptr(GHashTable) plans = g_hash_table_new_full(NULL, NULL, NULL, free_list);
    Finder finder = {view, dues, plans, topics, last};

    dues->dues = g_array_new(FALSE, FALSE, sizeof(OverlapDue));
    dues->by_adm1 = g_hash_table_new_full(NULL, NULL, NULL, free_list);
    find_plans(&finder);
    for (guint32 officer = 1; officer < view->n_officers && view->as_of != 0; officer++) {
        find_last(&finder, officer);
        for (guint32 t = 0; t < n_topics; t++)
            if (last[topics[t]] != OVERLAP_NONE)
                add_due(&finder, officer, topics[t]);
    }
    return dues;
}

void
overlap_dues_free(OverlapDues *dues)
{
    if (dues == NULL)
        return;
    g_array_unref(dues->dues);
    g_hash_table_unref(dues->by_adm1);
    g_free(dues);
}

/* Those of one officer follow each other. */
guint32
overlap_dues_count(const OverlapView *view, guint32 plan)
{
    const OverlapSession *session = overlap_event(view, plan);
    const GArray *places =
        g_hash_table_lookup(view->dues->by_adm1, GUINT_TO_POINTER(session->adm1));
    guint32 last = 0;
    guint32 n = 0;

    for (guint i = 0; places != NULL && i < places->len; i++) {
        const OverlapDue *due =
            &g_array_index(view->dues->dues, OverlapDue, g_array_index(places, guint32, i));

        if (due->officer == last || !overlap_topics_have(&session->taught, due->topic))
            continue;
        last = due->officer;
        n++;
    }
    return n;
}
