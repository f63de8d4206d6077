#include "stages/overlap/schedule.h"

#include "stages/overlap/cell.h"
#include "stages/overlap/legal.h"

#define CALENDAR_MONTHS_BACK 3

enum {
    SESSION,
    EVENT,
    ORGANISATION,
    SESSION_ID,
    TITLE,
    TOPIC_CODES,
    START,
    END,
    ADM1_CODE,
    UNIT,
    VENUE,
    HOURS,
    SEATS,
    STATUS,
    IMPLEMENTER,
    FUNDER,
    LEGAL_BASIS,
    LEGAL_VERDICT,
    N_ROWS,
    N_PEOPLE,
    N_WOMEN,
    N_HAD_TOPIC,
    PCT_HAD_TOPIC,
};

static const gchar *const session_columns[] = {
    "session",    "event",    "organisation", "session_id",  "course_title",  "topic_codes",
    "start_date", "end_date", "adm1_code",    "unit",        "venue",         "hours",
    "seats",      "status",   "implementer",  "funder",      "legal_basis",   "legal_verdict",
    "n_rows",     "n_people", "n_women",      "n_had_topic", "pct_had_topic", NULL};

/* Of the people of an event, those who had one of its topics, still valid. */
static guint32
count_repeats(const OverlapView *view, guint32 event)
{
    const guint32 *officers = overlap_list(view->people_of, event);
    guint32 n = 0;

    for (guint32 i = 0; i < overlap_list_n(view->people_of, event); i++) {
        const guint32 *starts = view->events_of->starts;
        guint32 place = starts[officers[i]];

        while (view->events_of->items[place] != event)
            place++;
        n += view->is_repeat[place];
    }
    return n;
}

static guint32
count_women(const OverlapView *view, guint32 event)
{
    const guint32 *officers = overlap_list(view->people_of, event);
    guint32 n = 0;

    for (guint32 i = 0; i < overlap_list_n(view->people_of, event); i++)
        n += view->officers[officers[i]].sex == 'F';
    return n;
}

static void
write_people(const OverlapView *view, RollTable *table, guint32 place)
{
    guint32 n_people = overlap_event(view, place)->n_people;
    guint32 n_repeats = 0;

    roll_table_set_number(table, N_PEOPLE, n_people);
    if (overlap_event(view, place)->event != place || n_people == 0)
        return; /* those of a joint session are told once, with its event */
    n_repeats = count_repeats(view, place);
    roll_table_set_number(table, N_WOMEN, count_women(view, place));
    roll_table_set_number(table, N_HAD_TOPIC, n_repeats);
    overlap_set_percent(table, PCT_HAD_TOPIC, n_repeats, overlap_list_n(view->people_of, place));
}

static gboolean
write_session(const OverlapView *view, RollTable *table, guint32 place, GError **error)
{
    const OverlapSession *session = overlap_event(view, place);
    OverlapLegal legal = overlap_legal_of_session(view, session, session->start);

    overlap_set_session(table, SESSION, view, place);
    overlap_set_session(table, EVENT, view, session->event);
    overlap_set_text(table, ORGANISATION, view, session->organisation);
    overlap_set_text(table, SESSION_ID, view, session->session_id);
    overlap_set_text(table, TITLE, view, session->title);
    overlap_set_topics(table, TOPIC_CODES, view, &session->topics, NULL);
    overlap_set_day(table, START, session->start);
    overlap_set_day(table, END, session->end);
    overlap_set_text(table, ADM1_CODE, view, session->adm1);
    overlap_set_text(table, UNIT, view, session->unit);
    overlap_set_text(table, VENUE, view, session->venue);
    if (session->hours > 0)
        roll_table_set_real(table, HOURS, session->hours, 1);
    if (session->seats > 0)
        roll_table_set_number(table, SEATS, session->seats);
    roll_table_set_string(table, STATUS, overlap_status_name(session->status));
    overlap_set_text(table, IMPLEMENTER, view, session->implementer);
    overlap_set_text(table, FUNDER, view, session->funder);
    overlap_set_text(table, LEGAL_BASIS, view, legal.text);
    overlap_set_verdict(table, LEGAL_VERDICT, &legal);
    roll_table_set_number(table, N_ROWS, session->n_rows);
    write_people(view, table, place);
    return roll_table_add(table, error);
}

static gboolean
write_sessions(const OverlapView *view, RollTable *table, GError **error)
{
    for (guint32 place = 0; place < overlap_n_sessions(view); place++)
        if (!write_session(view, table, place, error))
            return FALSE;
    return TRUE;
}

const OverlapReport overlap_session_report = {"sessions", session_columns, write_sessions};

/* ---- calendar ---- */

static const gchar *const calendar_columns[] = {"week_start", "start_date", "end_date", "adm1_code",
                                                "unit",       "org",        "session",  "topics",
                                                "seats",      "status",     NULL};

static gboolean
write_day(const OverlapView *view, RollTable *table, guint32 place, GError **error)
{
    const OverlapSession *event = overlap_event(view, place);

    overlap_set_day(table, 0, roll_day_week_start(event->start));
    overlap_set_day(table, 1, event->start);
    overlap_set_day(table, 2, event->end);
    overlap_set_text(table, 3, view, event->adm1);
    overlap_set_text(table, 4, view, event->unit);
    overlap_set_text(table, 5, view, event->organisation);
    overlap_set_session(table, 6, view, place);
    overlap_set_topics(table, 7, view, &event->taught, NULL);
    if (event->seats > 0)
        roll_table_set_number(table, 8, event->seats);
    roll_table_set_string(table, 9, overlap_status_name(event->status));
    return roll_table_add(table, error);
}

static gboolean
write_calendar(const OverlapView *view, RollTable *table, GError **error)
{
    RollDay from = view->as_of != 0 ? roll_day_add_months(view->as_of, -CALENDAR_MONTHS_BACK) : 0;

    for (guint32 place = 0; place < overlap_n_sessions(view); place++) {
        const OverlapSession *event = overlap_event(view, place);

        if (event->event == place && event->start > from && event->status != OVERLAP_OFF &&
            !write_day(view, table, place, error))
            return FALSE;
    }
    return TRUE;
}

const OverlapReport overlap_calendar_report = {"calendar", calendar_columns, write_calendar};
