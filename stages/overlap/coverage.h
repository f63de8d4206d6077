/* coverage: who of those in service was trained, by province, by topic, by unit.
 *
 * An officer serves where the roll says, else where his latest record says.  The denominator of a
 * unit is the strength that a roll gives, else the officers it names; where no roll came it is
 * unknown, not zero. */
#pragma once

#include "stages/overlap/view.h"

OverlapCoverage *overlap_coverage_new(const OverlapView *view);

/* Officers of a province, on its roll, that never had @topic; 0 where no roll came. */
guint32 overlap_coverage_untrained(const OverlapCoverage *coverage, guint32 place, guint32 topic);

extern const OverlapReport overlap_coverage_report;
