#include "stages/report/datapackage.h"

#include <string.h>

#include "pipeline/lib/json.h"

struct Datapackage {
    const ReportContext *context;
    CatalogueClass class;
    JsonText *json; /* NULL once written */
};

/* A list stays a string: version 1 has no type for it. */
static const gchar *
type_of(CatalogueType type)
{
    switch (type) {
    case CATALOGUE_INTEGER:
        return "integer";
    case CATALOGUE_NUMBER:
        return "number";
    case CATALOGUE_DATE:
        return "date";
    case CATALOGUE_MONTH:
        return "yearmonth";
    case CATALOGUE_TEXT:
    case CATALOGUE_LIST:
        break;
    }
    return "string";
}

Datapackage *
datapackage_new(const ReportContext *context, CatalogueClass class)
{
    static const gchar *const names[] = {"coordinator", "partner", "public"};
    static const gchar *const titles[] = {"the coordinator's tables", "a partner's tables",
                                          "public tables"};
    Datapackage *package = g_new0(Datapackage, 1);
    g_autofree gchar *title =
        g_strdup_printf("Anti-trafficking training%s%s: %s", *context->month != '\0' ? ", " : "",
                        context->month, titles[class]);
    g_autofree gchar *name = g_strconcat("rollcall-", names[class], NULL);

    package->context = context;
    package->class = class;
    package->json = json_text_new();
    json_text_object(package->json, NULL);
    json_text_string(package->json, "profile", "tabular-data-package");
    json_text_string(package->json, "name", name);
    json_text_string(package->json, "title", title);
    json_text_array(package->json, "resources");
    return package;
}

static void
put_field(const Datapackage *package, const CatalogueColumn *column, gboolean is_personal)
{
    JsonText *json = package->json;

    json_text_object(json, NULL);
    json_text_string(json, "name", column->name);
    json_text_string(json, "type", type_of(column->type));
    json_text_string(json, "description", column->meaning);
    json_text_string_if(json, "unit", column->unit);
    if (is_personal)
        json_text_flag(json, "personal", TRUE);
    json_text_end(json);
}

static void
put_fields(const Datapackage *package, const CatalogueTable *table, const RollSchema *schema)
{
    const RollFields *fields = package->context->fields;
    gboolean is_records = strcmp(table->name, "records") == 0;
    g_autoptr(GString) meaning = g_string_new(NULL);

    json_text_array(package->json, "fields");
    for (guint i = 0; !is_records && catalogue_stamp[i].name != NULL; i++)
        put_field(package, &catalogue_stamp[i], FALSE);
    for (guint i = 0; i < roll_schema_n_columns(schema); i++) {
        const gchar *name = roll_schema_column(schema, i);
        CatalogueColumn column = is_records ? catalogue_record_column(fields, name, meaning)
                                            : *catalogue_column(table, name);

        put_field(package, &column, is_records && catalogue_record_is_personal(fields, name));
    }
    json_text_end(package->json);
}

/* What a key is made of may not be empty. */
static void
put_key(const Datapackage *package, const CatalogueTable *table)
{
    g_auto(GStrv) columns = g_strsplit(table->key, ",", -1);

    if (*table->key == '\0' || strchr(table->key, '?') != NULL)
        return;
    json_text_array(package->json, "primaryKey");
    for (guint i = 0; columns[i] != NULL; i++)
        json_text_string(package->json, NULL, columns[i]);
    json_text_end(package->json);
}

void
datapackage_add(Datapackage *package, const RollSchema *schema)
{
    const CatalogueTable *table = catalogue_find(package->class, roll_schema_table(schema));
    g_autofree gchar *path = g_strconcat(table->name, ".csv.gz", NULL);
    JsonText *json = package->json;

    json_text_object(json, NULL);
    json_text_string(json, "profile", "tabular-data-resource");
    json_text_string(json, "name", table->name);
    json_text_string(json, "path", path);
    json_text_string(json, "description", table->meaning);
    json_text_string(json, "sensitivity", table->sensitivity);
    json_text_string(json, "format", "csv");
    json_text_string(json, "mediatype", "text/csv");
    json_text_string(json, "compression", "gz");
    json_text_string(json, "encoding", "utf-8");
    json_text_object(json, "dialect");
    json_text_string(json, "delimiter", ",");
    json_text_string(json, "lineTerminator", "\n");
    json_text_end(json);
    json_text_object(json, "schema");
    put_fields(package, table, schema);
    put_key(package, table);
    json_text_end(json);
    json_text_end(json);
}

gboolean
datapackage_write(Datapackage *package, const gchar *folder, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);

    json_text_end(package->json);
    json_text_end(package->json);
    json_text_finish(g_steal_pointer(&package->json), text);
    return report_write_text(folder, "datapackage.json", text, error);
}

void
datapackage_free(Datapackage *package)
{
    g_autoptr(GString) unused = g_string_new(NULL);

    if (package == NULL)
        return;
    if (package->json != NULL)
        json_text_finish(package->json, unused);
    g_free(package);
}
