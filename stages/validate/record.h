/* record: which records of a batch nothing can be done with. */
#pragma once

#include "pipeline/lib/batch.h"
#include "pipeline/lib/use.h"
#include "stages/validate/cell.h"

typedef struct {
    RollUse *use;
    gint kind;      /* column; -1: there is none */
    GArray *places; /* of gint: the column of each field of @use; -1: there is none */
} ValidateRecordCheck;

void validate_record_check_init(ValidateRecordCheck *check, const RollMissing *missing,
                                const RollFields *fields, const RollSchema *records);
void validate_record_check_clear(ValidateRecordCheck *check);
/* Why the record is refused; NULL when it is not.  use.h says which are.  Rows of an export have
 * been asked by ingest already, which has them as they were sent. */
const gchar *validate_record_check(const ValidateRecordCheck *check, const RollBatch *batch,
                                   guint record);
