#include "stages/report/explained.h"

#include <string.h>

#include "pipeline/lib/number.h"

#define IN_DOUBT_MAX 250
#define OFFICERS_MAX 750

/* ---- who ---- */

static void
add(GHashTable *set, const ReportRow *row)
{
    guint32 number = 0;

    if (roll_number_parse(ROLL_NUMBER_OFFICER, report_get(row, "officer"), &number))
        g_hash_table_add(set, GUINT_TO_POINTER(number));
}

void
explained_choose(ReportContext *context)
{
    g_autoptr(GArray) officers = officer_list(context);
    GHashTable *wanted = context->evidence->officers;

    for (guint i = 0; i < officers->len && g_hash_table_size(wanted) < IN_DOUBT_MAX; i++)
        if (report_is(&g_array_index(officers, Officer, i).row, "decision", "review"))
            add(wanted, &g_array_index(officers, Officer, i).row);
    for (guint i = 0; i < officers->len && g_hash_table_size(wanted) < OFFICERS_MAX; i++)
        add(wanted, &g_array_index(officers, Officer, i).row);
    if (!evidence_choose(context->evidence))
        g_clear_pointer(&context->evidence, evidence_reading_free);
}

/* ---- what they attended ---- */

typedef struct {
    GHashTable *sessions; /* number to ReportRow; owned */
    GHashTable *again;    /* "officer\nevent" to topics; owned */
    RollDay as_of;
} Attended;

static void
read_sessions(const ReportContext *context, Attended *attended)
{
    ReportRow row = report_rows(context->tables, "sessions");

    attended->sessions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    while (report_next(&row))
        g_hash_table_insert(attended->sessions, g_strdup(report_string(&row, "session")),
                            g_memdup2(&row, sizeof row));
}

static gchar *
again_key(const gchar *officer, const gchar *event)
{
    return g_strconcat(officer, "\n", event, NULL);
}

/* A topic follows once for each earlier session with it. */
static gchar *
with_topic(const gchar *topics, const gchar *topic)
{
    g_auto(GStrv) known = g_strsplit(topics, ";", -1);

    if (*topics == '\0')
        return g_strdup(topic);
    if (g_strv_contains((const gchar *const *)known, topic))
        return g_strdup(topics);
    return g_strconcat(topics, ";", topic, NULL);
}

static void
read_again(const ReportContext *context, Attended *attended)
{
    ReportRow row = report_rows(context->tables, "duplicate_pairs");

    attended->again = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    while (report_next(&row)) {
        const gchar *officer = report_string(&row, "officer");
        g_autofree gchar *key = NULL;
        const gchar *known = NULL;
        guint32 number = 0;

        if (!roll_number_parse(ROLL_NUMBER_OFFICER, roll_text(officer), &number) ||
            !g_hash_table_contains(context->evidence->officers, GUINT_TO_POINTER(number)))
            continue;
        key = again_key(officer, report_string(&row, "session_b"));
        known = g_hash_table_lookup(attended->again, key);
        g_hash_table_insert(attended->again, g_strdup(key),
                            with_topic(known != NULL ? known : "", report_string(&row, "topic")));
    }
}

static void
session_clear(gpointer data)
{
    ExplainedSession *session = data;

    g_free(session->organisations);
    g_free(session->again);
}

static void
add_session(const Attended *attended, GArray *sessions, const gchar *officer, const ReportRow *row)
{
    const gchar *event = report_string(row, "event");
    g_autofree gchar *key = again_key(officer, event);
    const gchar *again = g_hash_table_lookup(attended->again, key);
    ExplainedSession session = {
        .start = roll_day_parse(report_get(row, "start_date")),
        .organisations = g_strdup(report_string(row, "organisation")),
        .title = report_string(row, "course_title"),
        .topics = report_string(row, "topic_codes"),
        .again = g_strdup(again != NULL ? again : ""),
    };

    session.is_planned = session.start > attended->as_of;
    g_array_append_val(sessions, session);
}

static gint
latest_first(gconstpointer a, gconstpointer b)
{
    const ExplainedSession *x = a;
    const ExplainedSession *y = b;

    return (y->start > x->start) - (y->start < x->start);
}

/* An event that two organisations report is one, of both. */
static void
add_organisation(GArray *sessions, guint place, const gchar *organisation)
{
    ExplainedSession *session = &g_array_index(sessions, ExplainedSession, place);
    g_auto(GStrv) known = g_strsplit(session->organisations, ", ", -1);
    gchar *both = NULL;

    if (g_strv_contains((const gchar *const *)known, organisation))
        return;
    both = g_strconcat(session->organisations, ", ", organisation, NULL);
    g_free(session->organisations);
    session->organisations = both;
}

static GArray *
sessions_of(const Attended *attended, const EvidenceOfficer *officer)
{
    GArray *sessions = g_array_new(FALSE, FALSE, sizeof(ExplainedSession));
    g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    g_array_set_clear_func(sessions, session_clear);
    for (guint i = 0; i < officer->records->len; i++) {
        const ReportRow *row = g_hash_table_lookup(
            attended->sessions, evidence_get(officer->records->pdata[i], "session").data);
        const gchar *event = row != NULL ? report_string(row, "event") : "";
        guint place = GPOINTER_TO_UINT(g_hash_table_lookup(places, event));

        if (row == NULL)
            continue;
        if (place > 0) {
            add_organisation(sessions, place - 1, report_string(row, "organisation"));
            continue;
        }
        add_session(attended, sessions, officer->number, row);
        g_hash_table_insert(places, g_strdup(event), GUINT_TO_POINTER(sessions->len));
    }
    g_array_sort(sessions, latest_first);
    return sessions;
}

/* ---- the whole ---- */

static void
officer_clear(gpointer data)
{
    g_array_unref(((ExplainedOfficer *)data)->sessions);
}

static GHashTable *
by_number(const GPtrArray *evidence)
{
    GHashTable *known = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < evidence->len; i++) {
        EvidenceOfficer *officer = evidence->pdata[i];

        g_hash_table_insert(known, officer->number, officer);
    }
    return known;
}

Explained *
explained_new(const ReportContext *context)
{
    Explained *explained = g_new0(Explained, 1);
    g_autoptr(GArray) officers = officer_list(context);
    g_autoptr(GHashTable) known = NULL;
    Attended attended = {.as_of = context->as_of};

    explained->evidence = evidence_officers(context->evidence);
    explained->officers = g_array_new(FALSE, FALSE, sizeof(ExplainedOfficer));
    g_array_set_clear_func(explained->officers, officer_clear);
    known = by_number(explained->evidence);
    read_sessions(context, &attended);
    read_again(context, &attended);
    for (guint i = 0; i < officers->len; i++) {
        ExplainedOfficer officer = {.row = g_array_index(officers, Officer, i)};

        officer.evidence = g_hash_table_lookup(known, report_string(&officer.row.row, "officer"));
        if (officer.evidence == NULL)
            continue;
        officer.sessions = sessions_of(&attended, officer.evidence);
        g_array_append_val(explained->officers, officer);
    }
    g_hash_table_unref(attended.sessions);
    g_hash_table_unref(attended.again);
    return explained;
}

void
explained_free(Explained *explained)
{
    if (explained == NULL)
        return;
    g_array_unref(explained->officers);
    g_ptr_array_unref(explained->evidence);
    g_free(explained);
}
