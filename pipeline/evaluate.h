/* evaluate: how well a run links, held against a known truth, over the records that stand in both.
 *
 * Pairwise: of all pairs of records, which are claimed to be one officer, and which are.  B-cubed
 * (Bagga and Baldwin, COLING-ACL 1998): the same from each record's point of view, so that one
 * large officer does not outweigh a hundred small ones.  A record without an officer is one of its
 * own.  Where nothing is claimed (or nothing is true) precision (or recall) is 1. */
#pragma once

#include <glib.h>

typedef struct {
    gdouble precision;
    gdouble recall;
    gdouble f1;
} EvaluateMeasure;

/* @part of @whole; 1 of nothing. */
gdouble evaluate_ratio(gdouble part, gdouble whole);
EvaluateMeasure evaluate_measure(gdouble precision, gdouble recall);

typedef struct {
    EvaluateMeasure pairs;
    EvaluateMeasure bcubed;
    guint64 n_records;  /* in both */
    guint64 n_only_run; /* records of the run that the truth does not know */
    guint64 n_only_truth;
} Evaluation;

/* @records: a stream with the table records; @truth: a CSV, both with the columns export, row and
 * officer.  Errors: ROLL_ERROR_DATA (a column is missing, a row is no number or stands twice),
 * ROLL_ERROR_IO. */
gboolean evaluate(const gchar *records, const gchar *truth, Evaluation *result,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
