/* teller: how overlap writes findings of its own. */
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

/* Writes @finding, of the export @sent, and counts it. */
gboolean overlap_tell_finding(const OverlapTeller *teller, const OverlapExport *sent,
                              RollFinding finding, GError **error) G_GNUC_WARN_UNUSED_RESULT;
