/* explain_officer: how officers came together, and the sentences that say why. */
#pragma once

#include <glib.h>

#include "pipeline/explain_read.h"

/* The steps of an officer, from the joins of all (of ExplainJoin): of ExplainStep, without
 * evidence (transfer full). */
GArray *explain_steps(const ExplainOfficer *officer, const GArray *joins);
/* The place of the step of the lowest value among those that evidence made, -1: there is none. */
gint explain_weakest(const GArray *steps);
/* Fills in the sentences of @explanation. */
void explain_reasons(Explanation *explanation, const ExplainReading *reading);
