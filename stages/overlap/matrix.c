#include "stages/overlap/matrix.h"

#include "stages/overlap/cell.h"
#include "stages/overlap/legal.h"
#include "stages/overlap/median.h"
#include "stages/overlap/message.h"

enum {
    TOPIC_CODE,
    ORG,
    N_ORGS,
    N_OTHER_ORGS,
    N_SESSIONS,
    N_SESSIONS_EVER,
    N_OFFICERS,
    N_TWICE,
    PCT_TWICE,
    HOURS_MEDIAN,
    CURRICULUM_VERSION,
    MINUTES,
    KEY_MESSAGES,
    MESSAGES_SAID,
    MESSAGES_AGREED,
    MESSAGES_LEFT_OUT,
    MESSAGES_UNKNOWN,
    MESSAGES_LANGUAGE,
    MESSAGES_CONTRADICTED,
    CONTRARY,
    LEGAL_BASIS,
    LEGAL_VERDICT,
    JUDGED_ON,
    LAW_IN_FORCE,
    IN_FORCE_SINCE,
};

static const gchar *const columns[] = {"topic_code",
                                       "org",
                                       "n_orgs",
                                       "n_other_orgs",
                                       "n_sessions",
                                       "n_sessions_ever",
                                       "n_officers",
                                       "n_twice",
                                       "pct_twice",
                                       "hours_median",
                                       "curriculum_version",
                                       "minutes",
                                       "key_messages",
                                       "messages_said",
                                       "messages_agreed",
                                       "messages_left_out",
                                       "messages_unknown",
                                       "messages_language",
                                       "messages_contradicted",
                                       "contrary",
                                       "legal_basis",
                                       "legal_verdict",
                                       "judged_on",
                                       "law_in_force",
                                       "in_force_since",
                                       NULL};

/* A session of an organisation teaches a topic. */
typedef struct {
    guint32 topic;
    guint32 organisation;
    guint32 session;
} Lesson;

typedef struct {
    const OverlapView *view;
    RollTable *table;
    GArray *lessons; /* of Lesson, by code of the topic, organisation, session */
    guint32 *stamps; /* by officer: the count he was seen in last */
    guint32 n_stamps;
    guint8 *is_twice; /* by officer: was taught the topic at hand again */
} Writer;

static gint
compare_lessons(gconstpointer a, gconstpointer b, gpointer self)
{
    const Lesson *x = a;
    const Lesson *y = b;
    const OverlapView *view = self;
    gint order = 0;

    if (x->topic != y->topic)
        return strcmp(overlap_topic(view->topics, x->topic)->code,
                      overlap_topic(view->topics, y->topic)->code);
    if (x->organisation != y->organisation)
        order = strcmp(overlap_text(view->attendance, x->organisation),
                       overlap_text(view->attendance, y->organisation));
    return order != 0 ? order : (x->session > y->session) - (x->session < y->session);
}

static GArray *
list_lessons(const OverlapView *view)
{
    GArray *lessons = g_array_new(FALSE, FALSE, sizeof(Lesson));
    union {
        const OverlapView *in;
        gpointer out;
    } self = {.in = view}; /* g_array_sort_with_data() takes no const */

    for (guint32 place = 0; place < overlap_n_sessions(view); place++) {
        const OverlapSession *session = overlap_event(view, place);
        Lesson lesson = {0, session->organisation, place};

        for (guint32 t = 0; t < session->topics.n && session->status == OVERLAP_HELD; t++) {
            lesson.topic = session->topics.topics[t];
            g_array_append_val(lessons, lesson);
        }
    }
    g_array_sort_with_data(lessons, compare_lessons, self.out);
    return lessons;
}

static const OverlapSession *
session_at(const Writer *writer, guint lesson)
{
    return overlap_event(writer->view, g_array_index(writer->lessons, Lesson, lesson).session);
}

/* Counts each officer of the lessons' events once: all of them, and those taught it again. */
static void
count_officers(Writer *writer, guint from, guint to)
{
    const OverlapView *view = writer->view;
    gint64 n = 0;
    gint64 n_twice = 0;

    writer->n_stamps++;
    for (guint lesson = from; lesson < to; lesson++) {
        guint32 event = session_at(writer, lesson)->event;
        const guint32 *officers = overlap_list(view->people_of, event);

        for (guint32 i = 0; i < overlap_list_n(view->people_of, event); i++) {
            if (writer->stamps[officers[i]] == writer->n_stamps)
                continue;
            writer->stamps[officers[i]] = writer->n_stamps;
            n++;
            n_twice += writer->is_twice[officers[i]];
        }
    }
    roll_table_set_number(writer->table, N_OFFICERS, n);
    roll_table_set_number(writer->table, N_TWICE, n_twice);
    overlap_set_percent(writer->table, PCT_TWICE, (gdouble)n_twice, (gdouble)n);
}

