/* view: everything the reports of overlap look at, worked out once.
 *
 * An event is a training that took place, or is to: a session, or several that report the same one
 * (joint.h).  Its place is that of the session that stands for it.  Reports count events. */
#pragma once

#include <glib.h>

#include "pipeline/lib/agreed.h"
#include "pipeline/lib/table.h"
#include "stages/overlap/attendance.h"
#include "stages/overlap/corridor.h"
#include "stages/overlap/due.h"
#include "stages/overlap/law.h"
#include "stages/overlap/lists.h"
#include "stages/overlap/place.h"
#include "stages/overlap/session.h"
#include "stages/overlap/topic.h"

/* Two sessions that report one event. */
typedef struct {
    guint32 a; /* the earlier place */
    guint32 b;
    guint32 n_a; /* people on each list, and on both */
    guint32 n_b;
    guint32 n_common;
    guint32 n_doubtful; /* of the common, by a link that waits for a decision */
    gboolean is_named;  /* one names the other's organisation as implementer or funder */
} OverlapJoint;

/* One officer, one topic, two events inside the topic's validity. */
typedef struct {
    guint32 officer;
    guint32 topic;
    guint32 a; /* the earlier event */
    guint32 b;
} OverlapDuplicate;

typedef struct {
    guint32 home; /* entry that says where the officer serves: the roll's, else the latest */
    guint32 last; /* entry of the latest session, else of the roll; OVERLAP_NONE: no entry */
    gchar sex;    /* as most entries say */
    gboolean on_roll;
} OverlapOfficer;

/* A pair of records that waits for a decision, both of one officer or of two. */
typedef struct {
    guint32 entry_a;
    guint32 entry_b;
} OverlapDoubt;

struct OverlapView {
    OverlapAttendance *attendance; /* owned, as all of these */
    OverlapTopics *topics;
    OverlapSessions *sessions;
    RollDay as_of;
    guint32 *officer_texts;   /* officer: place of his number in attendance->officers */
    guint32 n_officers;       /* officers are 1 to n_officers - 1 */
    OverlapLists *events_of;  /* officer: events held that he attended, planned he is invited to */
    OverlapLists *people_of;  /* event: its officers */
    OverlapLists *listed;     /* session, as it was reported: the officers on its own list */
    OverlapLists *entries_of; /* officer: his entries */
    OverlapLists *doubts_of;  /* officer: events he is in by a link that waits for a decision */
    OverlapOfficer *officers;
    GHashTable *delivered;     /* names of the exports of this run; NULL: the stream does not say */
    GHashTable *export_places; /* text of an export's name to its place in attendance->exports */
    GArray *acted;             /* of OverlapActed */
    GArray *absences;          /* of OverlapAbsence */
    GArray *joints;            /* of OverlapJoint, by a, then b */
    GArray *duplicates;        /* of OverlapDuplicate, by officer, topic's code, a, b */
    GArray *cohorts;           /* of OverlapCohort, by a, then b */
    guint8 *is_repeat; /* by place in events_of->items: had one of its topics, still valid */
    OverlapCoverage *coverage;
    OverlapDues *dues;
    OverlapCorridors *corridors; /* NULL: no rules */
    OverlapLaws *laws;           /* NULL: no rules */
    RollAgreed *agreed;          /* messages; NULL: no rules.  Of one thread at a time: matrix's */
    GArray *doubts;              /* of OverlapDoubt */
    GPtrArray *doubt_texts;      /* pairs of "export:row" until overlap_view_settle() */
    GPtrArray *outcomes;         /* of RollBatch: what the run before said of collisions */
    GPtrArray *submissions;      /* of RollBatch: and of what was sent month by month */
};

/* The last day of the month so many months before that of the report; 0 where that is unknown. */
static inline RollDay
overlap_months_ago(const OverlapView *view, gint n_months)
{
    return view->as_of != 0 ? roll_day_month_end(roll_day_add_months(view->as_of, -n_months)) : 0;
}

/* @courses (transfer full): the rules on topics; may be NULL. */
OverlapView *overlap_view_new(RollCodes *courses);
/* A pair of the table "review", as "export:row". */
void overlap_view_doubt(OverlapView *view, RollText row_a, RollText row_b);
/* An export of this run; where none is named, those are whose rows came without a session number.
 */
void overlap_view_deliver(OverlapView *view, RollText export_name);
/* A batch of a table that the run before left, kept in @kept, a list of the view. */
void overlap_view_keep(GPtrArray *kept, const RollBatch *batch);
void overlap_view_free(OverlapView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OverlapView, overlap_view_free)

/* A table that overlap adds to the stream. */
typedef struct {
    const gchar *name;
    const gchar *const *columns; /* NULL-terminated */
    gboolean (*write)(const OverlapView *view, RollTable *table, GError **error);
} OverlapReport;

static inline const OverlapSession *
overlap_event(const OverlapView *view, guint32 place)
{
    return &g_array_index(view->sessions->sessions, OverlapSession, place);
}

static inline guint32
overlap_n_sessions(const OverlapView *view)
{
    return view->sessions->sessions->len;
}

/* Whether @sent came with this run, and not from the history. */
gboolean overlap_is_delivered(const OverlapView *view, const OverlapExport *sent);

/* TRUE for a session that stands for an event of that status. */
static inline gboolean
overlap_is_event(const OverlapView *view, guint32 place, OverlapStatus status)
{
    const OverlapSession *session = overlap_event(view, place);

    return session->event == place && session->status == status;
}

/* TRUE for a plan that is still to come: one of the past is none. */
static inline gboolean
overlap_is_plan(const OverlapView *view, guint32 place)
{
    return overlap_is_event(view, place, OVERLAP_PLANNED) &&
           overlap_event(view, place)->start > view->as_of;
}

/* The last day on which training in @topic in @event still holds: its validity ends, or the law by
 * which it was taught, where the topic is one of that law. */
RollDay overlap_valid_until(const OverlapView *view, guint32 topic, const OverlapSession *event);
/* TRUE when it waits for a decision whether the officer was in the event. */
gboolean overlap_is_doubtful(const OverlapView *view, guint32 officer, guint32 event);
/* Of the officers that two events share, those in doubt in either. */
guint32 overlap_n_doubtful(const OverlapView *view, guint32 a, guint32 b);
