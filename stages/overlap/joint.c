#include "stages/overlap/joint.h"

#include "pipeline/lib/unite.h"
#include "stages/overlap/cell.h"
#include "stages/overlap/shared.h"

#define DATE_TOLERANCE_DAYS      1
#define COMMON_PERCENT           50 /* of the smaller list, on the same day */
#define COMMON_PERCENT_DAY_APART 80 /* a day apart it may be the same people taught twice */
#define LIST_MIN                 5  /* people in common before they outweigh a place */

static gboolean
names(const OverlapSession *session, const OverlapSession *other)
{
    return session->implementer == other->organisation || session->funder == other->organisation;
}

static gboolean
dates_agree(const OverlapSession *a, const OverlapSession *b)
{
    gboolean end_is_told = a->end > a->start && b->end > b->start;

    return a->start != 0 && b->start != 0 && ABS(a->start - b->start) <= DATE_TOLERANCE_DAYS &&
           (!end_is_told || ABS(a->end - b->end) <= DATE_TOLERANCE_DAYS);
}

/* An unknown place contradicts nothing: the same people cannot be in two. */
static gboolean
places_agree(const OverlapSession *a, const OverlapSession *b)
{
    return a->adm1 == b->adm1 || a->adm1 == 0 || b->adm1 == 0 ||
           (a->venue != 0 && a->venue == b->venue);
}

static gboolean
may_be_joint(const OverlapSession *a, const OverlapSession *b)
{
    return a->organisation != b->organisation && a->status == b->status && dates_agree(a, b) &&
           overlap_topics_meet(&a->topics, &b->topics);
}

/* Nine tenths of a list that stand on another of the same day outweigh a province that differs: one
 * report told the venue's, the other where its people serve. */
static gboolean
lists_agree(const OverlapSession *a, const OverlapSession *b, guint32 n_common, guint32 n_smaller)
{
    return a->start == b->start && n_common >= LIST_MIN && 10 * n_common >= 9 * n_smaller;
}

static void
add_joint(OverlapView *view, guint32 a, guint32 b, guint32 n_common)
{
    const OverlapSession *x = overlap_event(view, a);
    const OverlapSession *y = overlap_event(view, b);
    OverlapJoint joint = {.a = a,
                          .b = b,
                          .n_a = overlap_list_n(view->people_of, a),
                          .n_b = overlap_list_n(view->people_of, b),
                          .n_common = n_common};

    joint.is_named = names(x, y) || names(y, x);
    joint.n_doubtful = overlap_n_doubtful(view, a, b);
    g_array_append_val(view->joints, joint);
}

/* ---- by their people ---- */

static gboolean
are_joint(const OverlapSession *a, const OverlapSession *b, guint32 n_common, guint32 n_smaller)
{
    guint32 percent = a->start == b->start ? COMMON_PERCENT : COMMON_PERCENT_DAY_APART;

    return 100 * n_common >= percent * n_smaller && may_be_joint(a, b) &&
           (places_agree(a, b) || lists_agree(a, b, n_common, n_smaller));
}

static void
judge_shared(OverlapView *view, guint32 session, const OverlapShared *shared)
{
    guint32 n_own = overlap_list_n(view->people_of, session);

    for (guint i = 0; i < shared->touched->len; i++) {
        guint32 other = g_array_index(shared->touched, guint32, i);
        guint32 n_smaller = MIN(n_own, overlap_list_n(view->people_of, other));

        if (are_joint(overlap_event(view, session), overlap_event(view, other),
                      shared->n_common[other], n_smaller))
            add_joint(view, session, other, shared->n_common[other]);
    }
}

static void
find_by_people(OverlapView *view)
{
    guint32 n = overlap_n_sessions(view);
    g_autoptr(OverlapShared) shared = overlap_shared_new(n);

    for (guint32 session = 0; session < n; session++) {
        RollDay start = overlap_event(view, session)->start;

        if (start == 0)
            continue;
        overlap_shared_count(shared, view, session, start + DATE_TOLERANCE_DAYS);
        judge_shared(view, session, shared);
    }
}

/* ---- plans without lists ---- */

static void
find_plans(OverlapView *view)
{
    guint32 n = overlap_n_sessions(view);

    for (guint32 a = 0; a < n; a++) {
        const OverlapSession *x = overlap_event(view, a);

        if (x->status != OVERLAP_PLANNED || x->start == 0)
            continue;
        for (guint32 b = a + 1;
             b < n && overlap_event(view, b)->start <= x->start + DATE_TOLERANCE_DAYS; b++) {
            const OverlapSession *y = overlap_event(view, b);
            gboolean has_lists =
                overlap_list_n(view->people_of, a) > 0 && overlap_list_n(view->people_of, b) > 0;

            if (!has_lists && (names(x, y) || names(y, x)) && may_be_joint(x, y) &&
                places_agree(x, y))
                add_joint(view, a, b, 0);
        }
    }
}

