#include "stages/overlap/refresher.h"

#include "stages/overlap/cell.h"

static const gchar *const columns[] = {
    "officer", "adm1_code",       "unit",     "topic_code",   "last_trained",
    "session", "validity_months", "due_date", "overdue_days", "legal_basis",
    NULL};

typedef struct {
    const OverlapView *view;
    RollTable *table;
    const guint32 *topics; /* by code */
    guint32 *last;         /* by topic: the latest event of the officer at hand; OVERLAP_NONE */
} Writer;

static void
find_last(const Writer *writer, guint32 officer)
{
    const OverlapView *view = writer->view;
    const guint32 *places = overlap_list(view->events_of, officer);

    for (guint32 t = 0; t < view->topics->topics->len; t++)
        writer->last[t] = OVERLAP_NONE;
    for (guint32 i = 0; i < overlap_list_n(view->events_of, officer); i++) {
        const OverlapSession *event = overlap_event(view, places[i]);

        if (event->status != OVERLAP_HELD || event->start == 0)
            continue;
        for (guint32 t = 0; t < event->taught.n; t++)
            writer->last[event->taught.topics[t]] = places[i];
    }
}

static gboolean
write_due(const Writer *writer, guint32 officer, guint32 topic, GError **error)
{
    const OverlapView *view = writer->view;
    const OverlapSession *event = overlap_event(view, writer->last[topic]);
    RollDay due = overlap_valid_until(view, topic, event->start);

    if (due > roll_day_add_months(view->as_of, OVERLAP_REFRESHER_MONTHS))
        return TRUE;
    overlap_set_officer(writer->table, 0, view, officer);
    if (view->officers[officer].home != OVERLAP_NONE) {
        const OverlapEntry *home = overlap_entry(view->attendance, view->officers[officer].home);

        overlap_set_text(writer->table, 1, view, home->adm1);
        overlap_set_text(writer->table, 2, view, home->unit);
    }
    overlap_set_topic(writer->table, 3, view, topic);
    overlap_set_day(writer->table, 4, event->start);
    overlap_set_session(writer->table, 5, view, writer->last[topic]);
    roll_table_set_number(writer->table, 6, overlap_topic(view->topics, topic)->validity_months);
    overlap_set_day(writer->table, 7, due);
    roll_table_set_number(writer->table, 8, MAX(view->as_of - due, 0));
    overlap_set_text(writer->table, 9, view, event->legal_basis);
    return roll_table_add(writer->table, error);
}

static gboolean
write_all(const OverlapView *view, RollTable *table, GError **error)
{
    guint32 n_topics = view->topics->topics->len;
    g_autofree guint32 *topics = overlap_topics_sorted(view->topics);
    g_autofree guint32 *last = g_new(guint32, MAX(n_topics, 1));
    Writer writer = {view, table, topics, last};

    for (guint32 officer = 1; officer < view->n_officers && view->as_of != 0; officer++) {
        find_last(&writer, officer);
        for (guint32 t = 0; t < n_topics; t++)
            if (last[topics[t]] != OVERLAP_NONE && !write_due(&writer, officer, topics[t], error))
                return FALSE;
    }
    return TRUE;
}

const OverlapReport overlap_refresher_report = {"refresher_due", columns, write_all};
