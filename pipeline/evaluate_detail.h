/* evaluate_detail: where a run links well and where it does not, held against a known truth.
 *
 * By threshold: what precision and recall were had the run joined only at so many bits and more
 * (its joins are in the archive, so it can be told for higher thresholds only).  By export, and by
 * what a record does not say: B-cubed, from the point of view of these records.  And the worst
 * false merges and misses, by line. */
#pragma once

#include <glib.h>

#include "pipeline/evaluate.h"

typedef struct {
    gdouble bits;
    EvaluateMeasure pairs;
} EvaluateThreshold;

/* Of some of the records. */
typedef struct {
    gchar *name;    /* an export; or a field; owned */
    gboolean lacks; /* of a field: the records without it, else those with it */
    guint64 n_records;
    EvaluateMeasure bcubed;
} EvaluateGroup;

/* Two groups of records that are wrongly one officer, or wrongly two. */
typedef struct {
    gchar *place_a; /* "file:line", the first of each; owned, as all of these */
    gchar *place_b;
    gchar *name_a;
    gchar *name_b;
    guint64 n_pairs; /* of records that are wrong by it */
} EvaluateError;

typedef struct {
    GArray *thresholds; /* of EvaluateThreshold */
    GArray *exports;    /* of EvaluateGroup, by name */
    GArray *fields;     /* of EvaluateGroup: with and without, in the order of the comparisons */
    GArray *merges;     /* of EvaluateError, the worst first */
    GArray *misses;
} EvaluateDetail;

/* @records: the stream of a run as it archives it, with joins and comparisons; @truth as for
 * evaluate(), which must have found both sound; @n_worst: how many merges and misses are kept.
 * Errors: ROLL_ERROR_DATA, ROLL_ERROR_IO. */
EvaluateDetail *evaluate_detail(const gchar *records, const gchar *truth, guint n_worst,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void evaluate_detail_free(EvaluateDetail *detail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EvaluateDetail, evaluate_detail_free)
