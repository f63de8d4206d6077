#include "stages/report/catalogue_print.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/json.h"

static const gchar *const folders[] = {"coordinator/", "partners/ORG/", "public/"};

/* ---- who sees what ---- */

/* Whether a table of the partners' shows the column @name of the coordinator's table @source. */
static gboolean
is_shared(const gchar *source, const gchar *name)
{
    for (const CatalogueTable *table = catalogue_tables; table->name != NULL; table++)
        if (table->shared != NULL && strcmp(table->source, source) == 0 &&
            g_strv_contains(table->shared, name))
            return TRUE;
    return FALSE;
}

static const gchar *
seen_by(const CatalogueTable *table, const gchar *column)
{
    switch (table->class) {
    case CATALOGUE_PUBLIC:
        return "everybody";
    case CATALOGUE_PARTNER:
        return table->own != NULL && *table->own == '\0' ? "every partner" : "the partner it is of";
    case CATALOGUE_COORDINATOR:
        break;
    }
    return is_shared(table->name, column) ? "coordinator, partner" : "coordinator";
}

/* ---- a column after another ---- */

typedef struct {
    const RollFields *fields;
    const CatalogueTable *table;
    void (*put)(gpointer self, const CatalogueTable *table, const CatalogueColumn *column);
    gpointer self;
} Walk;

static void
walk_columns(const Walk *walk, const CatalogueColumn *columns)
{
    for (; columns->name != NULL; columns++)
        walk->put(walk->self, walk->table, columns);
}

/* What was sent, then what was made of it. */
static void
walk_fields(const Walk *walk)
{
    g_autoptr(GString) meaning = g_string_new(NULL);

    for (guint i = 0; i < roll_fields_n(walk->fields); i++) {
        const RollField *field = roll_fields_at(walk->fields, i);
        const gchar *const names[] = {field->name, field->norm};

        for (guint at = 0; at < G_N_ELEMENTS(names); at++) {
            CatalogueColumn column = catalogue_record_column(walk->fields, names[at], meaning);

            if (column.meaning == meaning->str)
                walk->put(walk->self, walk->table, &column);
        }
    }
}

/* Every column of the table but the stamp; of records those of the fields too, where there are
 * fields. */
static void
walk_table(const Walk *walk)
{
    if (walk->table->shared == NULL)
        walk_columns(walk, walk->table->columns);
    for (guint i = 0; walk->table->shared != NULL && walk->table->shared[i] != NULL; i++)
        walk->put(walk->self, walk->table, catalogue_column(walk->table, walk->table->shared[i]));
    if (walk->fields != NULL && strcmp(walk->table->name, "records") == 0)
        walk_fields(walk);
}

/* ---- Markdown ---- */

static void
put_markdown(gpointer self, const CatalogueTable *table, const CatalogueColumn *column)
{
    g_string_append_printf(self, "| `%s` | %s | %s | %s | %s |\n", column->name,
                           catalogue_type_name(column->type), column->unit,
                           table != NULL ? seen_by(table, column->name) : "as its table",
                           column->meaning);
}

static void
put_head(GString *out)
{
    g_string_append(out, "\n| column | type | unit | seen by | meaning |\n|---|---|---|---|---|\n");
}

static void
print_markdown(GString *out)
{
    Walk walk = {.put = put_markdown, .self = out};

    g_string_append(
        out,
        "# The tables\n\nEvery table of a run, a CSV file in gzip (RFC 4180, UTF-8): printed by "
        "`rollcall tables`.  Texts are inert in a\nspreadsheet: one that it would take for a "
        "formula has an apostrophe before it.  A list has `;` between its texts.  An\nempty cell "
        "is one of which nothing is known.  Beside the tables, `datapackage.json` describes those "
        "of its folder\n(Frictionless).\n\nBefore the columns of each table but `records`, as "
        "C, R or P of its own, stand\n");
    put_head(out);
    walk_columns(&walk, catalogue_stamp);
    for (const CatalogueTable *table = catalogue_tables; table->name != NULL; table++) {
        g_string_append_printf(out, "\n## %s%s.csv.gz\n\n%s: %s.%s%s%s\n", folders[table->class],
                               table->name, table->sensitivity, table->meaning,
                               *table->key != '\0' ? "  Key: `" : "", table->key,
                               *table->key != '\0' ? "`." : "");
        put_head(out);
        walk.table = table;
        walk_table(&walk);
        if (strcmp(table->name, "records") == 0)
            g_string_append(out, "| `F` | text | | coordinator | a field of `rules/fields.ini`, as "
                                 "it was sent |\n"
                                 "| `F_norm`, `F_pcode` | text | | coordinator | the same, "
                                 "normalised: `pipeline/README.md`, \"The record\" |\n");
    }
}

