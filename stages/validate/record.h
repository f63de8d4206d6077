/* record: which records of a batch nothing can be done with. */
#pragma once

#include "pipeline/lib/batch.h"
#include "pipeline/lib/missing.h"
#include "pipeline/lib/use.h"
#include "stages/validate/cell.h"

typedef struct {
    const RollMissing *missing;
    RollUse *use;
    gint kind; /* column; -1: there is none */
} ValidateRecordCheck;

/* @missing and @fields must outlive it. */
void validate_record_check_init(ValidateRecordCheck *check, const RollMissing *missing,
                                const RollFields *fields, const RollSchema *records);
void validate_record_check_clear(ValidateRecordCheck *check);
/* Why each record is refused, NULL where it is not: room for as many as there are.  use.h says
 * which are.  Rows of an export have been asked by ingest already, which has them as they were
 * sent. */
void validate_record_check(const ValidateRecordCheck *check, const RollBatch *batch,
                           const gchar **why);
