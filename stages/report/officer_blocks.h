/* officer_blocks: the officers as data for the page's script, in blocks of some hundred, column by
 * column: what repeats is a place in a list of words, a day counts from the first of the timeline,
 * in base 36.  The element with the words holds a checksum of each block, so that one that was
 * damaged is told and not shown. */
#pragma once

#include "stages/report/officer.h"

typedef struct {
    RollDay from; /* of the timeline */
    RollDay to;
} OfficerSpan;

/* Appends the elements with the words and with the blocks. */
void officer_blocks_put(const ReportContext *context, const GArray *officers, OfficerSpan span,
                        GString *out);
