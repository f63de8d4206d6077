#include "stages/validate/record.h"

void
validate_record_check_init(ValidateRecordCheck *check, const RollMissing *missing,
                           const RollFields *fields, const RollSchema *records)
{
    check->missing = missing;
    check->use = roll_use_new(fields);
    check->kind = roll_schema_find(records, "kind");
}

void
validate_record_check_clear(ValidateRecordCheck *check)
{
    g_clear_pointer(&check->use, roll_use_free);
}

/* A field of which something may be sent. */
typedef struct {
    RollType type;
    const RollColumn *column;
} Place;

/* The columns that @need is about, of those that hold anything. */
static void
find_places(const RollUseNeed *need, const RollBatch *batch, GArray *places)
{
    g_array_set_size(places, 0);
    for (guint i = 0; i < need->n; i++) {
        Place place = {need->fields[i]->type, roll_batch_find(batch, need->fields[i]->name)};

        if (place.column != NULL && !roll_column_is_blank(place.column))
            g_array_append_val(places, place);
    }
}

static gboolean
is_met(const RollMissing *missing, const GArray *places, guint record)
{
    for (guint i = 0; i < places->len; i++) {
        const Place *place = &g_array_index(places, Place, i);

        if (!roll_missing_is(missing, place->type, roll_column_get(place->column, record)))
            return TRUE;
    }
    return FALSE;
}

void
validate_record_check(const ValidateRecordCheck *check, const RollBatch *batch, const gchar **why)
{
    const RollColumn *kinds =
        check->kind >= 0 ? roll_batch_column(batch, (guint)check->kind) : NULL;
    gboolean is_one_kind = kinds == NULL || roll_column_n_values(kinds) == 1;
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
    RollUseNeed need = {0};

    for (guint i = 0; i < roll_batch_n_records(batch); i++) {
        if (i == 0 ||
            (!is_one_kind && roll_column_code(kinds, i) != roll_column_code(kinds, i - 1))) {
            need = roll_use_need(check->use,
                                 kinds != NULL ? roll_column_get(kinds, i) : ROLL_TEXT_EMPTY);
            find_places(&need, batch, places);
        }
        why[i] = need.n == 0 || is_met(check->missing, places, i) ? NULL : need.why;
    }
}
