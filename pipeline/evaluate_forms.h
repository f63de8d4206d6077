/* evaluate_forms: what evaluate has found, for people and for programs. */
#pragma once

#include <glib.h>

#include "pipeline/evaluate_detail.h"
#include "pipeline/evaluate_labels.h"

/* @detail may be NULL. */
void evaluate_text(const Evaluation *result, const EvaluateDetail *detail, GString *out);
void evaluate_json(const Evaluation *result, const EvaluateDetail *detail, GString *out);
void evaluate_labels_text(const EvaluateLabels *labels, GString *out);
void evaluate_labels_json(const EvaluateLabels *labels, GString *out);
