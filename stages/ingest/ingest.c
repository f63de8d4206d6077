#include "stages/ingest/ingest.h"

#include <string.h>

#include "pipeline/lib/phases.h"
#include "stages/ingest/columns.h"
#include "stages/ingest/records.h"
#include "stages/ingest/rows.h"

/* The columns of every record, whatever the export. */
static const gchar *const record_columns[] = {"export",    "file", "line",         "row",
                                              "sheet_row", "kind", "organisation", NULL};

static IngestExport *
open_export(const Ingest *ingest, const gchar *path, GError **error)
{
    const IngestRules rules = {.fields = ingest->fields,
                               .profiles = ingest->profiles,
                               .fonts = ingest->fonts,
                               .zawgyi = ingest->zawgyi,
                               .raw = ingest->raw};
    g_autofree gchar *base = g_path_get_basename(path);
    gboolean is_stdin = strcmp(path, "-") == 0;

    return ingest_export_open(&rules, path, is_stdin && ingest->name != NULL ? ingest->name : base,
                              error);
}

static gboolean
load_rules(Ingest *ingest, const RollLayers *layers, GError **error)
{
    static const gchar *const phases[] = {
        "zawgyi", "zawgyi_signs", "unicode_signs", "limon_signs", "tcvn3_signs", "vni_signs", NULL};

    if (!roll_phases_check(layers, "encodings", phases, error))
        return FALSE;
    ingest->fields = roll_fields_load(layers, error);
    if (ingest->fields == NULL)
        return FALSE;
    ingest->fonts = ingest_fonts_new(layers);
    ingest->zawgyi = ingest_zawgyi_new(layers);
    ingest->profiles = roll_profiles_load(layers, ingest->fields, error);
    return ingest->profiles != NULL;
}

static void
add_new(GPtrArray *columns, const gchar *name)
{
    if (!g_ptr_array_find_with_equal_func(columns, name, g_str_equal, NULL))
        g_ptr_array_add(columns, g_strdup(name));
}

/* The columns of @export that the other exports did not have. */
static void
add_columns(const Ingest *ingest, const IngestExport *export, GPtrArray *columns)
{
    if (!ingest->raw) {
        for (guint i = 0; i < roll_fields_n(ingest->fields); i++) {
            const gchar *name = roll_fields_at(ingest->fields, i)->name;

            if (ingest_export_has(export, name))
                add_new(columns, name);
        }
        return;
    }
    for (guint i = 0; i < export->mapping->len; i++)
        add_new(columns, ((const IngestColumn *)g_ptr_array_index(export->mapping, i))->name);
}

/* @columns, of all exports, behind those of every record; in the order of fields.ini. */
static RollSchema *
make_schema(const Ingest *ingest, GPtrArray *columns)
{
    g_autoptr(GStrvBuilder) all = g_strv_builder_new();
    const gchar *const *first = ingest->raw ? ingest_place_columns : record_columns;
    g_auto(GStrv) names = NULL;

    for (guint i = 0; first[i] != NULL; i++)
        g_strv_builder_add(all, first[i]);
    for (guint i = 0; !ingest->raw && i < roll_fields_n(ingest->fields); i++) {
        const gchar *name = roll_fields_at(ingest->fields, i)->name;

        if (g_ptr_array_find_with_equal_func(columns, name, g_str_equal, NULL) &&
            !g_strv_contains(record_columns, name))
            g_strv_builder_add(all, name);
    }
    for (guint i = 0; ingest->raw && i < columns->len; i++)
        g_strv_builder_add(all, g_ptr_array_index(columns, i));
    names = g_strv_builder_end(all);
    return roll_schema_new("records", (const gchar *const *)names);
}

/* Opens every export to learn its columns, since the table is declared before its first record.
 * Of several only standard input stays open: a run may have more exports than a process files. */
static RollSchema *
survey(Ingest *ingest, const gchar *const *paths, GError **error)
{
    g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func(g_free);
    gboolean is_only = paths[0] != NULL && paths[1] == NULL;

    ingest->exports = g_ptr_array_new_with_free_func((GDestroyNotify)ingest_export_free);
    for (guint i = 0; paths[i] != NULL; i++) {
        g_autoptr(IngestExport) export = open_export(ingest, paths[i], error);

        if (export == NULL)
            return NULL;
        add_columns(ingest, export, columns);
        g_ptr_array_add(ingest->exports,
                        is_only || strcmp(paths[i], "-") == 0 ? g_steal_pointer(&export) : NULL);
    }
    return make_schema(ingest, columns);
}

/* What the exports are written to. */
typedef struct {
    IngestRecords *records;
    RollTable *columns;
} Output;

static gboolean
read_export(Ingest *ingest, RollRun *run, const Output *output, guint i, GError **error)
{
    const gchar *path = roll_run_paths(run)[i];
    g_autoptr(IngestExport) export = g_steal_pointer(&ingest->exports->pdata[i]);

    if (export == NULL)
        export = open_export(ingest, path, error);
    if (export == NULL)
        return FALSE;
    if (!ingest_records_begin(output->records, export)) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: changed while it was read", path);
        return FALSE;
    }
    return ingest_columns_tell(output->columns, export, error) &&
           ingest_rows_read(export, run, output->records, error) &&
           ingest_records_end(output->records, export, error);
}

gboolean
ingest_run(gpointer self, RollRun *run, GError **error)
{
    Ingest *ingest = self;
    g_autoptr(RollSchema) schema = NULL;
    g_autoptr(RollSchema) columns_schema = roll_schema_new("columns", roll_column_columns);
    g_autoptr(IngestRecords) records = NULL;
    g_autoptr(RollTable) columns = NULL;

    if (!load_rules(ingest, roll_run_layers(run), error))
        return FALSE;
    schema = survey(ingest, roll_run_paths(run), error);
    if (schema == NULL)
        return FALSE;
    records = ingest_records_new(run, schema, ingest->zawgyi);
    columns = roll_run_table(run, roll_run_declare(run, columns_schema));
    for (guint i = 0; i < ingest->exports->len; i++) {
        if (!read_export(ingest, run, &(Output){records, columns}, i, error))
            return FALSE;
    }
    return TRUE;
}

void
ingest_clear(gpointer self)
{
    Ingest *ingest = self;

    g_free(ingest->name);
    g_clear_pointer(&ingest->exports, g_ptr_array_unref);
    g_clear_pointer(&ingest->fonts, ingest_fonts_free);
    g_clear_pointer(&ingest->zawgyi, ingest_zawgyi_free);
    g_clear_pointer(&ingest->profiles, roll_profiles_free);
    g_clear_pointer(&ingest->fields, roll_fields_free);
}
