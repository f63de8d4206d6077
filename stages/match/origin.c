#include "stages/match/origin.h"

/* The fields while they are decided. */
typedef struct {
    MatchIdentities *identities;
    GArray *origins; /* of MatchOrigin */
    gboolean has_names;
    gboolean has_encodings;
} Making;

static void
origin_clear(gpointer origin)
{
    g_ptr_array_unref(((MatchOrigin *)origin)->columns);
}

static guint
add_field(Making *making, const gchar *name, MatchKind kind, MatchOrigin origin)
{
    if (origin.columns == NULL)
        origin.columns = g_ptr_array_new_with_free_func(g_free);
    g_array_append_val(making->origins, origin);
    return match_identities_add_field(making->identities, name, kind);
}

static gint
add_name_part(Making *making, const gchar *name, MatchKind kind)
{
    return (gint)add_field(making, name, kind, (MatchOrigin){.is_name_part = TRUE});
}

static gboolean
is_name(RollType type)
{
    return type <= ROLL_TYPE_NAME_SUFFIX;
}

/* FALSE for types that are not compared. */
static gboolean
kind_of(RollType type, MatchKind *kind)
{
    switch (type) {
    case ROLL_TYPE_PERSON_NAME:
    case ROLL_TYPE_GIVEN_NAME:
    case ROLL_TYPE_FAMILY_NAME:
    case ROLL_TYPE_MIDDLE_NAME:
    case ROLL_TYPE_NAME_SUFFIX:
        *kind = MATCH_NAME;
        return TRUE;
    case ROLL_TYPE_DATE:
        *kind = MATCH_DATE;
        return TRUE;
    case ROLL_TYPE_YEAR:
    case ROLL_TYPE_AGE:
        *kind = MATCH_BIRTH;
        return TRUE;
    case ROLL_TYPE_IDENTIFIER:
    case ROLL_TYPE_PHONE:
        *kind = MATCH_IDENTIFIER;
        return TRUE;
    case ROLL_TYPE_EMAIL:
        *kind = MATCH_EMAIL;
        return TRUE;
    case ROLL_TYPE_SEX:
        *kind = MATCH_SEX;
        return TRUE;
    case ROLL_TYPE_RANK:
    case ROLL_TYPE_PLACE:
    case ROLL_TYPE_ORGANISATION:
    case ROLL_TYPE_CATEGORY:
        *kind = MATCH_CATEGORY;
        return TRUE;
    case ROLL_TYPE_UNIT:
    case ROLL_TYPE_TEXT:
        *kind = MATCH_TEXT;
        return TRUE;
    case ROLL_TYPE_COURSE:
    case ROLL_TYPE_NUMBER:
    case ROLL_TYPE_ROW_ACTION:
    case ROLL_TYPE_ENCODED:
    case ROLL_N_TYPES:
    default:
        return FALSE;
    }
}

static void
add_column(const RollSchema *schema, GPtrArray *columns, const gchar *column)
{
    if (roll_schema_find(schema, column) >= 0)
        g_ptr_array_add(columns, g_strdup(column));
}

/* The normalised value where there is one, else what was sent. */
static MatchOrigin
origin_of(const RollSchema *schema, const RollField *field)
{
    MatchOrigin origin = {.columns = g_ptr_array_new_with_free_func(g_free)};

    add_column(schema, origin.columns, field->norm);
    if (field->type != ROLL_TYPE_AGE)
        add_column(schema, origin.columns, field->name);
    return origin;
}

/* Years of birth come from a year, from an age, or from a birth date: one field of all. */
static void
add_birth(Making *making, const RollFields *fields, const RollSchema *schema)
{
    MatchOrigin origin = {.columns = g_ptr_array_new_with_free_func(g_free), .is_birth = TRUE};

    for (guint i = 0; i < roll_fields_n(fields); i++) {
        const RollField *field = roll_fields_at(fields, i);

        if (field->match && (field->type == ROLL_TYPE_YEAR || field->type == ROLL_TYPE_AGE))
            add_column(schema, origin.columns, field->norm);
    }
    if (origin.columns->len == 0 && !making->has_encodings) {
        g_ptr_array_unref(origin.columns);
        return;
    }
    add_column(schema, origin.columns, "birth_date_norm");
    making->identities->birth = (gint)add_field(making, "year of birth", MATCH_BIRTH, origin);
}

/* Where there are encodings any field may have come as one. */
static gboolean
is_compared(const Making *making, const RollSchema *schema, const RollField *field)
{
    return (roll_schema_find(schema, field->name) >= 0 || making->has_encodings) &&
           making->identities->fields->len < MATCH_FIELDS_MAX - 1;
}

static void
add_other_fields(Making *making, const RollFields *fields, const RollSchema *schema)
{
    gboolean seen[ROLL_N_TYPES] = {FALSE};

    for (guint i = 0; i < roll_fields_n(fields); i++) {
        const RollField *field = roll_fields_at(fields, i);
        MatchKind kind = MATCH_TEXT;
        gboolean first = !seen[field->type];
        gint place = -1;

        if (!field->match || !kind_of(field->type, &kind) || kind == MATCH_BIRTH)
            continue;
        seen[field->type] = TRUE;
        if (is_name(field->type) && first && making->has_names)
            continue; /* part of name_clean */
        if (!is_compared(making, schema, field))
            continue;
        place = (gint)add_field(making, field->name, kind, origin_of(schema, field));
        if (strcmp(field->name, "birth_date") == 0)
            making->identities->birth_date = place;
        if (kind == MATCH_TEXT && !making->has_names && making->identities->headline < 0)
            making->identities->headline = place;
    }
}

GArray *
match_origins_new(const RollFields *fields, const RollSchema *schema, MatchOriginsOf of,
                  MatchIdentities *identities)
{
    GArray *origins = g_array_new(FALSE, TRUE, sizeof(MatchOrigin));
    Making making = {identities, origins, of.has_names, of.has_encodings};

    g_array_set_clear_func(origins, origin_clear);
    if (of.has_names) {
        identities->family = add_name_part(&making, "family name", MATCH_FAMILY);
        identities->given = add_name_part(&making, "given name", MATCH_GIVEN);
        identities->middle = add_name_part(&making, "middle name", MATCH_MIDDLE);
        identities->suffix = add_name_part(&making, "name suffix", MATCH_SUFFIX);
        identities->bag = add_name_part(&making, "whole name", MATCH_BAG);
    }
    add_other_fields(&making, fields, schema);
    add_birth(&making, fields, schema);
    return origins;
}
