/* evaluate_read: the records of a run that stand in a truth, with what details tell of them. */
#pragma once

#include <glib.h>

#include "pipeline/lib/dictionary.h"

#define EVALUATE_FIELDS_MAX 32

typedef struct {
    guint32 number;  /* in the table records, from 1 */
    guint32 claimed; /* whose it is, as the run says; a number nobody else has where it says none */
    guint32 known;   /* and in truth */
    guint32 export_name; /* in texts, as both below */
    guint32 file;
    guint32 name;
    guint32 line;
    guint32 has; /* a bit a compared field: the record says something in it */
} EvaluateRecord;

/* A join of the run: of two records, from 1, at so many bits. */
typedef struct {
    guint32 a;
    guint32 b;
    gdouble bits;
} EvaluateJoin;

typedef struct {
    GArray *records;   /* of EvaluateRecord: in both; owned, as all of these */
    GArray *joins;     /* of EvaluateJoin */
    GArray *nodes;     /* of guint32, a record of the run: one number for those that were one before
                          anything was joined */
    GPtrArray *fields; /* of gchar *: compared */
    RollDictionary *texts;
} EvaluateReading;

/* Errors: ROLL_ERROR_DATA, ROLL_ERROR_IO. */
EvaluateReading *evaluate_read(const gchar *run, const gchar *truth,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void evaluate_reading_free(EvaluateReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EvaluateReading, evaluate_reading_free)
