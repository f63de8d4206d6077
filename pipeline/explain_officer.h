/* explain_officer: the sentences that say why officers came together, or did not. */
#pragma once

#include <glib.h>

#include "pipeline/explain_read.h"

/* Fills in the sentences of @explanation. */
void explain_reasons(Explanation *explanation, const ExplainReading *reading);
