/* cross_border: whether both ends of a corridor are trained, in the same things, and together.
 *
 * Corridors are those of rules/corridors/ of which the run knows a country.  An officer is of the
 * end where he serves (coverage.h). */
#pragma once

#include "stages/overlap/view.h"

#define OVERLAP_CORRIDOR_MONTHS 24 /* sessions of the last two years make organisations active */

extern const OverlapReport overlap_cross_border_report;
