#include "stages/overlap/settle.h"

#include "pipeline/lib/tasks.h"
#include "stages/overlap/absent.h"
#include "stages/overlap/action.h"
#include "stages/overlap/cohort.h"
#include "stages/overlap/coverage.h"
#include "stages/overlap/duplicate.h"
#include "stages/overlap/joint.h"
#include "stages/overlap/legal.h"
#include "stages/overlap/province.h"

/* ---- pairs that wait for a decision ---- */

/* An end of such a pair: export's number and row as one key, and its entry once it is found. */
typedef struct {
    guint64 key;
    guint32 entry; /* place + 1, 0: not found */
} End;

static guint64
key_of(guint32 export_name, guint32 row)
{
    return (guint64)export_name << 32 | row;
}

/* The last colon of "export:row" divides, as a file may have one in its name. */
static End
read_end(const OverlapView *view, const gchar *text)
{
    const gchar *colon = strrchr(text, ':');
    g_autofree gchar *name = g_strndup(text, colon != NULL ? (gsize)(colon - text) : 0);
    guint32 export_name = roll_dictionary_find(view->attendance->texts, roll_text(name));
    guint64 row = colon != NULL ? g_ascii_strtoull(colon + 1, NULL, 10) : 0;

    return (End){.key = key_of(export_name, (guint32)row)};
}

static gint
compare_ends(gconstpointer a, gconstpointer b)
{
    guint64 x = ((const End *)a)->key;
    guint64 y = ((const End *)b)->key;

    return (x > y) - (x < y);
}

static End *
find_end(GArray *ends, guint64 key)
{
    End wanted = {.key = key};

    return ends->len == 0 ? NULL
                          : bsearch(&wanted, ends->data, ends->len, sizeof(End), compare_ends);
}

static void
drop_repeated(GArray *ends)
{
    guint n = 0;

    for (guint i = 0; i < ends->len; i++)
        if (i == 0 || g_array_index(ends, End, n - 1).key != g_array_index(ends, End, i).key)
            g_array_index(ends, End, n++) = g_array_index(ends, End, i);
    g_array_set_size(ends, n);
}

/* The ends of all pairs, sorted, with their entries. */
static GArray *
find_ends(const OverlapView *view)
{
    GArray *ends = g_array_new(FALSE, TRUE, sizeof(End));

    for (guint i = 0; i < view->doubt_texts->len; i++) {
        End end = read_end(view, g_ptr_array_index(view->doubt_texts, i));

        g_array_append_val(ends, end);
    }
    g_array_sort(ends, compare_ends);
    drop_repeated(ends);
    for (guint i = 0; i < view->attendance->entries->len && ends->len > 0; i++) {
        const OverlapEntry *entry = overlap_entry(view->attendance, i);
        End *end = find_end(ends, key_of(entry->export_name, entry->row));

        if (end != NULL)
            end->entry = i + 1;
    }
    return ends;
}

static guint32
entry_of(const OverlapView *view, GArray *ends, const gchar *text)
{
    const End *end = find_end(ends, read_end(view, text).key);

    return end != NULL ? end->entry : 0;
}

static void
mark_doubt(OverlapView *view, const OverlapDoubt *doubt)
{
    OverlapEntry *a = &g_array_index(view->attendance->entries, OverlapEntry, doubt->entry_a);
    OverlapEntry *b = &g_array_index(view->attendance->entries, OverlapEntry, doubt->entry_b);

    if (a->officer == 0 || a->officer != b->officer)
        return;
    a->in_doubt = TRUE;
    b->in_doubt = TRUE;
}

/* A pair of which a row is no longer here (another run's) is passed over. */
static void
find_doubts(OverlapView *view)
{
    g_autoptr(GArray) ends = find_ends(view);

    for (guint i = 0; i + 1 < view->doubt_texts->len; i += 2) {
        guint32 a = entry_of(view, ends, g_ptr_array_index(view->doubt_texts, i));
        guint32 b = entry_of(view, ends, g_ptr_array_index(view->doubt_texts, i + 1));
        OverlapDoubt doubt = {a - 1, b - 1};

        if (a == 0 || b == 0)
            continue;
        g_array_append_val(view->doubts, doubt);
        mark_doubt(view, &doubt);
    }
}