/* ---- CSV ---- */

static void
put_cell(GString *out, const gchar *text, gchar end)
{
    if (strpbrk(text, ",\"\n") == NULL) {
        g_string_append(out, text);
    } else {
        g_auto(GStrv) parts = g_strsplit(text, "\"", -1);
        g_autofree gchar *doubled = g_strjoinv("\"\"", parts);

        g_string_append_printf(out, "\"%s\"", doubled);
    }
    g_string_append_c(out, end);
}

static void
put_csv(gpointer self, const CatalogueTable *table, const CatalogueColumn *column)
{
    put_cell(self, table != NULL ? folders[table->class] : "", ',');
    put_cell(self, table != NULL ? table->name : "", ',');
    put_cell(self, column->name, ',');
    put_cell(self, catalogue_type_name(column->type), ',');
    put_cell(self, column->unit, ',');
    put_cell(self, table != NULL ? table->sensitivity : "", ',');
    put_cell(self, table != NULL ? seen_by(table, column->name) : "as its table", ',');
    put_cell(self, column->meaning, '\n');
}

static void
print_csv(const RollFields *fields, GString *out)
{
    Walk walk = {.fields = fields, .put = put_csv, .self = out};

    g_string_append(out, "folder,table,column,type,unit,sensitivity,seen_by,meaning\n");
    walk_columns(&walk, catalogue_stamp);
    for (walk.table = catalogue_tables; walk.table->name != NULL; walk.table++)
        walk_table(&walk);
}

/* ---- JSON ---- */

static void
put_json(gpointer self, const CatalogueTable *table, const CatalogueColumn *column)
{
    json_text_object(self, NULL);
    json_text_string(self, "name", column->name);
    json_text_string(self, "type", catalogue_type_name(column->type));
    json_text_string_if(self, "unit", column->unit);
    json_text_string(self, "seen_by",
                     table != NULL ? seen_by(table, column->name) : "as its table");
    json_text_string(self, "meaning", column->meaning);
    json_text_end(self);
}

static void
print_json(const RollFields *fields, GString *out)
{
    JsonText *json = json_text_new();
    Walk walk = {.fields = fields, .put = put_json, .self = json};

    json_text_object(json, NULL);
    json_text_array(json, "stamp");
    walk_columns(&walk, catalogue_stamp);
    json_text_end(json);
    json_text_array(json, "tables");
    for (walk.table = catalogue_tables; walk.table->name != NULL; walk.table++) {
        json_text_object(json, NULL);
        json_text_string(json, "folder", folders[walk.table->class]);
        json_text_string(json, "name", walk.table->name);
        json_text_string(json, "sensitivity", walk.table->sensitivity);
        json_text_string(json, "meaning", walk.table->meaning);
        json_text_string_if(json, "key", walk.table->key);
        json_text_array(json, "first");
        walk_table(&walk);
        json_text_end(json);
        json_text_end(json);
    }
    json_text_end(json);
    json_text_end(json);
    json_text_finish(json, out);
}

gboolean
catalogue_print(const gchar *format, const RollFields *fields, GString *out, GError **error)
{
    if (strcmp(format, "markdown") == 0)
        print_markdown(out);
    else if (strcmp(format, "csv") == 0)
        print_csv(fields, out);
    else if (strcmp(format, "json") == 0)
        print_json(fields, out);
    else {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                    "--tables: markdown, csv or json, not \"%s\"", format);
        return FALSE;
    }
    return TRUE;
}
