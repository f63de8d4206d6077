#include "pipeline/lib/use.h"

#include "pipeline/lib/profile.h"

typedef struct {
    RollKind kind;
    const gchar *why;
    GArray *fields; /* of const RollField * */
} Need;

struct RollUse {
    GArray *needs; /* of Need */
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

static void
clear_need(gpointer data)
{
    Need *need = data;

    g_array_unref(need->fields);
}

static GArray *
add_need(RollUse *use, RollKind kind, const gchar *why)
{
    Need need = {kind, why, g_array_new(FALSE, FALSE, sizeof(const RollField *))};

    g_array_append_val(use->needs, need);
    return need.fields;
}

static void
add_field(GArray *needed, const RollField *field)
{
    if (field != NULL)
        g_array_append_val(needed, field);
}

/* The fields that tell who it is, where there are names among the fields. */
static void
add_who(GArray *needed, const RollFields *fields)
{
    gboolean knows_people = FALSE;

    for (guint i = 0; i < roll_fields_n(fields); i++)
        knows_people = knows_people || is_name(roll_fields_at(fields, i)->type);
    for (guint i = 0; knows_people && i < roll_fields_n(fields); i++)
        if (tells_who(roll_fields_at(fields, i)))
            add_field(needed, roll_fields_at(fields, i));
}

RollUse *
roll_use_new(const RollFields *fields)
{
    RollUse *use = g_new0(RollUse, 1);
    GArray *roll = NULL;
    GArray *planned = NULL;

    use->needs = g_array_new(FALSE, FALSE, sizeof(Need));
    g_array_set_clear_func(use->needs, clear_need);
    add_who(add_need(use, ROLL_KIND_ATTENDANCE, "who"), fields);
    roll = add_need(use, ROLL_KIND_ROLL, "who");
    add_who(roll, fields);
    if (roll->len > 0)
        add_field(roll, roll_fields_find(fields, "strength"));
    planned = add_need(use, ROLL_KIND_PLANNED, "when");
    add_field(planned, roll_fields_find(fields, "start_date"));
    if (planned->len > 0)
        add_field(planned, roll_fields_find(fields, "end_date"));
    add_field(add_need(use, ROLL_KIND_RESOURCE, "item"), roll_fields_find(fields, "item"));
    return use;
}

void
roll_use_free(RollUse *use)
{
    if (use == NULL)
        return;
    g_array_unref(use->needs);
    g_free(use);
}

RollUseNeed
roll_use_need(const RollUse *use, RollText kind)
{
    for (guint i = 0; i < use->needs->len; i++) {
        const Need *need = &g_array_index(use->needs, Need, i);

        if (roll_text_equal(kind, roll_text(roll_kind_name(need->kind))))
            return (RollUseNeed){(const RollField *const *)(gpointer)need->fields->data,
                                 need->fields->len, need->why};
    }
    return (RollUseNeed){0};
}
