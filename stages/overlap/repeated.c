#include "stages/overlap/repeated.h"

#include "pipeline/lib/number.h"
#include "stages/overlap/cell.h"
#include "stages/overlap/duplicate.h"

/* What is told of an officer, whatever the topic. */
typedef struct {
    guint32 officer; /* 0: nobody yet */
    guint n_names;
    GString *names;
    GString *units;
    GString *provinces;
    guint32 rank_first;
    guint32 local_name;
    guint32 name; /* the last that is one; of somebody who always came encoded what stands for it */
} Person;

typedef struct {
    const OverlapView *view;
    RollTable *table;
    Person person;
    GArray *events; /* of guint32: those of the officer that taught the topic at hand */
    GString *dates; /* what is being joined */
    GString *others;
    GString *invited;
} Writer;

/* ---- a run of pairs: one officer, one topic ---- */

/* The events of the run, each once, by date. */
static void
run_events(const OverlapView *view, guint from, guint to, GArray *events)
{
    guint32 officer = overlap_duplicate_at(view, from)->officer;
    const guint32 *places = overlap_list(view->events_of, officer);

    g_array_set_size(events, 0);
    for (guint32 i = 0; i < overlap_list_n(view->events_of, officer); i++)
        for (guint pair = from; pair < to; pair++)
            if (overlap_duplicate_at(view, pair)->a == places[i] ||
                overlap_duplicate_at(view, pair)->b == places[i]) {
                g_array_append_val(events, places[i]);
                break;
            }
}

static RollDay
least_gap(const OverlapView *view, guint from, guint to)
{
    RollDay least = G_MAXINT32;

    for (guint pair = from; pair < to; pair++) {
        RollDay gap = overlap_event(view, overlap_duplicate_at(view, pair)->b)->start -
                      overlap_event(view, overlap_duplicate_at(view, pair)->a)->start;

        least = MIN(least, gap);
    }
    return least;
}

/* ---- an officer and a topic a line ---- */

enum {
    OFFICER,
    NAME,
    NAME_LOCAL,
    RANK,
    N_SPELLINGS,
    SPELLINGS,
    UNITS,
    PROVINCES,
    RANK_FIRST,
    RANK_LAST,
    TOPIC_CODE,
    N_ORGS,
    ORGS,
    N_SESSIONS,
    SESSIONS,
    DATES,
    OTHER_DATES,
    INVITED_DATES,
    FIRST_DATE,
    LAST_DATE,
    HOURS_TOTAL,
    GAP_DAYS_MIN,
    DECISION,
    EVIDENCE,
};

static const gchar *const duplicate_columns[] = {
    "officer",     "name",         "name_local",    "rank",       "n_spellings",
    "spellings",   "units",        "provinces",     "rank_first", "rank_last",
    "topic_code",  "n_orgs",       "orgs",          "n_sessions", "sessions",
    "dates",       "other_dates",  "invited_dates", "first_date", "last_date",
    "hours_total", "gap_days_min", "decision",      "evidence",   NULL};

static void
know_person(Writer *writer, guint32 officer)
{
    const OverlapView *view = writer->view;
    Person *person = &writer->person;
    const OverlapEntry *last = overlap_entry(view->attendance, view->officers[officer].last);
    const guint32 *places = overlap_list(view->entries_of, officer);
    g_auto(OverlapTextList) names = {0};
    g_auto(OverlapTextList) units = {0};
    g_auto(OverlapTextList) provinces = {0};

    person->officer = officer;
    person->rank_first = 0;
    person->name = last->name;
    person->local_name = last->local_name;
    for (guint32 i = 0; i < overlap_list_n(view->entries_of, officer); i++) {
        const OverlapEntry *entry = overlap_entry(view->attendance, places[i]);

        if (!entry->is_encoded) {
            overlap_text_list_add(&names, entry->name);
            person->name = last->is_encoded ? entry->name : last->name;
        }
        overlap_text_list_add(&units, entry->unit);
        overlap_text_list_add(&provinces, entry->adm1);
        if (person->rank_first == 0)
            person->rank_first = entry->rank;
        if (person->local_name == 0)
            person->local_name = entry->local_name;
    }
    person->n_names = overlap_text_list_n(&names);
    overlap_join_texts(view, &names, person->names);
    overlap_join_texts(view, &units, person->units);
    overlap_join_texts(view, &provinces, person->provinces);
}

static void
write_person(Writer *writer, guint32 officer)
{
    const OverlapView *view = writer->view;
    const OverlapEntry *last = overlap_entry(view->attendance, view->officers[officer].last);
    const Person *person = &writer->person;

    if (person->officer != officer)
        know_person(writer, officer);
    overlap_set_officer(writer->table, OFFICER, view, officer);
    overlap_set_text(writer->table, NAME, view, person->name);
    overlap_set_text(writer->table, NAME_LOCAL, view, person->local_name);
    overlap_set_text(writer->table, RANK, view, last->rank);
    roll_table_set_number(writer->table, N_SPELLINGS, person->n_names);
    overlap_set_string(writer->table, SPELLINGS, person->names);
    overlap_set_string(writer->table, UNITS, person->units);
    overlap_set_string(writer->table, PROVINCES, person->provinces);
    overlap_set_text(writer->table, RANK_FIRST, view, person->rank_first);
    overlap_set_text(writer->table, RANK_LAST, view, last->rank);
}

