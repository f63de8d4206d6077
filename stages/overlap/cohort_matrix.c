#include "stages/overlap/cohort_matrix.h"

#include "stages/overlap/cell.h"
#include "stages/overlap/cohort.h"

enum {
    ADM1_CODE,
    SESSION_A,
    ORG_A,
    START_A,
    TOPICS_A,
    SESSION_B,
    ORG_B,
    START_B,
    TOPICS_B,
    N_A,
    N_B,
    N_COMMON,
    N_DOUBTFUL,
    PCT_SMALLER,
    PCT_EITHER,
};

static const gchar *const columns[] = {"adm1_code",  "session_a",   "org_a",      "start_a",
                                       "topics_a",   "session_b",   "org_b",      "start_b",
                                       "topics_b",   "n_a",         "n_b",        "n_common",
                                       "n_doubtful", "pct_smaller", "pct_either", NULL};

/* A province, and the pairs of cohort_overlap that met there. */
typedef struct {
    guint32 adm1;
    GArray *pairs; /* of OverlapCohort; owned by the list of provinces */
} Place;

static void
clear_place(gpointer data)
{
    Place *place = data;

    g_array_unref(place->pairs);
}

/* Provinces in the order of their first pair. */
static GArray *
gather_places(const OverlapView *view)
{
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    GArray *places = g_array_new(FALSE, FALSE, sizeof(Place));

    g_array_set_clear_func(places, clear_place);
    for (guint i = 0; i < view->cohorts->len; i++) {
        const OverlapCohort *pair = &g_array_index(view->cohorts, OverlapCohort, i);
        gpointer adm1 = GUINT_TO_POINTER(overlap_cohort_place(view, pair));
        guint at = GPOINTER_TO_UINT(g_hash_table_lookup(known, adm1));

        if (adm1 == NULL)
            continue;
        if (at == 0) {
            Place place = {GPOINTER_TO_UINT(adm1),
                           g_array_new(FALSE, FALSE, sizeof(OverlapCohort))};

            g_array_append_val(places, place);
            at = places->len;
            g_hash_table_insert(known, adm1, GUINT_TO_POINTER(at));
        }
        g_array_append_val(g_array_index(places, Place, at - 1).pairs, *pair);
    }
    return places;
}

static guint
n_people(const Place *place)
{
    guint n = 0;

    for (guint i = 0; i < place->pairs->len; i++)
        n += g_array_index(place->pairs, OverlapCohort, i).n_common;
    return n;
}

/* Most pairs first, then most people in them, then the province's code. */
static gint
compare_places(gconstpointer a, gconstpointer b, gpointer self)
{
    const OverlapView *view = self;
    const Place *x = a;
    const Place *y = b;

    if (x->pairs->len != y->pairs->len)
        return x->pairs->len > y->pairs->len ? -1 : 1;
    if (n_people(x) != n_people(y))
        return n_people(x) > n_people(y) ? -1 : 1;
    return strcmp(overlap_text(view->attendance, x->adm1), overlap_text(view->attendance, y->adm1));
}

/* ---- the sessions of a province ---- */

static guint32
smaller_of(const OverlapView *view, const OverlapCohort *pair)
{
    return MIN(overlap_list_n(view->people_of, pair->a), overlap_list_n(view->people_of, pair->b));
}

/* The largest share of the smaller list first, then most people, then the earlier. */
static gint
compare_pairs(gconstpointer a, gconstpointer b, gpointer self)
{
    const OverlapView *view = self;
    const OverlapCohort *x = a;
    const OverlapCohort *y = b;
    guint64 share_x = (guint64)x->n_common * smaller_of(view, y);
    guint64 share_y = (guint64)y->n_common * smaller_of(view, x);

    if (share_x != share_y)
        return share_x > share_y ? -1 : 1;
    if (x->n_common != y->n_common)
        return x->n_common > y->n_common ? -1 : 1;
    return x->a != y->a ? (x->a > y->a) - (x->a < y->a) : (x->b > y->b) - (x->b < y->b);
}

static gboolean
has_event(const GArray *events, guint32 event)
{
    for (guint i = 0; i < events->len; i++)
        if (g_array_index(events, guint32, i) == event)
            return TRUE;
    return FALSE;
}