static gint
compare_joints(gconstpointer a, gconstpointer b)
{
    const OverlapJoint *x = a;
    const OverlapJoint *y = b;

    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

void
overlap_joint_find(OverlapView *view)
{
    guint32 n = overlap_n_sessions(view);
    g_autofree guint32 *parents = roll_unite_new(n);

    find_by_people(view);
    find_plans(view);
    g_array_sort(view->joints, compare_joints);
    for (guint i = 0; i < view->joints->len; i++) {
        const OverlapJoint *joint = &g_array_index(view->joints, OverlapJoint, i);

        roll_unite(parents, joint->a, joint->b);
    }
    for (guint32 i = 0; i < n; i++) {
        OverlapSession *session = overlap_session(view->sessions, i);

        session->event = roll_unite_root(parents, i);
        if (session->event != i)
            overlap_topics_unite(&overlap_session(view->sessions, session->event)->taught,
                                 &session->topics);
    }
}

/* ---- the table ---- */

enum {
    EVENT,
    SESSION_A,
    ORG_A,
    SESSION_B,
    ORG_B,
    START_A,
    START_B,
    ADM1_CODE,
    TOPICS_SHARED,
    N_A,
    N_B,
    N_COMMON,
    PCT_SMALLER,
    DECISION,
    EVIDENCE,
};

static const gchar *const columns[] = {"event",         "session_a", "org_a",    "session_b",
                                       "org_b",         "start_a",   "start_b",  "adm1_code",
                                       "topics_shared", "n_a",       "n_b",      "n_common",
                                       "pct_smaller",   "decision",  "evidence", NULL};

static void
set_evidence(RollTable *table, const OverlapView *view, const OverlapJoint *joint)
{
    const OverlapSession *a = overlap_event(view, joint->a);
    const OverlapSession *b = overlap_event(view, joint->b);
    g_autoptr(GString) text = g_string_new(NULL);

    g_string_append(text, a->start == b->start ? "same start date" : "start dates a day apart");
    if (a->adm1 != 0 && b->adm1 != 0)
        g_string_append(text, a->adm1 == b->adm1 ? ", same province" : ", provinces differ");
    else
        g_string_append(text, ", no other place told");
    if (a->venue != 0 && a->venue == b->venue)
        g_string_append(text, ", same venue");
    if (joint->n_a > 0)
        g_string_append_printf(text, ", %u people on both lists", joint->n_common);
    if (joint->is_named)
        g_string_append(text, ", one names the other as implementer or funder");
    roll_table_set_string(table, EVIDENCE, text->str);
}

static gboolean
write_joint(const OverlapView *view, const OverlapJoint *joint, RollTable *table, GError **error)
{
    const OverlapSession *a = overlap_event(view, joint->a);
    const OverlapSession *b = overlap_event(view, joint->b);
    guint32 n_smaller = MIN(joint->n_a, joint->n_b);

    overlap_set_session(table, EVENT, view, a->event);
    overlap_set_session(table, SESSION_A, view, joint->a);
    overlap_set_text(table, ORG_A, view, a->organisation);
    overlap_set_session(table, SESSION_B, view, joint->b);
    overlap_set_text(table, ORG_B, view, b->organisation);
    overlap_set_day(table, START_A, a->start);
    overlap_set_day(table, START_B, b->start);
    overlap_set_text(table, ADM1_CODE, view, a->adm1 != 0 ? a->adm1 : b->adm1);
    overlap_set_topics(table, TOPICS_SHARED, view, &a->topics, &b->topics);
    roll_table_set_number(table, N_A, joint->n_a);
    roll_table_set_number(table, N_B, joint->n_b);
    roll_table_set_number(table, N_COMMON, joint->n_common);
    overlap_set_percent(table, PCT_SMALLER, joint->n_common, n_smaller);
    overlap_set_decision(table, DECISION, 2 * (joint->n_common - joint->n_doubtful) < n_smaller);
    set_evidence(table, view, joint);
    return roll_table_add(table, error);
}

static gboolean
write_all(const OverlapView *view, RollTable *table, GError **error)
{
    for (guint i = 0; i < view->joints->len; i++)
        if (!write_joint(view, &g_array_index(view->joints, OverlapJoint, i), table, error))
            return FALSE;
    return TRUE;
}

const OverlapReport overlap_joint_report = {"joint_sessions", columns, write_all};
