/* session: sessions made of groups of rows.
 *
 * Rows belong to one session when they came with the same number (history); or carry the same
 * organisation and session id, a week apart at most; or the same organisation, start date and
 * title or topics, where neither session id nor province contradicts, nor title and venue both.  A
 * row whose date is wrong is kept with its session by the session's id. */
#pragma once

#include <glib.h>

#include "pipeline/lib/codes.h"
#include "stages/overlap/attendance.h"
#include "stages/overlap/topic.h"

typedef enum {
    OVERLAP_HELD,    /* at least one row says that somebody attended */
    OVERLAP_PLANNED, /* not held yet */
    OVERLAP_OFF,     /* called off */
} OverlapStatus;
const gchar *overlap_status_name(OverlapStatus status); /* complete, planned, canceled: HXL's */

typedef struct {
    guint32 number;       /* never reused; roll_number_format() */
    guint32 organisation; /* texts of OverlapAttendance from here */
    guint32 session_id;
    guint32 title;
    guint32 venue;
    guint32 implementer;
    guint32 funder;
    guint32 legal_basis;
    const RollCode *law; /* that its legal basis names; NULL: none that is known */
    RollDay law_ends;    /* the last day before another law changed it; 0: none has */
    guint32 adm1;        /* of the venue; else where most of its people serve; 0: unknown */
    guint32 unit;        /* where most of its people serve; 0: no majority */
    RollDay start;
    RollDay end; /* not before start */
    OverlapStatus status;
    gdouble hours; /* 0: not said */
    guint seats;   /* 0: not said */
    guint32 n_rows;
    guint32 n_people; /* officers on its own list; the view counts them */
    guint32 event;    /* session that stands for it where it was reported twice; else itself */
    OverlapTopicSet topics; /* owned */
    OverlapTopicSet taught; /* owned; of an event: the topics of all its reports */
} OverlapSession;

typedef struct {
    GArray *sessions;  /* of OverlapSession, by start date, then organisation, id, title */
    guint32 *of_group; /* place of the session of each group; OVERLAP_NONE: all its rows were set
                          aside, and those of its session */
    guint32 n_new;     /* sessions that had no number yet */
} OverlapSessions;

/* Reads the groups and entries of @attendance; topics are added to @topics. */
OverlapSessions *overlap_sessions_new(const OverlapAttendance *attendance, OverlapTopics *topics);
void overlap_sessions_free(OverlapSessions *sessions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OverlapSessions, overlap_sessions_free)

static inline OverlapSession *
overlap_session(const OverlapSessions *sessions, guint32 place)
{
    return &g_array_index(sessions->sessions, OverlapSession, place);
}

/* The session of a record, OVERLAP_NONE when it has none. */
static inline guint32
overlap_session_of(const OverlapSessions *sessions, const OverlapEntry *entry)
{
    return entry->group == OVERLAP_NONE ? OVERLAP_NONE : sessions->of_group[entry->group];
}