static void
add_event(GArray *events, guint32 event)
{
    if (events->len < OVERLAP_MATRIX_SESSIONS && !has_event(events, event))
        g_array_append_val(events, event);
}

/* Beside what is shared, what is not: the latest sessions that were held there. */
static void
add_latest(const OverlapView *view, guint32 adm1, GArray *events)
{
    for (guint32 i = overlap_n_sessions(view); i > 0; i--)
        if (overlap_is_event(view, i - 1, OVERLAP_HELD) &&
            overlap_event(view, i - 1)->adm1 == adm1 &&
            overlap_list_n(view->people_of, i - 1) >= OVERLAP_COHORT_PEOPLE)
            add_event(events, i - 1);
}

static gint
compare_events(gconstpointer a, gconstpointer b)
{
    guint32 x = *(const guint32 *)a;
    guint32 y = *(const guint32 *)b;

    return (x > y) - (x < y);
}

/* Places follow the start date. */
static GArray *
choose_events(OverlapView *view, const Place *place)
{
    GArray *events = g_array_new(FALSE, FALSE, sizeof(guint32));

    g_array_sort_with_data(place->pairs, compare_pairs, view);
    for (guint i = 0; i < place->pairs->len; i++) {
        const OverlapCohort *pair = &g_array_index(place->pairs, OverlapCohort, i);

        add_event(events, pair->a);
        add_event(events, pair->b);
    }
    add_latest(view, place->adm1, events);
    g_array_sort(events, compare_events);
    return events;
}

/* ---- cells ---- */

static gboolean
write_cell(const OverlapView *view, RollTable *table, guint32 adm1, const OverlapCohort *pair,
           GError **error)
{
    const OverlapSession *a = overlap_event(view, pair->a);
    const OverlapSession *b = overlap_event(view, pair->b);
    guint32 n_a = overlap_list_n(view->people_of, pair->a);
    guint32 n_b = overlap_list_n(view->people_of, pair->b);

    overlap_set_text(table, ADM1_CODE, view, adm1);
    overlap_set_session(table, SESSION_A, view, pair->a);
    overlap_set_text(table, ORG_A, view, a->organisation);
    overlap_set_day(table, START_A, a->start);
    overlap_set_topics(table, TOPICS_A, view, &a->taught, NULL);
    overlap_set_session(table, SESSION_B, view, pair->b);
    overlap_set_text(table, ORG_B, view, b->organisation);
    overlap_set_day(table, START_B, b->start);
    overlap_set_topics(table, TOPICS_B, view, &b->taught, NULL);
    roll_table_set_number(table, N_A, n_a);
    roll_table_set_number(table, N_B, n_b);
    roll_table_set_number(table, N_COMMON, pair->n_common);
    roll_table_set_number(table, N_DOUBTFUL, overlap_n_doubtful(view, pair->a, pair->b));
    overlap_set_percent(table, PCT_SMALLER, pair->n_common, MIN(n_a, n_b));
    overlap_set_percent(table, PCT_EITHER, pair->n_common, n_a + n_b - pair->n_common);
    return roll_table_add(table, error);
}

static gboolean
write_place(OverlapView *view, RollTable *table, const Place *place, GError **error)
{
    g_autoptr(GArray) events = choose_events(view, place);

    for (guint i = 0; i < events->len; i++)
        for (guint j = 0; j <= i; j++) {
            OverlapCohort pair = {.a = g_array_index(events, guint32, j),
                                  .b = g_array_index(events, guint32, i)};

            pair.n_common = overlap_lists_n_common(view->people_of, pair.a, pair.b);
            if (!write_cell(view, table, place->adm1, &pair, error))
                return FALSE;
        }
    return TRUE;
}

static gboolean
write_all(const OverlapView *view, RollTable *table, GError **error)
{
    g_autoptr(GArray) places = gather_places(view);
    union {
        const OverlapView *in;
        OverlapView *out;
    } self = {.in = view}; /* g_array_sort_with_data() takes no const; nothing is changed */

    g_array_sort_with_data(places, compare_places, self.out);
    for (guint i = 0; i < MIN(places->len, OVERLAP_MATRIX_PLACES); i++)
        if (!write_place(self.out, table, &g_array_index(places, Place, i), error))
            return FALSE;
    return TRUE;
}

const OverlapReport overlap_cohort_matrix_report = {"cohort_matrix", columns, write_all};
