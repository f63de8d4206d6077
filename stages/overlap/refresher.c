#include "stages/overlap/refresher.h"

#include "stages/overlap/cell.h"
#include "stages/overlap/legal.h"

/* What both tables say of a training that is due; the columns begin where their own end. */
#define DUE_COLUMNS                                                                                \
    "topic_code", "last_trained", "due_date", "overdue_days", "planned_session", "planned_start",  \
        "planned_org", "invited"

enum {
    TOPIC_CODE,
    LAST_TRAINED,
    DUE_DATE,
    OVERDUE_DAYS,
    PLANNED_SESSION,
    PLANNED_START,
    PLANNED_ORG,
    INVITED,
};

static const OverlapDue *
due_at(const OverlapView *view, guint place)
{
    return &g_array_index(view->dues->dues, OverlapDue, place);
}

static void
write_due(const OverlapView *view, RollTable *table, guint first, const OverlapDue *due)
{
    overlap_set_topic(table, first + TOPIC_CODE, view, due->topic);
    overlap_set_day(table, first + LAST_TRAINED, overlap_event(view, due->event)->start);
    overlap_set_day(table, first + DUE_DATE, due->day);
    roll_table_set_number(table, first + OVERDUE_DAYS, MAX(view->as_of - due->day, 0));
    overlap_set_session(table, first + PLANNED_SESSION, view, due->plan);
    if (due->plan == OVERLAP_NONE)
        return;
    overlap_set_day(table, first + PLANNED_START, overlap_event(view, due->plan)->start);
    overlap_set_text(table, first + PLANNED_ORG, view,
                     overlap_event(view, due->plan)->organisation);
    roll_table_set_string(table, first + INVITED, due->is_invited ? "yes" : "no");
}

/* ---- by officer ---- */

enum {
    OFFICER,
    NAME,
    ADM1_CODE,
    UNIT,
    SESSION,
    ORG,
    VALIDITY_MONTHS,
    LEGAL_BASIS,
    LEGAL_VERDICT,
    FIRST_OF_DUE
};

static const gchar *const columns[] = {
    "officer",         "name",        "adm1_code",     "unit",      "session", "org",
    "validity_months", "legal_basis", "legal_verdict", DUE_COLUMNS, NULL};

static gboolean
write_officer(const OverlapView *view, RollTable *table, const OverlapDue *due, GError **error)
{
    const OverlapOfficer *officer = &view->officers[due->officer];
    const OverlapSession *event = overlap_event(view, due->event);
    OverlapLegal legal = overlap_legal_of_session(view, event, view->as_of);

    overlap_set_officer(table, OFFICER, view, due->officer);
    if (officer->last != OVERLAP_NONE)
        overlap_set_text(table, NAME, view, overlap_entry(view->attendance, officer->last)->name);
    if (officer->home != OVERLAP_NONE) {
        const OverlapEntry *home = overlap_entry(view->attendance, officer->home);

        overlap_set_text(table, ADM1_CODE, view, home->adm1);
        overlap_set_text(table, UNIT, view, home->unit);
    }
    overlap_set_session(table, SESSION, view, due->event);
    overlap_set_text(table, ORG, view, event->organisation);
    roll_table_set_number(table, VALIDITY_MONTHS,
                          overlap_topic(view->topics, due->topic)->validity_months);
    overlap_set_text(table, LEGAL_BASIS, view, legal.text);
    overlap_set_verdict(table, LEGAL_VERDICT, &legal);
    write_due(view, table, FIRST_OF_DUE, due);
    return roll_table_add(table, error);
}

static gboolean
write_officers(const OverlapView *view, RollTable *table, GError **error)
{
    for (guint i = 0; i < view->dues->dues->len; i++)
        if (!write_officer(view, table, due_at(view, i), error))
            return FALSE;
    return TRUE;
}

const OverlapReport overlap_refresher_report = {"refresher_due", columns, write_officers};

/* ---- by the rows that reported it ---- */

enum { OWNER, EXPORT, LINE, ROW, LINE_OFFICER, LINE_SESSION, FIRST_OF_LINE };

static const gchar *const line_columns[] = {"organisation", "export",  "line",      "row",
                                            "officer",      "session", DUE_COLUMNS, NULL};

static gboolean
write_line(const OverlapView *view, RollTable *table, const OverlapDue *due,
           const OverlapEntry *entry, GError **error)
{
    guint32 session = overlap_session_of(view->sessions, entry);

    if (session == OVERLAP_NONE || entry->role != OVERLAP_ATTENDED ||
        overlap_event(view, session)->event != due->event)
        return TRUE;
    overlap_set_text(table, OWNER, view, overlap_event(view, session)->organisation);
    overlap_set_text(table, EXPORT, view, entry->export_name);
    roll_table_set_number(table, LINE, entry->line);
    roll_table_set_number(table, ROW, entry->row);
    overlap_set_officer(table, LINE_OFFICER, view, due->officer);
    overlap_set_session(table, LINE_SESSION, view, session);
    write_due(view, table, FIRST_OF_LINE, due);
    return roll_table_add(table, error);
}

static gboolean
write_lines(const OverlapView *view, RollTable *table, GError **error)
{
    for (guint i = 0; i < view->dues->dues->len; i++) {
        const OverlapDue *due = due_at(view, i);
        const guint32 *places = overlap_list(view->entries_of, due->officer);

        for (guint32 j = 0; j < overlap_list_n(view->entries_of, due->officer); j++)
            if (!write_line(view, table, due, overlap_entry(view->attendance, places[j]), error))
                return FALSE;
    }
    return TRUE;
}

const OverlapReport overlap_refresher_line_report = {"refresher_lines", line_columns, write_lines};
