/* record: which records nothing can be done with. */
#pragma once

#include "pipeline/lib/batch.h"
#include "pipeline/lib/fields.h"
#include "pipeline/lib/missing.h"
#include "stages/validate/cell.h"

/* Where the columns stand that decide. */
typedef struct {
    const RollMissing *missing;
    GArray *people;       /* of guint: columns of names, identifiers, telephones, e-mail */
    GArray *people_types; /* of RollType, a column */
    gint kind;            /* -1: there is no such column; so below */
    gint start_date;
    gint end_date;
    gint item;
    gint strength;
    gboolean knows_people; /* fields.ini has such fields at all; so below */
    gboolean knows_dates;
    gboolean knows_items;
} ValidateRecordCheck;

void validate_record_check_init(ValidateRecordCheck *check, const RollMissing *missing,
                                const RollFields *fields, const RollSchema *records);
void validate_record_check_clear(ValidateRecordCheck *check);
/* Why the record is refused; NULL when it is not:
 * attendance, roll  nothing tells who it is: no name, no number, telephone or address (a roll may
 *                   count instead, by its field strength)
 * planned           neither start_date nor end_date was sent
 * resource          no item */
const ValidateFault *validate_record_check(const ValidateRecordCheck *check, const RollBatch *batch,
                                           guint record);