/* ---- lists ---- */

typedef enum { LINK_EVENTS, LINK_DOUBTS, LINK_ENTRIES } LinkKind;

/* A list of a session held names who attended, that of a planned one who is invited. */
static gboolean
is_on_list(const OverlapView *view, const OverlapEntry *entry, guint32 session)
{
    OverlapStatus status = overlap_event(view, session)->status;

    return entry->role == OVERLAP_ATTENDED
               ? status == OVERLAP_HELD || status == OVERLAP_PLANNED /* planned as of that day */
               : status == OVERLAP_PLANNED && entry->role == OVERLAP_INVITED;
}

static OverlapLists *
make_lists(const OverlapView *view, LinkKind kind)
{
    const GArray *entries = view->attendance->entries;
    g_autoptr(GArray) links =
        g_array_sized_new(FALSE, FALSE, sizeof(OverlapLink), MAX(entries->len, 1));

    for (guint i = 0; i < entries->len; i++) {
        const OverlapEntry *entry = overlap_entry(view->attendance, i);
        guint32 session = overlap_session_of(view->sessions, entry);
        OverlapLink link = {entry->officer, i};

        if (entry->officer == 0)
            continue;
        if (kind != LINK_ENTRIES) {
            if (session == OVERLAP_NONE || !is_on_list(view, entry, session) ||
                (kind == LINK_DOUBTS && !entry->in_doubt))
                continue;
            link.item = overlap_event(view, session)->event;
        }
        g_array_append_val(links, link);
    }
    return overlap_lists_new(view->n_officers, links);
}

static void
link_events(OverlapView *view)
{
    overlap_lists_free(view->events_of);
    overlap_lists_free(view->people_of);
    overlap_lists_free(view->doubts_of);
    view->events_of = make_lists(view, LINK_EVENTS);
    view->people_of = overlap_lists_transpose(view->events_of, overlap_n_sessions(view));
    view->doubts_of = make_lists(view, LINK_DOUBTS);
}

/* ---- officers ---- */

static RollDay
day_of(const OverlapView *view, const OverlapEntry *entry)
{
    guint32 session = overlap_session_of(view->sessions, entry);

    return session == OVERLAP_NONE ? 0 : overlap_event(view, session)->start;
}

static void
know_officer(OverlapView *view, guint32 officer)
{
    OverlapOfficer *self = &view->officers[officer];
    const guint32 *places = overlap_list(view->entries_of, officer);
    RollDay home_day = -1;
    RollDay last_day = -1;
    gint n_women = 0;
    gint n_men = 0;

    *self = (OverlapOfficer){.home = OVERLAP_NONE, .last = OVERLAP_NONE};
    for (guint32 i = 0; i < overlap_list_n(view->entries_of, officer); i++) {
        const OverlapEntry *entry = overlap_entry(view->attendance, places[i]);
        RollDay day = day_of(view, entry);
        gboolean on_roll = entry->role == OVERLAP_ON_ROLL;

        n_women += entry->sex == 'F';
        n_men += entry->sex == 'M';
        if (day >= last_day) {
            last_day = day;
            self->last = places[i];
        }
        if (on_roll >= self->on_roll && entry->adm1 != 0 && (on_roll || day >= home_day)) {
            home_day = day;
            self->home = places[i];
        }
        self->on_roll = self->on_roll || on_roll;
    }
    if (n_women != n_men)
        self->sex = n_women > n_men ? 'F' : 'M';
    if (self->home == OVERLAP_NONE)
        self->home = self->last;
}

/* Where nothing was held yet, the report is of the month before the first plan. */
static RollDay
last_month_end(const OverlapView *view)
{
    RollDay last = 0;
    RollDay first = 0;

    for (guint32 i = 0; i < overlap_n_sessions(view); i++) {
        const OverlapSession *session = overlap_event(view, i);

        if (session->status == OVERLAP_HELD)
            last = MAX(last, session->end);
        else if (session->start != 0)
            first = first == 0 ? session->start : MIN(first, session->start);
    }
    if (last == 0 && first != 0)
        return roll_day_month_end(roll_day_add_months(first, -1));
    return last == 0 ? 0 : roll_day_month_end(last);
}

