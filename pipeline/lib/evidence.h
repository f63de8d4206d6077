/* evidence: why records are one officer, in hundredths of a bit as match writes it, so that what is
 * shown adds up to the score exactly. */
#pragma once

#include <glib.h>

#include "pipeline/lib/evidence_read.h"

/* A step of the waterfall. */
typedef struct {
    const gchar *field; /* the reading's, as the level */
    const gchar *level; /* what the comparison said, in words */
    gchar *value_a;     /* owned, as both */
    gchar *value_b;
    gint64 hundredths; /* of a bit */
} EvidencePart;

typedef struct {
    const EvidenceRecord *a;
    const EvidenceRecord *b;
    gint64 start; /* before any field: how rare pairs are; and what is taken off for a name alone */
    GArray *parts;        /* of EvidencePart; owned */
    gint64 sum;           /* the score */
    gboolean is_computed; /* just now: it was not worth keeping in the archive */
} EvidencePair;

/* What match wrote of the two (transfer full); NULL where it did not keep the pair. */
EvidencePair *evidence_pair_new(const EvidenceReading *reading, const EvidenceRecord *a,
                                const EvidenceRecord *b);
void evidence_pair_free(EvidencePair *pair);

/* How an officer grew. */
typedef struct {
    const EvidenceRecord *a;
    const EvidenceRecord *b;
    guint n_a; /* records in either group before */
    guint n_b;
    gdouble value; /* bits, over all pairs between the two groups */
    gboolean is_decided;
    EvidencePair *pair; /* of a and b; NULL: nothing links them; owned */
} EvidenceStep;

typedef struct {
    guint32 officer;
    gchar *number;      /* as people write it; owned, as the rest */
    GPtrArray *records; /* of EvidenceRecord, in order; not owned */
    GArray *steps;      /* of EvidenceStep */
    gint weakest;       /* the step of the lowest value of those that evidence made; -1: none */
} EvidenceOfficer;

/* The wanted officers by their numbers (transfer full), of EvidenceOfficer; they live no longer
 * than the reading. */
GPtrArray *evidence_officers(const EvidenceReading *reading);

/* Of 1,000 joins at @bits, how many are wrong by the model's own odds. */
gdouble evidence_wrong_of_thousand(gdouble bits);
const gchar *evidence_name(const EvidenceRecord *record);
/* What a record is known by, for people: "ijm-2009-06 line 13". (transfer full) */
gchar *evidence_place(const EvidenceRecord *record);
/* "+12.34", whatever the locale. */
#define EVIDENCE_BITS_MAX 32
const gchar *evidence_bits(gint64 hundredths, gchar buffer[EVIDENCE_BITS_MAX]);
/* Of each identity that is shown the first record, and how many say the same: of EvidenceRecord;
 * @counts (of guint) beside it.  (transfer full) of the array. */
GPtrArray *evidence_distinct(const EvidenceOfficer *officer, GArray *counts);
