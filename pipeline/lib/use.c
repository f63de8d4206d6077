#include "pipeline/lib/use.h"

struct RollUse {
    const RollMissing *missing;
    GArray *fields; /* of const RollField *: first those that tell who an officer is */
    guint n_who;
    guint told; /* of these the one that told of the last record, as it mostly does of the next */
    gint start_date; /* places in @fields; -1: fields.ini has no such field; so below */
    gint end_date;
    gint item;
    gint strength;
    gboolean knows_people;
};

/* Whether a field of that type tells who an officer is.  A middle name or a suffix alone does
 * not. */
static gboolean
tells_who(const RollField *field)
{
    switch (field->type) {
    case ROLL_TYPE_PERSON_NAME:
    case ROLL_TYPE_GIVEN_NAME:
    case ROLL_TYPE_FAMILY_NAME:
    case ROLL_TYPE_ENCODED:
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
    case ROLL_TYPE_UNIT:
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

static gint
add_field(RollUse *use, const RollField *field)
{
    if (field == NULL)
        return -1;
    g_array_append_val(use->fields, field);
    return (gint)use->fields->len - 1;
}

RollUse *
roll_use_new(const RollFields *fields, const RollMissing *missing)
{
    RollUse *use = g_new0(RollUse, 1);

    use->missing = missing;
    use->fields = g_array_new(FALSE, FALSE, sizeof(const RollField *));
    for (guint i = 0; i < roll_fields_n(fields); i++) {
        const RollField *field = roll_fields_at(fields, i);

        use->knows_people = use->knows_people || is_name(field->type);
        if (tells_who(field))
            add_field(use, field);
    }
    use->n_who = use->fields->len;
    use->start_date = add_field(use, roll_fields_find(fields, "start_date"));
    use->end_date = add_field(use, roll_fields_find(fields, "end_date"));
    use->item = add_field(use, roll_fields_find(fields, "item"));
    use->strength = add_field(use, roll_fields_find(fields, "strength"));
    return use;
}

void
roll_use_free(RollUse *use)
{
    if (use == NULL)
        return;
    g_array_unref(use->fields);
    g_free(use);
}

guint
roll_use_n(const RollUse *use)
{
    return use->fields->len;
}

const RollField *
roll_use_field(const RollUse *use, guint index)
{
    return g_array_index(use->fields, const RollField *, index);
}

typedef struct {
    RollUse *use;
    RollUseCell cell;
    gpointer record;
} Asking;

static gboolean
is_sent(const Asking *asking, gint index)
{
    RollText cell = index >= 0 ? asking->cell(asking->record, (guint)index) : ROLL_TEXT_EMPTY;

    return cell.length > 0 &&
           !roll_missing_is(asking->use->missing, roll_use_field(asking->use, (guint)index)->type,
                            cell);
}

static gboolean
is_somebody(const Asking *asking)
{
    RollUse *use = asking->use;

    if (use->n_who > 0 && is_sent(asking, (gint)use->told))
        return TRUE;
    for (guint i = 0; i < use->n_who; i++) {
        if (!is_sent(asking, (gint)i))
            continue;
        use->told = i;
        return TRUE;
    }
    return !use->knows_people;
}

const gchar *
roll_use_check(RollUse *use, RollText kind, RollUseCell cell, gpointer record)
{
    const Asking asking = {use, cell, record};

    if (roll_text_equal(kind, roll_text("attendance")))
        return is_somebody(&asking) ? NULL : "who";
    if (roll_text_equal(kind, roll_text("roll")))
        return is_somebody(&asking) || is_sent(&asking, use->strength) ? NULL : "who";
    if (roll_text_equal(kind, roll_text("planned")))
        return use->start_date < 0 || is_sent(&asking, use->start_date) ||
                       is_sent(&asking, use->end_date)
                   ? NULL
                   : "when";
    if (roll_text_equal(kind, roll_text("resource")))
        return use->item < 0 || is_sent(&asking, use->item) ? NULL : "item";
    return NULL;
}