static void
append_day(GString *out, RollDay day)
{
    gchar text[ROLL_DAY_MAX];

    roll_day_format(day, text);
    if (out->len > 0)
        g_string_append_c(out, ';');
    g_string_append(out, text);
}

static gboolean
has(const GArray *events, guint32 event)
{
    for (guint i = 0; i < events->len; i++)
        if (g_array_index(events, guint32, i) == event)
            return TRUE;
    return FALSE;
}

/* Three lists of dates: with the topic, without it, and invited to. */
static void
write_dates(const Writer *writer, guint32 officer, const GArray *events)
{
    const OverlapView *view = writer->view;
    const guint32 *places = overlap_list(view->events_of, officer);

    g_string_truncate(writer->dates, 0);
    g_string_truncate(writer->others, 0);
    g_string_truncate(writer->invited, 0);
    for (guint32 i = 0; i < overlap_list_n(view->events_of, officer); i++) {
        const OverlapSession *event = overlap_event(view, places[i]);

        if (event->start == 0)
            continue;
        if (has(events, places[i]))
            append_day(writer->dates, event->start);
        else if (event->status == OVERLAP_HELD)
            append_day(writer->others, event->start);
        else if (event->start > view->as_of)
            append_day(writer->invited, event->start);
    }
    overlap_set_string(writer->table, DATES, writer->dates);
    overlap_set_string(writer->table, OTHER_DATES, writer->others);
    overlap_set_string(writer->table, INVITED_DATES, writer->invited);
}

static void
write_events(const Writer *writer, guint32 officer, const GArray *events)
{
    const OverlapView *view = writer->view;
    g_auto(OverlapTextList) organisations = {0};
    gdouble hours = 0;
    gboolean in_doubt = FALSE;

    g_string_truncate(writer->dates, 0);
    for (guint i = 0; i < events->len; i++) {
        guint32 place = g_array_index(events, guint32, i);
        gchar number[ROLL_NUMBER_MAX];

        overlap_text_list_add(&organisations, overlap_event(view, place)->organisation);
        roll_number_format(ROLL_NUMBER_SESSION, overlap_event(view, place)->number, number);
        if (i > 0)
            g_string_append_c(writer->dates, ';');
        g_string_append(writer->dates, number);
        hours += overlap_event(view, place)->hours;
        in_doubt = in_doubt || overlap_is_doubtful(view, officer, place);
    }
    roll_table_set_number(writer->table, N_ORGS, overlap_text_list_n(&organisations));
    overlap_set_texts(writer->table, ORGS, view, &organisations);
    roll_table_set_number(writer->table, N_SESSIONS, events->len);
    overlap_set_string(writer->table, SESSIONS, writer->dates);
    if (hours > 0)
        roll_table_set_real(writer->table, HOURS_TOTAL, hours, 1);
    overlap_set_decision(writer->table, DECISION, in_doubt);
}

static gboolean
write_run(Writer *writer, guint from, guint to, GError **error)
{
    const OverlapView *view = writer->view;
    const OverlapDuplicate *first = overlap_duplicate_at(view, from);
    GArray *events = writer->events;
    gchar evidence[64];

    run_events(view, from, to, events);
    write_person(writer, first->officer);
    overlap_set_topic(writer->table, TOPIC_CODE, view, first->topic);
    write_events(writer, first->officer, events);
    write_dates(writer, first->officer, events);
    overlap_set_day(writer->table, FIRST_DATE,
                    overlap_event(view, g_array_index(events, guint32, 0))->start);
    overlap_set_day(writer->table, LAST_DATE,
                    overlap_event(view, g_array_index(events, guint32, events->len - 1))->start);
    roll_table_set_number(writer->table, GAP_DAYS_MIN, least_gap(view, from, to));
    g_snprintf(evidence, sizeof evidence, "%u sessions, each at most %d months after another",
               events->len, overlap_topic(view->topics, first->topic)->validity_months);
    roll_table_set_string(writer->table, EVIDENCE, evidence);
    return roll_table_add(writer->table, error);
}

static void
writer_clear(Writer *writer)
{
    g_string_free(writer->person.names, TRUE);
    g_string_free(writer->person.units, TRUE);
    g_string_free(writer->person.provinces, TRUE);
    g_string_free(writer->dates, TRUE);
    g_string_free(writer->others, TRUE);
    g_string_free(writer->invited, TRUE);
    g_array_unref(writer->events);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Writer, writer_clear)

static gboolean
write_duplicates(const OverlapView *view, RollTable *table, GError **error)
{
    g_auto(Writer) writer = {
        .view = view,
        .table = table,
        .person = {.names = g_string_new(NULL),
                   .units = g_string_new(NULL),
                   .provinces = g_string_new(NULL)},
        .events = g_array_new(FALSE, FALSE, sizeof(guint32)),
        .dates = g_string_new(NULL),
        .others = g_string_new(NULL),
        .invited = g_string_new(NULL),
    };

    for (guint from = 0, to = 0; from < view->duplicates->len; from = to) {
        to = overlap_duplicate_run(view, from);
        if (!write_run(&writer, from, to, error))
            return FALSE;
    }
    return TRUE;
}

const OverlapReport overlap_repeated_report = {"officer_duplicates", duplicate_columns,
                                               write_duplicates};
