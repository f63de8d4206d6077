/* explain: why records of a run are one officer, or are not, told from its archive.
 *
 * A pair that the archive does not have is compared once more by match itself, with
 * the records and the rules of the archive, which comes to the same model. */
#pragma once

#include <glib.h>

#include "pipeline/interrupt.h"
#include "pipeline/lib/evidence.h"
#include "pipeline/names.h"

/* The strongest links to somebody else. */
typedef struct {
    gchar *officer;         /* owned */
    EvidencePair *evidence; /* owned */
} ExplainNear;

typedef struct {
    GPtrArray *records;             /* of EvidenceRecord: the others'; owned, as all of these */
    GPtrArray *officers;            /* of EvidenceOfficer: one, or those of the two records */
    const EvidenceRecord *asked[2]; /* NULL where an officer was asked for */
    EvidencePair *pair; /* of the two records; NULL: one was asked for, or one names nobody */
    gdouble between;    /* bits between two officers as a whole */
    GArray *near;       /* of ExplainNear, the strongest first */
    GPtrArray *reasons; /* of gchar *: sentences, what decided */
    GPtrArray *hits;    /* of NamesHit: rules that touched the names, name by name */
    struct ExplainReading *reading; /* owns all other records, names of fields, levels */
} Explanation;

/* @what: one or two words, each "export:row", "file:line" or an officer's number (alone).
 * Errors: ROLL_ERROR_USAGE (nothing of that name), ROLL_ERROR_DATA, ROLL_ERROR_IO. */
Explanation *explain(const gchar *run, const gchar *const *what, Interrupt *interrupt,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void explanation_free(Explanation *explanation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Explanation, explanation_free)

/* What became of the number of @officer in this run, of gchar * (transfer container). */
GPtrArray *explain_events(const Explanation *explanation, const EvidenceOfficer *officer);
