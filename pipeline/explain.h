/* explain: why records of a run are one officer, or are not, told from its archive.
 *
 * Evidence is in hundredths of a bit, as match writes it, so that what is shown adds up to the
 * score exactly.  A pair that the archive does not have is compared once more by match itself, with
 * the records and the rules of the archive, which comes to the same model. */
#pragma once

#include <glib.h>

#include "pipeline/interrupt.h"
#include "pipeline/lib/batch.h"
#include "pipeline/names.h"

#define EXPLAIN_NO_IDENTITY G_MAXUINT32

typedef struct {
    guint number;      /* in the table records, from 1 */
    gchar *id;         /* "export:row"; owned */
    RollBatch *batch;  /* the record alone; owned */
    guint32 identity;  /* records of one identity say the same; EXPLAIN_NO_IDENTITY: nothing */
    gboolean is_alone; /* what it says is too little to be one with others that say the same */
} ExplainRecord;

/* A step of the waterfall. */
typedef struct {
    const gchar *field; /* owned by the explanation, as the level */
    const gchar *level; /* what the comparison said, in words */
    gchar *value_a;     /* owned, as both */
    gchar *value_b;
    gint64 hundredths; /* of a bit */
} ExplainPart;

typedef struct {
    const ExplainRecord *a;
    const ExplainRecord *b;
    gint64 start; /* before any field: how rare pairs are; and what is taken off for a name alone */
    GArray *parts;        /* of ExplainPart; owned */
    gint64 sum;           /* the score */
    gboolean is_computed; /* just now: it was not worth keeping in the archive */
} ExplainPair;

/* How an officer grew. */
typedef struct {
    const ExplainRecord *a;
    const ExplainRecord *b;
    guint n_a; /* records in either group before */
    guint n_b;
    gdouble value; /* bits, over all pairs between the two groups */
    gboolean is_decided;
    ExplainPair *evidence; /* of a and b; NULL: nothing links them; owned */
} ExplainStep;

typedef struct {
    gchar *number;      /* owned, as all of these */
    GPtrArray *records; /* of ExplainRecord, in order; not owned */
    GArray *steps;      /* of ExplainStep */
    GPtrArray *events;  /* of gchar *: what became of the number in this run */
    gint weakest;       /* the step of the lowest value; -1: none */
} ExplainOfficer;

/* The strongest links to somebody else. */
typedef struct {
    gchar *officer;        /* owned */
    ExplainPair *evidence; /* owned */
} ExplainNear;

typedef struct {
    GPtrArray *records;            /* of ExplainRecord, by number; owned, as all of these */
    GPtrArray *officers;           /* of ExplainOfficer: one, or those of the two records */
    const ExplainRecord *asked[2]; /* NULL where an officer was asked for */
    ExplainPair *pair;  /* of the two records; NULL: one was asked for, or one names nobody */
    gdouble between;    /* bits between two officers as a whole */
    GArray *near;       /* of ExplainNear, the strongest first */
    GPtrArray *reasons; /* of gchar *: sentences, what decided */
    GPtrArray *hits;    /* of NamesHit: rules that touched the names, name by name */
    struct ExplainReading *reading; /* owns the names of fields and levels */
    gboolean is_other_model;        /* what was computed now weighs otherwise than the run did */
} Explanation;

/* @what: one or two words, each "export:row", "file:line" or an officer's number (alone).
 * Errors: ROLL_ERROR_USAGE (nothing of that name), ROLL_ERROR_DATA, ROLL_ERROR_IO. */
Explanation *explain(const gchar *run, const gchar *const *what, Interrupt *interrupt,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void explanation_free(Explanation *explanation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Explanation, explanation_free)

/* Of 1,000 joins at @bits, how many are wrong by the model's own odds. */
gdouble explain_wrong_of_thousand(gdouble bits);
const gchar *explain_name(const ExplainRecord *record);
/* The place of the record of each identity that is shown, and how many say the same: the first of
 * each, of ExplainRecord; @counts (of guint) beside it.  (transfer full) of the array. */
GPtrArray *explain_distinct(const ExplainOfficer *officer, GArray *counts);
