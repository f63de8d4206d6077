#include "stages/overlap/session.h"

#include "stages/overlap/gather.h"

const gchar *
overlap_status_name(OverlapStatus status)
{
    static const gchar *const names[] = {"complete", "planned", "canceled"};

    return names[status];
}

static void
session_clear(gpointer data)
{
    OverlapSession *session = data;

    g_free(session->topics.topics);
    g_free(session->taught.topics);
}

/* ---- one session of its groups ----
 *
 * A group whose rows were all set aside says nothing of a session but its number. */

typedef struct {
    const OverlapAttendance *attendance;
    OverlapTopics *topics;
    OverlapSessions *sessions;
    guint32 *title_rows; /* by session: rows of the group that gave the title */
    guint32 *start_rows; /* by session: rows of the group that gave the date */
} Maker;

static const OverlapGroup *
group_at(const Maker *maker, guint32 place)
{
    return &g_array_index(maker->attendance->groups, OverlapGroup, place);
}

static void
set_if_unknown(guint32 *value, guint32 other)
{
    if (*value == 0)
        *value = other;
}

static OverlapStatus
status_of(OverlapRole role)
{
    if (role == OVERLAP_ATTENDED)
        return OVERLAP_HELD;
    return role == OVERLAP_INVITED ? OVERLAP_PLANNED : OVERLAP_OFF;
}

static gdouble
number_of(const Maker *maker, guint32 text)
{
    return text == 0 ? 0 : g_ascii_strtod(overlap_text(maker->attendance, text), NULL);
}

static void
take_dates(Maker *maker, OverlapSession *session, guint32 place, const OverlapGroup *group)
{
    const OverlapGroupKey *key = &group->key;
    RollDay end = key->end >= key->start ? key->end : key->start;

    if (key->start == 0)
        return;
    /* Sheets of single days have the same number of rows; a wrong date stands on one or two. */
    if (group->n_rows > 3 * maker->start_rows[place]) {
        session->start = key->start;
        session->end = end;
    } else if (3 * group->n_rows >= maker->start_rows[place]) {
        session->start = MIN(session->start, key->start);
        session->end = MAX(session->end, end);
    }
    maker->start_rows[place] = MAX(maker->start_rows[place], group->n_rows);
}

static void
take_group(Maker *maker, guint32 place, const OverlapGroup *group)
{
    OverlapSession *session = overlap_session(maker->sessions, place);
    const OverlapGroupKey *key = &group->key;

    session->number = MAX(session->number, key->number);
    if (group->n_rows == 0)
        return;
    session->organisation = key->organisation;
    set_if_unknown(&session->session_id, key->session_id);
    set_if_unknown(&session->venue, key->venue);
    set_if_unknown(&session->adm1, key->venue_adm1);
    set_if_unknown(&session->implementer, key->implementer);
    set_if_unknown(&session->funder, key->funder);
    set_if_unknown(&session->legal_basis, key->legal_basis);
    if (key->title != 0 && group->n_rows > maker->title_rows[place]) {
        session->title = key->title;
        maker->title_rows[place] = group->n_rows;
    }
    session->status = MIN(session->status, status_of((OverlapRole)key->role));
    session->hours = MAX(session->hours, number_of(maker, key->hours));
    session->seats = MAX(session->seats, (guint)CLAMP(number_of(maker, key->seats), 0, 1e6));
    session->n_rows += group->n_rows;
    take_dates(maker, session, place, group);
    overlap_topics_unite(
        &session->topics,
        overlap_topics_parse(maker->topics,
                             roll_dictionary_text(maker->attendance->texts, key->topics)));
}

