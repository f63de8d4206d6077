/* answers: what a cell means, found once for each distinct value in its context (its country, its
 * province), however often it stands. */
#pragma once

#include <glib.h>

#include "pipeline/lib/codes.h"
#include "stages/normalise/report.h"

/* @norm and @values are owned by the answer. */
typedef struct {
    gchar *norm;          /* "" when the cell is not understood */
    const RollCode *code; /* the one code it means; NULL: none, or several */
    gboolean is_dated;    /* it may be another one on another day */
    const gchar *id;      /* of the finding it makes; static; NULL: none */
    RollSeverity severity;
    const gchar *message; /* a sentence of telling.h, as the hint; both static */
    const gchar *hint;    /* NULL: none */
    RollValues *values;   /* of both; NULL: none */
} NormaliseAnswer;

void normalise_answer_clear(NormaliseAnswer *answer);

/* Fills in @answer, which comes zeroed; a norm that stays NULL becomes "". */
typedef void (*NormaliseResolveFunc)(gpointer self, RollText value, RollText context,
                                     NormaliseAnswer *answer);

typedef struct NormaliseAnswers NormaliseAnswers;

NormaliseAnswers *normalise_answers_new(NormaliseResolveFunc resolve, gpointer self);
void normalise_answers_free(NormaliseAnswers *answers);

/* The answers for a column of a batch, record by record.  @context may be NULL: none; both columns
 * outlive the walk. */
typedef struct NormaliseWalk NormaliseWalk;
NormaliseWalk *normalise_walk_new(NormaliseAnswers *answers, const RollColumn *values,
                                  const RollColumn *context);
/* Valid until the walk's end. */
const NormaliseAnswer *normalise_walk_at(NormaliseWalk *walk, guint record);
void normalise_walk_free(NormaliseWalk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NormaliseWalk, normalise_walk_free)
