#include "stages/normalise/plan.h"

#define LOCAL_SUFFIX "_local" /* of a field that holds names in the local script */

/* Of several columns of a type the first is the officer's name. */
static void
take_first(const gchar **column, const gchar *name)
{
    if (*column == NULL)
        *column = name;
}

static void
take_name(NormalisePlan *plan, const RollField *field)
{
    if (!field->match)
        return;
    if (field->type == ROLL_TYPE_FAMILY_NAME)
        take_first(&plan->family, field->name);
    else if (field->type == ROLL_TYPE_GIVEN_NAME)
        take_first(&plan->given, field->name);
    else if (field->type == ROLL_TYPE_MIDDLE_NAME)
        take_first(&plan->middle, field->name);
    else if (field->type == ROLL_TYPE_NAME_SUFFIX)
        take_first(&plan->suffix, field->name);
    else if (field->type == ROLL_TYPE_PERSON_NAME)
        take_first(g_str_has_suffix(field->name, LOCAL_SUFFIX) ? &plan->local : &plan->whole,
                   field->name);
}

static void
take_field(NormalisePlan *plan, const RollField *field)
{
    const gchar *name = field->name;

    take_name(plan, field);
    if (field->type == ROLL_TYPE_RANK)
        g_array_append_val(plan->ranks, field);
    else if (field->type == ROLL_TYPE_ORGANISATION || field->type == ROLL_TYPE_UNIT)
        g_array_append_val(plan->organisations, field);
    else if (field->type == ROLL_TYPE_COURSE)
        g_array_append_val(plan->courses, name);
    else if (field->type == ROLL_TYPE_PLACE && g_str_has_suffix(name, NORMALISE_DISTRICT))
        g_array_append_val(plan->places, field);
    else if (field->type == ROLL_TYPE_PLACE)
        g_array_prepend_val(plan->places, field);
}

static void
add_column(GArray *columns, const gchar *name)
{
    g_array_append_val(columns, name);
}

static void
add_norms(GArray *columns, const GArray *fields)
{
    for (guint i = 0; i < fields->len; i++)
        add_column(columns, normalise_plan_field(fields, i)->norm);
}

/* The columns of the output: those of the input, then what is made of them. */
static RollSchema *
extend(const NormalisePlan *plan, RollSchema *input)
{
    static const gchar *const of_names[] = {
        NORMALISE_CLEAN,      NORMALISE_ROLES,    NORMALISE_KEY,
        NORMALISE_KEYS_OTHER, NORMALISE_SKELETON, NORMALISE_RANK,
        NORMALISE_HONORIFIC,  NORMALISE_LOCAL,    NORMALISE_NICKNAME,
    };
    g_autoptr(GArray) columns = g_array_new(TRUE, FALSE, sizeof(const gchar *));

    if (roll_schema_find(input, "country") >= 0 || roll_schema_find(input, "adm1") >= 0)
        add_column(columns, NORMALISE_COUNTRY);
    for (guint i = 0; plan->has_names && i < G_N_ELEMENTS(of_names); i++)
        add_column(columns, of_names[i]);
    add_norms(columns, plan->ranks);
    if (plan->has_names || plan->ranks->len > 0)
        add_column(columns, NORMALISE_LEVEL);
    add_norms(columns, plan->places);
    add_norms(columns, plan->organisations);
    if (plan->courses->len > 0)
        add_column(columns, NORMALISE_TOPICS);
    return roll_schema_extend(input, (const gchar *const *)(gconstpointer)columns->data);
}

NormalisePlan *
normalise_plan_new(const RollFields *fields, RollSchema *input)
{
    NormalisePlan *plan = g_new0(NormalisePlan, 1);

    plan->fields = fields;
    plan->ranks = g_array_new(FALSE, FALSE, sizeof(const RollField *));
    plan->places = g_array_new(FALSE, FALSE, sizeof(const RollField *));
    plan->organisations = g_array_new(FALSE, FALSE, sizeof(const RollField *));
    plan->courses = g_array_new(TRUE, FALSE, sizeof(const gchar *));
    for (guint i = 0; i < roll_fields_n(fields); i++)
        if (roll_schema_find(input, roll_fields_at(fields, i)->name) >= 0)
            take_field(plan, roll_fields_at(fields, i));
    plan->has_names =
        plan->whole != NULL || plan->family != NULL || plan->given != NULL || plan->local != NULL;
    plan->schema = extend(plan, input);
    return plan;
}

void
normalise_plan_free(NormalisePlan *plan)
{
    if (plan == NULL)
        return;
    roll_schema_unref(plan->schema);
    g_array_unref(plan->ranks);
    g_array_unref(plan->places);
    g_array_unref(plan->organisations);
    g_array_unref(plan->courses);
    g_free(plan);
}