static void
write_hours(const Writer *writer, guint from, guint to)
{
    g_autoptr(GArray) hours = g_array_new(FALSE, FALSE, sizeof(gdouble));

    for (guint lesson = from; lesson < to; lesson++)
        if (session_at(writer, lesson)->hours > 0)
            g_array_append_val(hours, session_at(writer, lesson)->hours);
    if (hours->len > 0)
        roll_table_set_real(writer->table, HOURS_MEDIAN, overlap_median(hours), 1);
}

/* A joint session is one event, so an event counts once even for the line of all organisations. */
static void
count_sessions(const Writer *writer, guint from, guint to, gboolean is_total)
{
    const OverlapView *view = writer->view;
    RollDay since = overlap_months_ago(view, OVERLAP_MATRIX_MONTHS);
    gint64 n = 0;
    gint64 n_ever = 0;

    for (guint lesson = from; lesson < to; lesson++) {
        const OverlapSession *session = session_at(writer, lesson);
        guint32 place = g_array_index(writer->lessons, Lesson, lesson).session;

        if (is_total && session->event != place)
            continue;
        n_ever++;
        n += session->start > since;
    }
    roll_table_set_number(writer->table, N_SESSIONS, n);
    roll_table_set_number(writer->table, N_SESSIONS_EVER, n_ever);
}

/* A curriculum without key messages leaves nothing out: nobody knows what it says. */
static gboolean
write_messages(const Writer *writer, const Lesson *lesson, const OverlapCurriculum *curriculum,
               GError **error)
{
    const OverlapView *view = writer->view;
    const OverlapStatements statements = {overlap_text(view->attendance, curriculum->messages),
                                          overlap_text(view->attendance, curriculum->language)};
    g_auto(OverlapMessages) messages = {0};

    if (view->agreed == NULL || curriculum->messages == 0)
        return TRUE;
    overlap_messages_init(&messages);
    if (!overlap_messages_read(view->agreed, overlap_topic(view->topics, lesson->topic)->code,
                               &statements, &messages, error))
        return FALSE;
    if (messages.n == 0)
        return TRUE;
    roll_table_set_number(writer->table, MESSAGES_SAID, messages.n_said);
    roll_table_set_number(writer->table, MESSAGES_AGREED, messages.n);
    overlap_set_string(writer->table, MESSAGES_LEFT_OUT, messages.left_out);
    overlap_set_string(writer->table, MESSAGES_UNKNOWN, messages.unknown);
    overlap_set_string(writer->table, MESSAGES_LANGUAGE, messages.languages);
    overlap_set_string(writer->table, MESSAGES_CONTRADICTED, messages.contradicted);
    overlap_set_string(writer->table, CONTRARY, messages.contrary);
    return TRUE;
}

/* The last curriculum that the organisation sent for the topic; NULL: none. */
static const OverlapCurriculum *
curriculum_of(const OverlapView *view, const Lesson *lesson)
{
    for (guint i = view->attendance->curricula->len; i > 0; i--) {
        const OverlapCurriculum *curriculum =
            &g_array_index(view->attendance->curricula, OverlapCurriculum, i - 1);
        RollText codes = roll_dictionary_text(view->attendance->texts, curriculum->topics);

        if (curriculum->organisation == lesson->organisation &&
            overlap_topics_list_has(view->topics, codes, lesson->topic))
            return curriculum;
    }
    return NULL;
}

static gboolean
write_curriculum(const Writer *writer, const Lesson *lesson, const OverlapCurriculum *curriculum,
                 GError **error)
{
    const OverlapView *view = writer->view;

    if (curriculum == NULL)
        return TRUE;
    overlap_set_text(writer->table, CURRICULUM_VERSION, view, curriculum->version);
    if (curriculum->minutes > 0)
        roll_table_set_number(writer->table, MINUTES, (gint64)curriculum->minutes);
    overlap_set_text(writer->table, KEY_MESSAGES, view, curriculum->messages);
    return write_messages(writer, lesson, curriculum, error);
}

/* The last day on which the organisation teaches the topic: in a session held, or one to come. */
static RollDay
last_taught(const Writer *writer, guint from, guint to)
{
    const OverlapView *view = writer->view;
    const Lesson *lesson = &g_array_index(writer->lessons, Lesson, from);
    RollDay last = 0;

    for (guint i = from; i < to; i++)
        last = MAX(last, session_at(writer, i)->start);
    for (guint32 place = 0; place < overlap_n_sessions(view); place++) {
        const OverlapSession *plan = overlap_event(view, place);

        if (plan->status == OVERLAP_PLANNED && plan->organisation == lesson->organisation &&
            plan->start > view->as_of && overlap_topics_have(&plan->topics, lesson->topic))
            last = MAX(last, plan->start);
    }
    return last;
}

