/* resource: vehicles, handcuffs, beds ... beside the officers trained, by province and never finer:
 * a safe house is not to be found by its beds. */
#pragma once

#include "stages/overlap/view.h"

#define OVERLAP_MEDIAN_TRAINED                                                                     \
    30 /* provinces with fewer trained officers do not set the median                              \
        */

extern const OverlapReport overlap_resource_report;
