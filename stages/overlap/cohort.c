#include "stages/overlap/cohort.h"

#include "stages/overlap/cell.h"
#include "stages/overlap/shared.h"

enum {
    SESSION_A,
    ORG_A,
    START_A,
    SESSION_B,
    ORG_B,
    START_B,
    TOPICS_SHARED,
    N_A,
    N_B,
    N_COMMON,
    PCT_SMALLER,
    PCT_EITHER,
    ADM1_CODE,
    DAYS_BETWEEN,
    DECISION,
};

static const gchar *const columns[] = {"session_a", "org_a",        "start_a",       "session_b",
                                       "org_b",     "start_b",      "topics_shared", "n_a",
                                       "n_b",       "n_common",     "pct_smaller",   "pct_either",
                                       "adm1_code", "days_between", "decision",      NULL};

static gboolean
is_cohort(guint32 n_common, guint32 n_smaller)
{
    return n_common >= OVERLAP_COHORT_PEOPLE &&
           100 * n_common >= OVERLAP_COHORT_PERCENT * n_smaller;
}

static void
add_pair(const OverlapView *view, GArray *pairs, OverlapCohort pair)
{
    const OverlapSession *a = overlap_event(view, pair.a);
    const OverlapSession *b = overlap_event(view, pair.b);
    guint32 n_smaller =
        MIN(overlap_list_n(view->people_of, pair.a), overlap_list_n(view->people_of, pair.b));

    if (b->status == OVERLAP_HELD && is_cohort(pair.n_common, n_smaller) &&
        overlap_topics_meet(&a->taught, &b->taught))
        g_array_append_val(pairs, pair);
}

GArray *
overlap_cohort_find(const OverlapView *view)
{
    guint32 n = overlap_n_sessions(view);
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(OverlapCohort));
    g_autoptr(OverlapShared) shared = overlap_shared_new(n);

    for (guint32 event = 0; event < n; event++) {
        if (!overlap_is_event(view, event, OVERLAP_HELD) ||
            overlap_list_n(view->people_of, event) < OVERLAP_COHORT_PEOPLE)
            continue;
        overlap_shared_count(shared, view, event, G_MAXINT32);
        for (guint i = 0; i < shared->touched->len; i++) {
            guint32 other = g_array_index(shared->touched, guint32, i);

            add_pair(view, pairs, (OverlapCohort){event, other, shared->n_common[other]});
        }
    }
    return pairs;
}

guint32
overlap_cohort_place(const OverlapView *view, const OverlapCohort *pair)
{
    guint32 place = overlap_event(view, pair->a)->adm1;

    return place != 0 ? place : overlap_event(view, pair->b)->adm1;
}

static gboolean
write_pair(const OverlapView *view, RollTable *table, const OverlapCohort *pair, GError **error)
{
    const OverlapSession *a = overlap_event(view, pair->a);
    const OverlapSession *b = overlap_event(view, pair->b);
    guint32 n_a = overlap_list_n(view->people_of, pair->a);
    guint32 n_b = overlap_list_n(view->people_of, pair->b);

    overlap_set_session(table, SESSION_A, view, pair->a);
    overlap_set_text(table, ORG_A, view, a->organisation);
    overlap_set_day(table, START_A, a->start);
    overlap_set_session(table, SESSION_B, view, pair->b);
    overlap_set_text(table, ORG_B, view, b->organisation);
    overlap_set_day(table, START_B, b->start);
    overlap_set_topics(table, TOPICS_SHARED, view, &a->taught, &b->taught);
    roll_table_set_number(table, N_A, n_a);
    roll_table_set_number(table, N_B, n_b);
    roll_table_set_number(table, N_COMMON, pair->n_common);
    overlap_set_percent(table, PCT_SMALLER, pair->n_common, MIN(n_a, n_b));
    overlap_set_percent(table, PCT_EITHER, pair->n_common, n_a + n_b - pair->n_common);
    overlap_set_text(table, ADM1_CODE, view, overlap_cohort_place(view, pair));
    if (a->start != 0)
        roll_table_set_number(table, DAYS_BETWEEN, b->start - a->start);
    overlap_set_decision(
        table, DECISION,
        !is_cohort(pair->n_common - overlap_n_doubtful(view, pair->a, pair->b), MIN(n_a, n_b)));
    return roll_table_add(table, error);
}

static gboolean
write_all(const OverlapView *view, RollTable *table, GError **error)
{
    for (guint i = 0; i < view->cohorts->len; i++)
        if (!write_pair(view, table, &g_array_index(view->cohorts, OverlapCohort, i), error))
            return FALSE;
    return TRUE;
}

const OverlapReport overlap_cohort_report = {"cohort_overlap", columns, write_all};
