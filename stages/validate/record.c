#include "stages/validate/record.h"

#include "pipeline/lib/profile.h"

static const ValidateFault nobody = {
    ROLL_SEVERITY_ERROR, "row-constraint",
    "refused: neither a name nor a number, telephone or e-mail says who this is", NULL};
static const ValidateFault no_date = {ROLL_SEVERITY_ERROR, "row-constraint",
                                      "refused: a planned session without a date", NULL};
static const ValidateFault no_item = {ROLL_SEVERITY_ERROR, "row-constraint",
                                      "refused: a resource without an item", NULL};

/* Whether a field of that type tells who an officer is.  A middle name or a suffix alone does
 * not. */
static gboolean
tells_who(const RollField *field)
{
    switch (field->type) {
    case ROLL_TYPE_PERSON_NAME:
    case ROLL_TYPE_GIVEN_NAME:
    case ROLL_TYPE_FAMILY_NAME:
        return TRUE;
    case ROLL_TYPE_IDENTIFIER:
    case ROLL_TYPE_PHONE:
    case ROLL_TYPE_EMAIL:
        return field->match;
    case ROLL_TYPE_MIDDLE_NAME:
    case ROLL_TYPE_NAME_SUFFIX:
    case ROLL_TYPE_DATE:
    case ROLL_TYPE_YEAR:
    case ROLL_TYPE_AGE:
    case ROLL_TYPE_SEX:
    case ROLL_TYPE_RANK:
    case ROLL_TYPE_PLACE:
    case ROLL_TYPE_ORGANISATION:
    case ROLL_TYPE_COURSE:
    case ROLL_TYPE_TEXT:
    case ROLL_TYPE_CATEGORY:
    case ROLL_TYPE_NUMBER:
    case ROLL_TYPE_ROW_ACTION:
    case ROLL_N_TYPES:
    default:
        return FALSE;
    }
}

static gboolean
is_name(RollType type)
{
    return type == ROLL_TYPE_PERSON_NAME || type == ROLL_TYPE_GIVEN_NAME ||
           type == ROLL_TYPE_FAMILY_NAME;
}

void
validate_record_check_init(ValidateRecordCheck *check, const RollMissing *missing,
                           const RollFields *fields, const RollSchema *records)
{
    check->missing = missing;
    check->people = g_array_new(FALSE, FALSE, sizeof(guint));
    check->people_types = g_array_new(FALSE, FALSE, sizeof(RollType));
    check->kind = roll_schema_find(records, "kind");
    check->start_date = roll_schema_find(records, "start_date");
    check->end_date = roll_schema_find(records, "end_date");
    check->item = roll_schema_find(records, "item");
    check->strength = roll_schema_find(records, "strength");
    check->knows_people = FALSE;
    check->knows_dates = roll_fields_find(fields, "start_date") != NULL;
    check->knows_items = roll_fields_find(fields, "item") != NULL;
    for (guint i = 0; i < roll_fields_n(fields); i++) {
        const RollField *field = roll_fields_at(fields, i);
        gint place = roll_schema_find(records, field->name);

        check->knows_people = check->knows_people || is_name(field->type);
        if (place >= 0 && tells_who(field)) {
            g_array_append_val(check->people, place);
            g_array_append_val(check->people_types, field->type);
        }
    }
}

void
validate_record_check_clear(ValidateRecordCheck *check)
{
    g_clear_pointer(&check->people, g_array_unref);
    g_clear_pointer(&check->people_types, g_array_unref);
}

static gboolean
is_sent(const ValidateRecordCheck *check, const RollBatch *batch, gint column, RollType type,
        guint record)
{
    return column >= 0 &&
           !roll_missing_is(check->missing, type,
                            roll_column_get(roll_batch_column(batch, (guint)column), record));
}

static gboolean
is_somebody(const ValidateRecordCheck *check, const RollBatch *batch, guint record)
{
    for (guint i = 0; i < check->people->len; i++) {
        if (is_sent(check, batch, (gint)g_array_index(check->people, guint, i),
                    g_array_index(check->people_types, RollType, i), record))
            return TRUE;
    }
    return FALSE;
}

const ValidateFault *
validate_record_check(const ValidateRecordCheck *check, const RollBatch *batch, guint record)
{
    RollText kind = check->kind >= 0
                        ? roll_column_get(roll_batch_column(batch, (guint)check->kind), record)
                        : ROLL_TEXT_EMPTY;

    if (roll_text_equal(kind, roll_text("attendance")) || roll_text_equal(kind, roll_text("roll")))
        return !check->knows_people || is_somebody(check, batch, record) ||
                       (kind.data[0] == 'r' &&
                        is_sent(check, batch, check->strength, ROLL_TYPE_NUMBER, record))
                   ? NULL
                   : &nobody;
    if (roll_text_equal(kind, roll_text("planned")))
        return !check->knows_dates ||
                       is_sent(check, batch, check->start_date, ROLL_TYPE_DATE, record) ||
                       is_sent(check, batch, check->end_date, ROLL_TYPE_DATE, record)
                   ? NULL
                   : &no_date;
    if (roll_text_equal(kind, roll_text("resource")))
        return !check->knows_items || is_sent(check, batch, check->item, ROLL_TYPE_CATEGORY, record)
                   ? NULL
                   : &no_item;
    return NULL;
}
