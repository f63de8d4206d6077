/* evidence_read: the records of some officers, and what match and cluster left in a stream of why
 * they are one officer: tables records, identities, comparisons, joins and pairs.
 *
 * The stream is gone through twice, whatever the order of its tables.  The first time tells whose
 * each record is, and what match compared; then it is said whose evidence is wanted; the second
 * time picks it. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"

#define EVIDENCE_NO_IDENTITY G_MAXUINT32
/* Beside records. */
#define EVIDENCE_TABLES "identities", "comparisons", "joins", "pairs"

typedef struct {
    guint number;      /* in the table records, from 1 */
    gchar *id;         /* "export:row"; owned */
    RollBatch *batch;  /* counted; several records may share one */
    guint at;          /* its place in that */
    guint32 identity;  /* records of one identity say the same; EVIDENCE_NO_IDENTITY: nothing */
    gboolean is_alone; /* what it says is too little to be one with others that say the same */
} EvidenceRecord;

/* A pair of identities as match wrote it. */
typedef struct {
    guint32 left; /* left < right, but where a record is held against its like */
    guint32 right;
    gdouble weight;
    gchar *levels; /* a digit a field; owned, as the next */
    gchar *parts;
} EvidenceLink;

typedef struct {
    guint32 officer; /* by its number */
    guint a;         /* records, from 1 */
    guint b;
    gdouble value;
    gboolean is_decided;
} EvidenceJoin;

typedef struct {
    /* After the first time. */
    GArray *owners;     /* of guint32, a record of the run: the number of its officer, 0: none */
    GArray *identities; /* of guint32, a record of the run */
    GPtrArray *fields;  /* of gchar *: compared */
    GPtrArray *labels;  /* of GPtrArray of gchar *, a field */
    /* What is wanted. */
    GHashTable *officers; /* set of numbers */
    GHashTable *numbers;  /* set of records, from 1, beside those of the officers */
    /* After the second time. */
    GPtrArray *records; /* of EvidenceRecord, in order */
    GArray *links;      /* of EvidenceLink with an identity of the records */
    GArray *joins;      /* of EvidenceJoin of the officers */
    /* Its own. */
    GArray *linked;  /* of guint32, a bit an identity: its links are wanted */
    guint n_records; /* of the run, before the batch at hand */
} EvidenceReading;

EvidenceReading *evidence_reading_new(void);
void evidence_reading_free(EvidenceReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EvidenceReading, evidence_reading_free)

/* A batch of whatever table, the first time. */
void evidence_look(EvidenceReading *reading, const gchar *table, const RollBatch *batch);
/* Between the two: what is wanted has been added.  FALSE where the stream has no evidence. */
gboolean evidence_choose(EvidenceReading *reading) G_GNUC_WARN_UNUSED_RESULT;
/* A batch of whatever table, the second time. */
void evidence_pick(EvidenceReading *reading, const gchar *table, const RollBatch *batch);
/* After it. */
void evidence_settle(EvidenceReading *reading);
/* What match has computed anew, of another stream: its links take the place of those there were,
 * which have been forgotten; evidence_settle() after it. */
void evidence_forget_links(EvidenceReading *reading);
void evidence_pick_again(EvidenceReading *reading, const gchar *table, const RollBatch *batch);

/* NULL where match did not keep the pair. */
const EvidenceLink *evidence_find(const EvidenceReading *reading, guint32 x, guint32 y);

/* The identity of record @number, from 1. */
guint32 evidence_identity(const EvidenceReading *reading, guint number);
/* Record @number, which stands at @at of @batch (transfer full; @batch is counted). */
EvidenceRecord *evidence_record_new(const EvidenceReading *reading, RollBatch *batch, guint at,
                                    guint number);
void evidence_record_free(gpointer data);
/* What it says in @column; "" where there is none of that name. */
RollText evidence_get(const EvidenceRecord *record, const gchar *column);