static void
make_sessions(Maker *maker)
{
    guint32 n_groups = maker->attendance->groups->len;
    g_autofree guint32 *roots = overlap_gather(maker->attendance);
    guint32 *of_group = g_new(guint32, MAX(n_groups, 1));
    OverlapSession blank = {.status = OVERLAP_OFF};

    maker->sessions->of_group = of_group;
    for (guint32 i = 0; i < n_groups; i++)
        of_group[i] = OVERLAP_NONE;
    for (guint32 i = 0; i < n_groups; i++) {
        if (group_at(maker, i)->n_rows == 0 || of_group[roots[i]] != OVERLAP_NONE)
            continue;
        of_group[roots[i]] = maker->sessions->sessions->len;
        g_array_append_val(maker->sessions->sessions, blank);
    }
    for (guint32 i = 0; i < n_groups; i++)
        of_group[i] = of_group[roots[i]];
    maker->title_rows = g_new0(guint32, MAX(n_groups, 1));
    maker->start_rows = g_new0(guint32, MAX(n_groups, 1));
    for (guint32 i = 0; i < n_groups; i++)
        if (of_group[i] != OVERLAP_NONE)
            take_group(maker, of_group[i], group_at(maker, i));
    g_free(maker->title_rows);
    g_free(maker->start_rows);
}

/* A plan is called off when the last export that speaks of it says so of all its rows: one of them
 * alone may be of somebody who will not come. */
static void
call_off(Maker *maker)
{
    guint32 n = maker->sessions->sessions->len;
    g_autofree guint32 *last_export = g_new0(guint32, MAX(n, 1));
    g_autofree guint8 *is_on = g_new0(guint8, MAX(n, 1));
    const GArray *entries = maker->attendance->entries;

    for (guint i = 0; i < entries->len; i++) {
        const OverlapEntry *entry = overlap_entry(maker->attendance, i);
        guint32 place = overlap_session_of(maker->sessions, entry);

        if (place == OVERLAP_NONE)
            continue;
        if (entry->export_name != last_export[place])
            is_on[place] = 0;
        last_export[place] = entry->export_name;
        is_on[place] |= entry->role == OVERLAP_INVITED;
    }
    for (guint32 i = 0; i < n; i++)
        if (overlap_session(maker->sessions, i)->status == OVERLAP_PLANNED && !is_on[i])
            overlap_session(maker->sessions, i)->status = OVERLAP_OFF;
}

/* ---- where its people serve ---- */

/* Boyer and Moore's majority vote: whoever holds more than half of all votes is the candidate that
 * is left; a second pass counts. */
typedef struct {
    guint32 candidate;
    guint32 n;
    guint32 n_all;
} Vote;

static void
vote(Vote *self, guint32 choice)
{
    self->n_all++;
    if (self->n == 0)
        self->candidate = choice;
    self->n = self->candidate == choice ? self->n + 1 : self->n - 1;
}

/* Only officers' own rows vote: adm1 for adm1, unit for unit. */
static guint32
choice_of(const OverlapEntry *entry, gboolean of_unit)
{
    return of_unit ? entry->unit : entry->adm1;
}

static void
vote_places(Maker *maker, gboolean of_unit)
{
    guint32 n = maker->sessions->sessions->len;
    g_autofree Vote *votes = g_new0(Vote, MAX(n, 1));
    const GArray *entries = maker->attendance->entries;

    for (guint i = 0; i < entries->len; i++) {
        const OverlapEntry *entry = overlap_entry(maker->attendance, i);

        if (entry->group != OVERLAP_NONE)
            vote(&votes[overlap_session_of(maker->sessions, entry)], choice_of(entry, of_unit));
    }
    for (guint32 i = 0; i < n; i++)
        votes[i].n = 0;
    for (guint i = 0; i < entries->len; i++) {
        const OverlapEntry *entry = overlap_entry(maker->attendance, i);
        guint32 session = overlap_session_of(maker->sessions, entry);

        if (session != OVERLAP_NONE)
            votes[session].n += choice_of(entry, of_unit) == votes[session].candidate;
    }
    for (guint32 i = 0; i < n; i++) {
        OverlapSession *session = overlap_session(maker->sessions, i);

        if (2 * votes[i].n > votes[i].n_all)
            set_if_unknown(of_unit ? &session->unit : &session->adm1, votes[i].candidate);
    }
}

