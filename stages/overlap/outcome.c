#include "stages/overlap/outcome.h"

#include "pipeline/lib/number.h"
#include "stages/overlap/cell.h"
#include "stages/overlap/planned.h"
#include "stages/overlap/province.h"

/* What was announced stays as it was said then; what is now is found anew. */
enum {
    ANNOUNCED,
    PLANNED_SESSION,
    ORG,
    START,
    END,
    ADM1_CODE,
    TOPIC_CODES,
    CLASH_TYPES,
    CLASH_ORGS,
    N_LISTED,
    N_ALREADY,
    OUTCOME,
    IS_PREVENTED,
    NOW_STATUS,
    NOW_START,
    NOW_END,
    NOW_ADM1,
    NOW_LISTED,
    NOW_ALREADY,
    NOW_ORGS,
};

static const gchar *const columns[] = {
    "announced",    "planned_session", "org",        "start",    "end",       "adm1_code",
    "topic_codes",  "clash_types",     "clash_orgs", "n_listed", "n_already", "outcome",
    "is_prevented", "now_status",      "now_start",  "now_end",  "now_adm1",  "now_listed",
    "now_already",  "now_orgs",        NULL};

/* How a session collides now. */
typedef struct {
    OverlapAlready already;
    GArray *others; /* of guint32; owned */
    GString *from;  /* owned */
} Clash;

typedef struct {
    const OverlapView *view;
    RollTable *table;
    OverlapCounter *counter;
    GHashTable *places; /* number of a session to its place + 1 */
    GHashTable *told;   /* numbers of the sessions announced earlier */
    guint8 *n_reports;  /* by event, 2 for more */
    guint8 *called_off; /* by event: some row of it says so */
} Writer;

