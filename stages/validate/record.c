#include "stages/validate/record.h"

void
validate_record_check_init(ValidateRecordCheck *check, const RollMissing *missing,
                           const RollFields *fields, const RollSchema *records)
{
    check->use = roll_use_new(fields, missing);
    check->kind = roll_schema_find(records, "kind");
    check->places = g_array_new(FALSE, FALSE, sizeof(gint));
    for (guint i = 0; i < roll_use_n(check->use); i++) {
        gint place = roll_schema_find(records, roll_use_field(check->use, i)->name);

        g_array_append_val(check->places, place);
    }
}

void
validate_record_check_clear(ValidateRecordCheck *check)
{
    g_clear_pointer(&check->use, roll_use_free);
    g_clear_pointer(&check->places, g_array_unref);
}

typedef struct {
    const ValidateRecordCheck *check;
    const RollBatch *batch;
    guint record;
} Asked;

static RollText
cell_of(gpointer record, guint index)
{
    const Asked *asked = record;
    gint place = g_array_index(asked->check->places, gint, index);

    if (place < 0)
        return ROLL_TEXT_EMPTY;
    return roll_column_get(roll_batch_column(asked->batch, (guint)place), asked->record);
}

const gchar *
validate_record_check(const ValidateRecordCheck *check, const RollBatch *batch, guint record)
{
    Asked asked = {check, batch, record};
    RollText kind = ROLL_TEXT_EMPTY;

    if (check->kind >= 0)
        kind = roll_column_get(roll_batch_column(batch, (guint)check->kind), record);
    return roll_use_check(check->use, kind, cell_of, &asked);
}