/* ---- order and numbers ---- */

static gint
compare_texts(const OverlapAttendance *attendance, guint32 a, guint32 b)
{
    return roll_text_compare(roll_dictionary_text(attendance->texts, a),
                             roll_dictionary_text(attendance->texts, b));
}

static gint
compare_sessions(const Maker *maker, const OverlapSession *a, const OverlapSession *b)
{
    const guint32 texts_a[] = {a->organisation, a->session_id, a->title, a->adm1, a->venue};
    const guint32 texts_b[] = {b->organisation, b->session_id, b->title, b->adm1, b->venue};

    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    for (guint i = 0; i < G_N_ELEMENTS(texts_a); i++) {
        gint order = compare_texts(maker->attendance, texts_a[i], texts_b[i]);

        if (order != 0)
            return order;
    }
    return (a->number > b->number) - (a->number < b->number);
}

static gint
compare_places(gconstpointer a, gconstpointer b, gpointer self)
{
    const Maker *maker = self;
    guint32 x = *(const guint32 *)a;
    guint32 y = *(const guint32 *)b;
    gint order = compare_sessions(maker, overlap_session(maker->sessions, x),
                                  overlap_session(maker->sessions, y));

    return order != 0 ? order : (x > y) - (x < y);
}

static void
sort_sessions(Maker *maker)
{
    guint32 n = maker->sessions->sessions->len;
    g_autofree guint32 *order = g_new(guint32, MAX(n, 1));
    g_autofree guint32 *places = g_new(guint32, MAX(n, 1));
    GArray *sorted = g_array_sized_new(FALSE, TRUE, sizeof(OverlapSession), MAX(n, 1));

    for (guint32 i = 0; i < n; i++)
        order[i] = i;
    g_qsort_with_data(order, (gint)n, sizeof *order, compare_places, maker);
    for (guint32 i = 0; i < n; i++) {
        g_array_append_val(sorted, *overlap_session(maker->sessions, order[i]));
        places[order[i]] = i;
    }
    for (guint32 i = 0; i < maker->attendance->groups->len; i++)
        if (maker->sessions->of_group[i] != OVERLAP_NONE)
            maker->sessions->of_group[i] = places[maker->sessions->of_group[i]];
    g_array_set_clear_func(maker->sessions->sessions, NULL);
    g_array_unref(maker->sessions->sessions);
    maker->sessions->sessions = sorted;
    g_array_set_clear_func(sorted, session_clear);
}

/* The order is that of the sessions, which no order of files and no clock changes. */
static void
number_sessions(const OverlapAttendance *attendance, OverlapSessions *sessions)
{
    guint32 last = 0;

    for (guint32 i = 0; i < attendance->groups->len; i++)
        last = MAX(last, g_array_index(attendance->groups, OverlapGroup, i).key.number);
    for (guint32 i = 0; i < sessions->sessions->len; i++) {
        OverlapSession *session = overlap_session(sessions, i);

        session->event = i;
        overlap_topics_unite(&session->taught, &session->topics);
        if (session->number != 0)
            continue;
        session->number = ++last;
        sessions->n_new++;
    }
}

OverlapSessions *
overlap_sessions_new(const OverlapAttendance *attendance, OverlapTopics *topics)
{
    OverlapSessions *sessions = g_new0(OverlapSessions, 1);
    Maker maker = {.attendance = attendance, .topics = topics, .sessions = sessions};

    sessions->sessions = g_array_new(FALSE, TRUE, sizeof(OverlapSession));
    g_array_set_clear_func(sessions->sessions, session_clear);
    make_sessions(&maker);
    call_off(&maker);
    vote_places(&maker, FALSE);
    vote_places(&maker, TRUE);
    sort_sessions(&maker);
    number_sessions(attendance, sessions);
    return sessions;
}

void
overlap_sessions_free(OverlapSessions *sessions)
{
    if (sessions == NULL)
        return;
    g_array_unref(sessions->sessions);
    g_free(sessions->of_group);
    g_free(sessions);
}
