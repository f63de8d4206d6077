/* tell: findings that only the sight of all exports allows. */
#pragma once

#include "pipeline/lib/stage.h"
#include "stages/overlap/quality.h"
#include "stages/overlap/view.h"

typedef struct {
    RollRun *run;
    OverlapQuality *quality;
    const OverlapView *view;
    RollDay month; /* last day of the month that was given; 0: none was */
} OverlapTeller;

/* Rows that an export sent again has withdrawn or replaced; exports of another month; rows that an
 * export no longer has; laws that are outdated.  Each in the order of the exports. */
gboolean overlap_tell(const OverlapTeller *teller, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes @finding, of the export @sent, and counts it. */
gboolean overlap_tell_finding(const OverlapTeller *teller, const OverlapExport *sent,
                              RollFinding finding, GError **error) G_GNUC_WARN_UNUSED_RESULT;
