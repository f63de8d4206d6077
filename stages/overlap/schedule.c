#include "stages/overlap/schedule.h"

#include "stages/overlap/already.h"
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

/* Of the list of a session held, those who had one of the event's topics, still valid. */
static guint32
count_repeats(const OverlapView *view, guint32 session)
{
    const guint32 *officers = overlap_list(view->listed, session);
    guint32 event = overlap_event(view, session)->event;
    guint32 n = 0;

    for (guint32 i = 0; i < overlap_list_n(view->listed, session); i++) {
        const guint32 *starts = view->events_of->starts;
        guint32 place = starts[officers[i]];

        while (view->events_of->items[place] != event)
            place++;
        n += view->is_repeat[place];
    }
    return n;
}

/* The same of one that is planned. */
static guint32
count_already(OverlapCounter *counter, guint32 session)
{
    g_autoptr(GString) from = g_string_new(NULL);
    OverlapAlready already = {.from = from};

    overlap_already_count(counter, session, &already);
    return already.n_already;
}

static guint32
count_women(const OverlapView *view, guint32 session)
{
    const guint32 *officers = overlap_list(view->listed, session);
    guint32 n = 0;

    for (guint32 i = 0; i < overlap_list_n(view->listed, session); i++)
        n += view->officers[officers[i]].sex == 'F';
    return n;
}

static void
write_people(const OverlapView *view, OverlapCounter *counter, RollTable *table, guint32 place)
{
    const OverlapSession *session = overlap_event(view, place);
    guint32 n_had = 0;

    roll_table_set_number(table, N_PEOPLE, session->n_people);
    if (session->n_people == 0)
        return;
    n_had = session->status == OVERLAP_PLANNED ? count_already(counter, place)
                                               : count_repeats(view, place);
    roll_table_set_number(table, N_WOMEN, count_women(view, place));
    roll_table_set_number(table, N_HAD_TOPIC, n_had);
    overlap_set_percent(table, PCT_HAD_TOPIC, n_had, session->n_people);
}

static gboolean
write_session(const OverlapView *view, OverlapCounter *counter, RollTable *table, guint32 place,
              GError **error)
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
    write_people(view, counter, table, place);
    return roll_table_add(table, error);
}

static gboolean
write_sessions(const OverlapView *view, RollTable *table, GError **error)
{
    g_autoptr(OverlapCounter) counter = overlap_counter_new(view);

    for (guint32 place = 0; place < overlap_n_sessions(view); place++)
        if (!write_session(view, counter, table, place, error))
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
    RollDay from = overlap_months_ago(view, CALENDAR_MONTHS_BACK);

    for (guint32 place = 0; place < overlap_n_sessions(view); place++) {
        const OverlapSession *event = overlap_event(view, place);

        if (event->event == place && event->start > from && event->status != OVERLAP_OFF &&
            !write_day(view, table, place, error))
            return FALSE;
    }
    return TRUE;
}

const OverlapReport overlap_calendar_report = {"calendar", calendar_columns, write_calendar};