/* What its curriculum is based on; where that says nothing, the last session that does. */
static void
write_legal(const Writer *writer, guint from, guint to, const OverlapCurriculum *curriculum)
{
    const OverlapView *view = writer->view;
    OverlapLegal legal = {0};

    if (curriculum != NULL && curriculum->legal_basis != 0)
        legal = overlap_legal_of_curriculum(view, curriculum, last_taught(writer, from, to));
    for (guint i = to; i > from && legal.text == 0; i--)
        if (session_at(writer, i - 1)->legal_basis != 0)
            legal = overlap_legal_of_session(view, session_at(writer, i - 1),
                                             last_taught(writer, from, to));
    if (legal.text == 0)
        return;
    overlap_set_text(writer->table, LEGAL_BASIS, view, legal.text);
    overlap_set_verdict(writer->table, LEGAL_VERDICT, &legal);
    overlap_set_day(writer->table, JUDGED_ON, legal.day);
    if (legal.basis.in_force == NULL)
        return;
    roll_table_set_string(writer->table, LAW_IN_FORCE, roll_code_name(legal.basis.in_force));
    overlap_set_day(writer->table, IN_FORCE_SINCE, roll_code_day(legal.basis.in_force, "from"));
}

static gboolean
write_org(Writer *writer, guint from, guint to, gint64 n_others, GError **error)
{
    const Lesson *first = &g_array_index(writer->lessons, Lesson, from);
    const OverlapCurriculum *curriculum = curriculum_of(writer->view, first);

    overlap_set_topic(writer->table, TOPIC_CODE, writer->view, first->topic);
    overlap_set_text(writer->table, ORG, writer->view, first->organisation);
    roll_table_set_number(writer->table, N_OTHER_ORGS, n_others);
    count_sessions(writer, from, to, FALSE);
    count_officers(writer, from, to);
    write_hours(writer, from, to);
    write_legal(writer, from, to, curriculum);
    return write_curriculum(writer, first, curriculum, error) &&
           roll_table_add(writer->table, error);
}

static gboolean
write_total(Writer *writer, guint from, guint to, gint64 n_orgs, GError **error)
{
    overlap_set_topic(writer->table, TOPIC_CODE, writer->view,
                      g_array_index(writer->lessons, Lesson, from).topic);
    roll_table_set_number(writer->table, N_ORGS, n_orgs);
    count_sessions(writer, from, to, TRUE);
    count_officers(writer, from, to);
    write_hours(writer, from, to);
    return roll_table_add(writer->table, error);
}

static guint
run_end(const Writer *writer, guint from, guint limit, gboolean of_org)
{
    const Lesson *first = &g_array_index(writer->lessons, Lesson, from);
    guint to = from + 1;

    while (
        to < limit && g_array_index(writer->lessons, Lesson, to).topic == first->topic &&
        (!of_org || g_array_index(writer->lessons, Lesson, to).organisation == first->organisation))
        to++;
    return to;
}

static void
mark_twice(Writer *writer, guint32 topic)
{
    const GArray *duplicates = writer->view->duplicates;

    memset(writer->is_twice, 0, MAX(writer->view->n_officers, 1));
    for (guint i = 0; i < duplicates->len; i++) {
        const OverlapDuplicate *pair = &g_array_index(duplicates, OverlapDuplicate, i);

        if (pair->topic == topic)
            writer->is_twice[pair->officer] = 1;
    }
}

static gboolean
write_topic(Writer *writer, guint from, guint to, GError **error)
{
    gint64 n_orgs = 0;

    mark_twice(writer, g_array_index(writer->lessons, Lesson, from).topic);
    for (guint i = from; i < to; i = run_end(writer, i, to, TRUE))
        n_orgs++;
    if (!write_total(writer, from, to, n_orgs, error))
        return FALSE;
    for (guint i = from, next = from; i < to; i = next) {
        next = run_end(writer, i, to, TRUE);
        if (!write_org(writer, i, next, n_orgs - 1, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
write_all(const OverlapView *view, RollTable *table, GError **error)
{
    g_autoptr(GArray) lessons = list_lessons(view);
    g_autofree guint32 *stamps = g_new0(guint32, MAX(view->n_officers, 1));
    g_autofree guint8 *is_twice = g_new0(guint8, MAX(view->n_officers, 1));
    Writer writer = {view, table, lessons, stamps, 0, is_twice};

    for (guint from = 0, to = 0; from < lessons->len; from = to) {
        to = run_end(&writer, from, lessons->len, FALSE);
        if (!write_topic(&writer, from, to, error))
            return FALSE;
    }
    return TRUE;
}

const OverlapReport overlap_matrix_report = {"topic_org_matrix", columns, write_all};
