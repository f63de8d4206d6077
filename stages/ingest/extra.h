/* extra: the columns of an export that rollcall makes no use of, in one finding. */
#pragma once

#include <glib.h>

#include "stages/ingest/mapping.h"

/* Tells them, each with the known header nearest to it; with a profile, for information only. */
void ingest_extra_tell(const IngestHabit *habit, const IngestLabels *labels,
                       const GPtrArray *mapping, GPtrArray *notes);
