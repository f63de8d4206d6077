/* evaluate_labels: a run held against what people have said of some pairs: a truth in part. */
#pragma once

#include <glib.h>

#include "pipeline/evaluate.h"

typedef struct {
    EvaluateMeasure pairs; /* of the labelled pairs */
    guint64 n_same;        /* labelled so, with both records in the run */
    guint64 n_same_joined;
    guint64 n_different;
    guint64 n_different_joined;
    guint64 n_unsure;  /* left out */
    guint64 n_unknown; /* left out: a record is not in the run */
    GPtrArray *wrong;  /* of gchar *: "row_a row_b same, but two officers"; owned */
} EvaluateLabels;

/* TRUE when @path is a file of decisions, and no export,row,officer. */
gboolean evaluate_is_labels(const gchar *path);
/* @records: a stream with the table records; @path: a file of decisions (decision.h).
 * Errors: ROLL_ERROR_DATA, ROLL_ERROR_IO. */
EvaluateLabels *evaluate_labels(const gchar *records, const gchar *path,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void evaluate_labels_free(EvaluateLabels *labels);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EvaluateLabels, evaluate_labels_free)
