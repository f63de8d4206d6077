/* same_people: pairs of sessions whose lists share most of their people, in the order in which they
 * are told: the largest share of the smaller list first, then most people, then session number. */
#pragma once

#include "stages/report/table.h"

GArray *same_people_ranked(const ReportTables *tables); /* (transfer full; GArray of ReportRow) */
