#include "stages/report/catalogue.h"

#include <string.h>

#include "pipeline/lib/error.h"

static const gchar *const type_names[] = {"text", "list", "integer", "number", "date", "month"};

const gchar *
catalogue_type_name(CatalogueType type)
{
    return type_names[type];
}

const CatalogueTable *
catalogue_find(CatalogueClass class, const gchar *name)
{
    for (const CatalogueTable *table = catalogue_tables; table->name != NULL; table++)
        if (table->class == class && strcmp(table->name, name) == 0)
            return table;
    return NULL;
}

static const CatalogueColumn *
find_column(const CatalogueColumn *columns, const gchar *name)
{
    for (; columns->name != NULL; columns++)
        if (strcmp(columns->name, name) == 0)
            return columns;
    return NULL;
}

const CatalogueColumn *
catalogue_column(const CatalogueTable *table, const gchar *name)
{
    const CatalogueColumn *column = find_column(catalogue_stamp, name);

    if (column != NULL)
        return column;
    if (table->shared != NULL && !g_strv_contains(table->shared, name))
        return NULL;
    if (table->shared != NULL)
        table = catalogue_find(CATALOGUE_COORDINATOR, table->source);
    return table != NULL ? find_column(table->columns, name) : NULL;
}

/* ---- records ---- */

/* What validate or normalise makes of a field of that type. */
static const gchar *
meaning_of_type(RollType type)
{
    static const gchar *const meanings[ROLL_N_TYPES] = {
        [ROLL_TYPE_DATE] = "2009-06-12; 2009 where only the year is known",
        [ROLL_TYPE_YEAR] = "1974",
        [ROLL_TYPE_AGE] = "the years of birth it allows: 1973/1974",
        [ROLL_TYPE_IDENTIFIER] = "letters and digits only, capitals, no leading zeros",
        [ROLL_TYPE_PHONE] = "digits only, with country code where it is known",
        [ROLL_TYPE_EMAIL] = "lower case, no blanks",
        [ROLL_TYPE_SEX] = "F or M",
        [ROLL_TYPE_RANK] = "the rank's English name",
        [ROLL_TYPE_PLACE] = "P-code as of the record's date",
        [ROLL_TYPE_ORGANISATION] = "its code",
        [ROLL_TYPE_UNIT] = "its code, where the rules know it",
        [ROLL_TYPE_NUMBER] = "digits, an optional point and sign",
        [ROLL_TYPE_ROW_ACTION] = "new, update, no-update, delete",
        [ROLL_TYPE_ENCODED] = "the key's mark, and a keyed Bloom filter of each encoded field",
    };

    return meanings[type] != NULL ? meanings[type] : "in one form";
}

/* The field that a column of records belongs to: its own, or that it is made of. */
static const RollField *
field_of(const RollFields *fields, const gchar *name, gboolean *is_made)
{
    const RollField *field = roll_fields_find(fields, name);

    *is_made = field == NULL;
    for (guint i = 0; field == NULL && i < roll_fields_n(fields); i++)
        if (strcmp(roll_fields_at(fields, i)->norm, name) == 0)
            field = roll_fields_at(fields, i);
    return field;
}

CatalogueColumn
catalogue_record_column(const RollFields *fields, const gchar *name, GString *meaning)
{
    const CatalogueColumn *known = find_column(catalogue_record, name);
    gboolean is_made = FALSE;
    const RollField *field = field_of(fields, name, &is_made);

    if (known != NULL)
        return *known;
    if (field == NULL)
        g_string_assign(meaning, "a column that no field of the rules explains");
    else if (is_made)
        g_string_printf(meaning, "%s, normalised: %s", field->name, meaning_of_type(field->type));
    else
        g_string_printf(meaning, "%s, as it was sent", field->name);
    return (CatalogueColumn){name, CATALOGUE_TEXT, "", meaning->str};
}

gboolean
catalogue_record_is_personal(const RollFields *fields, const gchar *name)
{
    gboolean is_made = FALSE;
    const RollField *field = field_of(fields, name, &is_made);

    if (field != NULL)
        return field->personal;
    return strcmp(name, "officer") == 0 || g_str_has_prefix(name, "name_") ||
           find_column(catalogue_record, name) == NULL;
}

gboolean
catalogue_check(const RollSchema *schema, GError **error)
{
    const gchar *name = roll_schema_table(schema);
    const CatalogueTable *table = catalogue_find(CATALOGUE_COORDINATOR, name);

    if (strcmp(name, "records") == 0)
        return TRUE;
    for (guint i = 0; i < roll_schema_n_columns(schema); i++) {
        const gchar *at = roll_schema_column(schema, i);

        if (table != NULL && catalogue_column(table, at) != NULL)
            continue;
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "table \"%s\": column \"%s\" is not in the data dictionary (rollcall tables)",
                    name, at);
        return FALSE;
    }
    return TRUE;
}
