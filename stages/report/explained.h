/* explained: the officers whose evidence the coordinator's page holds, and what they attended.
 *
 * Evidence of all would make the page too long to open.  It is there for those about whom somebody
 * will ask: first those whose identity rests on a pair in doubt, at most 250, then those taught a
 * topic most often, 750 in all.  For any other officer the page tells the command that tells it. */
#pragma once

#include "pipeline/lib/evidence.h"
#include "stages/report/officer.h"

/* One event, whoever reported it. */
typedef struct {
    RollDay start;
    gchar *organisations; /* "LBR, HBF"; owned, as the last */
    const gchar *title;
    const gchar *topics; /* codes with ; between */
    gchar *again;        /* those that the officer had still from an earlier one */
    gboolean is_planned;
} ExplainedSession;

typedef struct {
    Officer row;
    const EvidenceOfficer *evidence;
    GArray *sessions; /* of ExplainedSession, the latest first; owned */
} ExplainedOfficer;

typedef struct {
    GArray *officers;    /* of ExplainedOfficer, most often taught first; owned, as the other */
    GPtrArray *evidence; /* of EvidenceOfficer */
} Explained;

/* Between the two times the stream is read: says whose evidence is wanted.  Where the stream has
 * none, the context's reading is freed and NULL from then on. */
void explained_choose(ReportContext *context);
/* After it. (transfer full) */
Explained *explained_new(const ReportContext *context);
void explained_free(Explained *explained);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Explained, explained_free)