/* What has been held since was still to come on that day. */
static void
look_back(OverlapView *view)
{
    for (guint32 i = 0; i < overlap_n_sessions(view) && view->as_of != 0; i++) {
        OverlapSession *session = overlap_session(view->sessions, i);

        if (session->status == OVERLAP_HELD && session->start > view->as_of)
            session->status = OVERLAP_PLANNED;
    }
}

/* From here on an officer is the place of his number in byte order, so that all that goes through
 * the officers one by one comes out in that order. */
static void
order_officers(OverlapView *view)
{
    GArray *entries = view->attendance->entries;
    g_autofree guint32 *ranks = roll_dictionary_ranks(view->attendance->officers);

    view->n_officers = roll_dictionary_n(view->attendance->officers);
    view->officer_texts = g_new(guint32, view->n_officers);
    for (guint32 number = 0; number < view->n_officers; number++)
        view->officer_texts[ranks[number]] = number;
    for (guint i = 0; i < entries->len; i++) {
        OverlapEntry *entry = &g_array_index(entries, OverlapEntry, i);

        entry->officer = ranks[entry->officer];
    }
}

static void
place_exports(OverlapView *view)
{
    const GArray *exports = view->attendance->exports;

    view->export_places = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < exports->len; i++)
        g_hash_table_insert(view->export_places,
                            GUINT_TO_POINTER(g_array_index(exports, OverlapExport, i).export_name),
                            GUINT_TO_POINTER(i));
}

/* ---- what is made of all that, and not of each other ---- */

static gboolean
find_cohorts(gconstpointer self, G_GNUC_UNUSED gconstpointer what, G_GNUC_UNUSED GError **error)
{
    OverlapView *view = *(OverlapView *const *)self;

    view->cohorts = overlap_cohort_find(view);
    return TRUE;
}

static gboolean
find_coverage(gconstpointer self, G_GNUC_UNUSED gconstpointer what, G_GNUC_UNUSED GError **error)
{
    OverlapView *view = *(OverlapView *const *)self;

    view->coverage = overlap_coverage_new(view);
    return TRUE;
}

static gboolean
find_dues(gconstpointer self, G_GNUC_UNUSED gconstpointer what, G_GNUC_UNUSED GError **error)
{
    OverlapView *view = *(OverlapView *const *)self;

    view->dues = overlap_dues_new(view);
    return TRUE;
}

static gboolean
find_absences(gconstpointer self, G_GNUC_UNUSED gconstpointer what, G_GNUC_UNUSED GError **error)
{
    OverlapView *view = *(OverlapView *const *)self;

    view->absences = overlap_absent_find(view);
    return TRUE;
}

static void
find_rest(OverlapView *view, guint jobs)
{
    static const RollTaskFunc finders[] = {find_coverage, find_cohorts, find_dues, find_absences};
    g_autoptr(RollTasks) tasks = roll_tasks_new();

    for (guint i = 0; i < G_N_ELEMENTS(finders); i++)
        roll_tasks_add(tasks, finders[i], &view, NULL);
    if (!roll_tasks_run(tasks, jobs, NULL))
        g_error("what cannot fail has failed");
}

void
overlap_view_settle(OverlapView *view, RollDay as_of, guint jobs)
{
    overlap_attendance_finish(view->attendance);
    place_exports(view);
    order_officers(view);
    view->acted = overlap_action_settle(view->attendance);
    view->sessions = overlap_sessions_new(view->attendance, view->topics);
    view->as_of = as_of != 0 ? as_of : last_month_end(view);
    look_back(view);
    overlap_province_settle(view);
    overlap_legal_settle(view);
    view->entries_of = make_lists(view, LINK_ENTRIES);
    view->officers = g_new0(OverlapOfficer, MAX(view->n_officers, 1));
    for (guint32 officer = 1; officer < view->n_officers; officer++)
        know_officer(view, officer);
    find_doubts(view);
    link_events(view);
    for (guint32 i = 0; i < overlap_n_sessions(view); i++)
        overlap_session(view->sessions, i)->n_people = overlap_list_n(view->people_of, i);
    overlap_joint_find(view);
    view->listed = g_steal_pointer(&view->people_of);
    link_events(view);
    overlap_duplicate_find(view);
    find_rest(view, jobs);
}