static void
clash_clear(Clash *clash)
{
    g_clear_pointer(&clash->others, g_array_unref);
    if (clash->from != NULL)
        g_string_free(clash->from, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Clash, clash_clear)

static gboolean
was_held(const OverlapView *view, guint32 place)
{
    return overlap_is_event(view, place, OVERLAP_HELD);
}

/* Its day has passed, and nobody has said whether it was held. */
static gboolean
is_silent(const OverlapView *view, guint32 place)
{
    return overlap_is_event(view, place, OVERLAP_PLANNED) && !overlap_is_plan(view, place);
}

/* With sessions held, where it was held; else with plans to come. */
static void
find_clash(const Writer *writer, guint32 place, Clash *clash)
{
    clash->from = g_string_new(NULL);
    clash->already = (OverlapAlready){.from = clash->from};
    clash->others = overlap_same_week(writer->view, place,
                                      was_held(writer->view, place) ? was_held : overlap_is_plan);
    overlap_already_count(writer->counter, place, &clash->already);
}

static gboolean
collides(const Clash *clash)
{
    return clash->others->len > 0 || overlap_is_mostly_trained(&clash->already);
}

static void
set_orgs(const Writer *writer, guint column, const Clash *clash)
{
    g_auto(OverlapTextList) orgs = {0};

    for (guint i = 0; i < clash->others->len; i++)
        overlap_text_list_add(
            &orgs,
            overlap_event(writer->view, g_array_index(clash->others, guint32, i))->organisation);
    overlap_set_texts(writer->table, column, writer->view, &orgs);
}

/* ---- what is now ---- */

/* The event that the session of that number is now; OVERLAP_NONE: nobody reports it any more. */
static guint32
place_of(const Writer *writer, guint32 number)
{
    guint32 place = GPOINTER_TO_UINT(g_hash_table_lookup(writer->places, GUINT_TO_POINTER(number)));

    return place == 0 ? OVERLAP_NONE : overlap_event(writer->view, place - 1)->event;
}

typedef struct {
    RollDay start; /* as it was announced */
    RollText adm1;
    RollText clash_types;
} Announced;

/* Whether nobody says what became of one that it was to collide with. */
static gboolean
has_silent_neighbour(const Writer *writer, guint32 place)
{
    g_autoptr(GArray) silent = overlap_same_week(writer->view, place, is_silent);

    for (guint i = 0; i < silent->len; i++)
        if (!writer->called_off[g_array_index(silent, guint32, i)])
            return TRUE;
    return FALSE;
}

/* Why a session that was to collide does not. */
static const gchar *
reason_of(const Writer *writer, const Announced *announced, guint32 place)
{
    const OverlapSession *now = overlap_event(writer->view, place);

    if (has_silent_neighbour(writer, place))
        return "not reported";
    if (writer->n_reports[place] > 1)
        return "merged";
    if (now->start != announced->start ||
        strcmp(overlap_province(writer->view, announced->adm1.data),
               overlap_text(writer->view->attendance, now->adm1)) != 0)
        return "moved";
    return strstr(announced->clash_types.data, "same week") != NULL ? "other gone"
                                                                    : "list exchanged";
}

static const gchar *
outcome_of(const Writer *writer, const Announced *announced, guint32 place, const Clash *clash)
{
    const OverlapSession *now = overlap_event(writer->view, place);

    if (now->status == OVERLAP_OFF)
        return "withdrawn";
    if (is_silent(writer->view, place))
        return writer->called_off[place] ? "withdrawn" : "not reported";
    if (!collides(clash))
        return reason_of(writer, announced, place);
    return now->status == OVERLAP_HELD ? "held" : "collides";
}

static gboolean
is_prevented(const gchar *outcome)
{
    static const gchar *const prevented[] = {"withdrawn", "moved",          "other gone",
                                             "merged",    "list exchanged", NULL};

    return g_strv_contains(prevented, outcome);
}

static void
set_outcome(const Writer *writer, const gchar *outcome)
{
    roll_table_set_string(writer->table, OUTCOME, outcome);
    roll_table_set_number(writer->table, IS_PREVENTED, is_prevented(outcome));
}

static void
set_now(const Writer *writer, guint32 place, const Clash *clash)
{
    const OverlapSession *now = overlap_event(writer->view, place);

    roll_table_set_string(writer->table, NOW_STATUS, overlap_status_name(now->status));
    overlap_set_day(writer->table, NOW_START, now->start);
    overlap_set_day(writer->table, NOW_END, now->end);
    overlap_set_text(writer->table, NOW_ADM1, writer->view, now->adm1);
    set_orgs(writer, NOW_ORGS, clash);
    if (clash->already.n_listed == 0)
        return;
    roll_table_set_number(writer->table, NOW_LISTED, clash->already.n_listed);
    roll_table_set_number(writer->table, NOW_ALREADY, clash->already.n_already);
}

/* ---- announced earlier ---- */

static gboolean
is_recent(const OverlapView *view, RollText month)
{
    RollDay day = roll_day_parse_month(month);

    return day != 0 && day > roll_day_add_months(view->as_of, -OVERLAP_OUTCOME_MONTHS);
}

static gboolean
write_earlier(const Writer *writer, const RollBatch *batch, guint record, GError **error)
{
    const Announced announced = {
        .start = roll_day_parse(roll_batch_get(batch, columns[START], record)),
        .adm1 = roll_batch_get(batch, columns[ADM1_CODE], record),
        .clash_types = roll_batch_get(batch, columns[CLASH_TYPES], record)};
    guint32 number = 0;
    guint32 place;

    if (!is_recent(writer->view, roll_batch_get(batch, columns[ANNOUNCED], record)) ||
        !roll_number_parse(ROLL_NUMBER_SESSION,
                           roll_batch_get(batch, columns[PLANNED_SESSION], record), &number))
        return TRUE;
    g_hash_table_add(writer->told, GUINT_TO_POINTER(number));
    place = place_of(writer, number);
    for (guint column = ANNOUNCED; column <= N_ALREADY; column++)
        roll_table_set(writer->table, column, roll_batch_get(batch, columns[column], record));
    if (place == OVERLAP_NONE) {
        set_outcome(writer, "withdrawn");
    } else {
        g_auto(Clash) clash = {0};

        find_clash(writer, place, &clash);
        set_outcome(writer, outcome_of(writer, &announced, place, &clash));
        set_now(writer, place, &clash);
    }
    return roll_table_add(writer->table, error);
}

/* ---- announced now ---- */

static gboolean
write_new(const Writer *writer, guint32 place, GError **error)
{
    const OverlapView *view = writer->view;
    const OverlapSession *plan = overlap_event(view, place);
    g_auto(Clash) clash = {0};
    gboolean is_trained;

    if (g_hash_table_contains(writer->told, GUINT_TO_POINTER(plan->number)))
        return TRUE;
    find_clash(writer, place, &clash);
    if (!collides(&clash))
        return TRUE;
    is_trained = overlap_is_mostly_trained(&clash.already);
    overlap_set_month(writer->table, ANNOUNCED, view->as_of);
    overlap_set_session(writer->table, PLANNED_SESSION, view, place);
    overlap_set_text(writer->table, ORG, view, plan->organisation);
    overlap_set_day(writer->table, START, plan->start);
    overlap_set_day(writer->table, END, plan->end);
    overlap_set_text(writer->table, ADM1_CODE, view, plan->adm1);
    overlap_set_topics(writer->table, TOPIC_CODES, view, &plan->taught, NULL);
    roll_table_set_string(writer->table, CLASH_TYPES,
                          clash.others->len == 0 ? "officers already trained"
                          : is_trained           ? "officers already trained;same week"
                                                 : "same week");
    set_orgs(writer, CLASH_ORGS, &clash);
    if (clash.already.n_listed > 0) {
        roll_table_set_number(writer->table, N_LISTED, clash.already.n_listed);
        roll_table_set_number(writer->table, N_ALREADY, clash.already.n_already);
    }
    set_outcome(writer, "collides");
    set_now(writer, place, &clash);
    return roll_table_add(writer->table, error);
}

static void
know_sessions(const Writer *writer)
{
    const OverlapView *view = writer->view;

    for (guint32 i = 0; i < overlap_n_sessions(view); i++) {
        const OverlapSession *session = overlap_event(view, i);

        g_hash_table_insert(writer->places, GUINT_TO_POINTER(session->number),
                            GUINT_TO_POINTER(i + 1));
        writer->n_reports[session->event] = writer->n_reports[session->event] > 0 ? 2 : 1;
    }
    for (guint32 i = 0; i < view->attendance->entries->len; i++) {
        const OverlapEntry *entry = overlap_entry(view->attendance, i);
        guint32 session = entry->role == OVERLAP_CALLED_OFF
                              ? overlap_session_of(view->sessions, entry)
                              : OVERLAP_NONE;

        if (session != OVERLAP_NONE)
            writer->called_off[overlap_event(view, session)->event] = 1;
    }
}

static gboolean
write_all(const OverlapView *view, RollTable *table, GError **error)
{
    g_autoptr(OverlapCounter) counter = overlap_counter_new(view);
    g_autoptr(GHashTable) places = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) told = g_hash_table_new(NULL, NULL);
    g_autofree guint8 *n_reports = g_new0(guint8, MAX(overlap_n_sessions(view), 1));
    g_autofree guint8 *called_off = g_new0(guint8, MAX(overlap_n_sessions(view), 1));
    Writer writer = {view, table, counter, places, told, n_reports, called_off};

    know_sessions(&writer);
    for (guint i = 0; i < view->outcomes->len; i++) {
        const RollBatch *batch = g_ptr_array_index(view->outcomes, i);

        for (guint record = 0; record < roll_batch_n_records(batch); record++)
            if (!write_earlier(&writer, batch, record, error))
                return FALSE;
    }
    for (guint32 place = 0; place < overlap_n_sessions(view); place++)
        if (overlap_is_plan(view, place) && !write_new(&writer, place, error))
            return FALSE;
    return TRUE;
}

const OverlapReport overlap_outcome_report = {OVERLAP_OUTCOMES, columns, write_all};
