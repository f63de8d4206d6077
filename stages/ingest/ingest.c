#include "stages/ingest/ingest.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/phases.h"
#include "stages/ingest/columns.h"
#include "stages/ingest/records.h"
#include "stages/ingest/rows.h"

/* The columns of every record, whatever the export. */
static const gchar *const record_columns[] = {"export",    "file", "line",         "row",
                                              "sheet_row", "kind", "organisation", NULL};

/* In UTF-8, whatever the file system has: a name goes where text goes. */
gchar *
ingest_file_of(const Ingest *ingest, const gchar *path)
{
    g_autofree gchar *name = NULL;

    if (strcmp(path, "-") == 0 && ingest->name != NULL)
        return g_utf8_make_valid(ingest->name, -1);
    name = g_path_get_basename(path);
    return g_utf8_make_valid(name, -1);
}

static IngestRules
rules_of(const Ingest *ingest)
{
    return (IngestRules){.fields = ingest->fields,
                         .sheet = ingest->sheet,
                         .profiles = ingest->profiles,
                         .fonts = ingest->fonts,
                         .zawgyi = ingest->zawgyi,
                         .telling = ingest->telling,
                         .raw = ingest->raw};
}

static IngestExport *
open_export(const Ingest *ingest, const gchar *path, GError **error)
{
    const IngestRules rules = rules_of(ingest);
    g_autofree gchar *file = ingest_file_of(ingest, path);

    return ingest_export_open(&rules, path, file, error);
}

gboolean
ingest_load(gpointer self, const RollLayers *layers, GError **error)
{
    Ingest *ingest = self;
    static const gchar *const phases[] = {
        "zawgyi", "zawgyi_signs", "unicode_signs", "limon_signs", "tcvn3_signs", "vni_signs", NULL};

    if (!roll_phases_check(layers, "encodings", phases, error))
        return FALSE;
    ingest->telling = roll_telling_new(layers);
    ingest->fields = roll_fields_load_with_headers(layers, error);
    if (ingest->fields == NULL)
        return FALSE;
    ingest->sheet = ingest_sheet_load(layers, error);
    if (ingest->sheet == NULL)
        return FALSE;
    ingest->fonts = ingest_fonts_new(layers);
    ingest->zawgyi = ingest_zawgyi_new(layers);
    ingest->missing = roll_missing_load(layers, error);
    if (ingest->missing == NULL)
        return FALSE;
    ingest->use = roll_use_new(ingest->fields);
    if (!ingest->profile)
        ingest->profiles = roll_profiles_load(layers, ingest->fields, error);
    return ingest->profile || ingest->profiles != NULL;
}

/* The columns of all exports, each once, in the order in which they came. */
typedef struct {
    GPtrArray *names;
    GHashTable *known; /* the same; owns them */
} Columns;

static void
columns_clear(Columns *columns)
{
    g_clear_pointer(&columns->names, g_ptr_array_unref);
    g_clear_pointer(&columns->known, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Columns, columns_clear)

static void
add_new(Columns *columns, const gchar *name)
{
    gchar *own = NULL;

    if (g_hash_table_contains(columns->known, name))
        return;
    own = g_strdup(name);
    g_hash_table_add(columns->known, own);
    g_ptr_array_add(columns->names, own);
}

/* The columns of @export that the other exports did not have. */
static gboolean
add_columns(const Ingest *ingest, const IngestExport *export, Columns *columns, GError **error)
{
    for (guint i = 0; !ingest->raw && i < roll_fields_n(ingest->fields); i++) {
        const gchar *name = roll_fields_at(ingest->fields, i)->name;

        if (ingest_export_has(export, name))
            add_new(columns, name);
    }
    for (guint i = 0; ingest->raw && i < export->mapping->len; i++)
        add_new(columns, ((const IngestColumn *)g_ptr_array_index(export->mapping, i))->name);
    if (columns->names->len + G_N_ELEMENTS(record_columns) <= ROLL_COLUMNS_MAX)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                "%s: with this export there are more than %d columns; read fewer at once",
                export->path, ROLL_COLUMNS_MAX);
    return FALSE;
}

/* @columns, of all exports, behind those of every record; in the order of fields.ini. */
static RollSchema *
make_schema(const Ingest *ingest, const Columns *columns)
{
    g_autoptr(GStrvBuilder) all = g_strv_builder_new();
    const gchar *const *first = ingest->raw ? ingest_place_columns : record_columns;
    g_auto(GStrv) names = NULL;

    for (guint i = 0; first[i] != NULL; i++)
        g_strv_builder_add(all, first[i]);
    for (guint i = 0; !ingest->raw && i < roll_fields_n(ingest->fields); i++) {
        const gchar *name = roll_fields_at(ingest->fields, i)->name;

        if (g_hash_table_contains(columns->known, name) && !g_strv_contains(record_columns, name))
            g_strv_builder_add(all, name);
    }
    for (guint i = 0; ingest->raw && i < columns->names->len; i++)
        g_strv_builder_add(all, g_ptr_array_index(columns->names, i));
    names = g_strv_builder_end(all);
    return roll_schema_new("records", (const gchar *const *)names);
}

/* Opens every export to learn its columns, since the table is declared before its first record.
 * Of several only standard input stays open: a run may have more exports than a process files. */
static RollSchema *
survey(Ingest *ingest, const gchar *const *paths, GError **error)
{
    g_auto(Columns)
        columns = {g_ptr_array_new(), g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    gboolean is_only = paths[0] != NULL && paths[1] == NULL;

    ingest->exports = g_ptr_array_new_with_free_func((GDestroyNotify)ingest_export_free);
    for (guint i = 0; paths[i] != NULL; i++) {
        g_autoptr(IngestExport) export = open_export(ingest, paths[i], error);

        if (export == NULL || !add_columns(ingest, export, &columns, error))
            return NULL;
        g_ptr_array_add(ingest->exports,
                        is_only || strcmp(paths[i], "-") == 0 ? g_steal_pointer(&export) : NULL);
    }
    return make_schema(ingest, &columns);
}

/* What the exports are written to. */
typedef struct {
    IngestRecords *records;
    RollTable *columns;
    RollTable *deliveries;
} Output;

/* The exports of this run, one a line, and whose they are where their profiles say it: so a stage
 * that sees the history, too, can tell them, and one of which no row was read. */
static RollTable *
declare_deliveries(RollRun *run)
{
    static const gchar *const columns[] = {"export", "file", "organisation", NULL};
    g_autoptr(RollSchema) schema = roll_schema_new("deliveries", columns);

    return roll_run_table(run, roll_run_declare(run, schema));
}

static gboolean
tell_delivery(const IngestExport *export, RollTable *deliveries, GError **error)
{
    roll_table_set_string(deliveries, 0, export->name);
    roll_table_set_string(deliveries, 1, export->file);
    roll_table_set_string(deliveries, 2, ingest_export_constant(export, "organisation"));
    return roll_table_add(deliveries, error);
}

static gboolean
read_export(Ingest *ingest, RollRun *run, const Output *output, guint i, GError **error)
{
    const gchar *path = roll_run_paths(run)[i];
    g_autoptr(IngestExport) export = g_steal_pointer(&ingest->exports->pdata[i]);
    g_autoptr(IngestUse) use = NULL;

    if (export == NULL)
        export = open_export(ingest, path, error);
    if (export == NULL)
        return FALSE;
    if (!ingest_records_begin(output->records, export)) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: changed while it was read", path);
        return FALSE;
    }
    if (!ingest->raw)
        use = ingest_use_new(ingest->use, ingest->missing, export);
    return tell_delivery(export, output->deliveries, error) &&
           ingest_columns_tell(output->columns, export, error) &&
           ingest_rows_read(export, &(IngestRowsTo){run, output->records, output->columns, use},
                            error) &&
           ingest_records_end(output->records, export, error);
}

/* Of the only export: the other names that its bytes came under. */
static gboolean
tell_twins(const Ingest *ingest, RollRun *run, GError **error)
{
    g_autofree gchar *file = ingest_file_of(ingest, roll_run_paths(run)[0]);

    for (guint i = 0; ingest->also_as != NULL && ingest->also_as[i] != NULL; i++) {
        g_autoptr(RollValues) values = roll_values_new();

        roll_values_set(values, "other", ingest->also_as[i]);
        roll_values_set(values, "file", file);
        if (!roll_run_finding(run,
                              &(RollFinding){.severity = ROLL_SEVERITY_WARNING,
                                             .id = "delivered-twice",
                                             .file = file,
                                             .message = "message",
                                             .hint = "hint",
                                             .values = values},
                              error))
            return FALSE;
    }
    return TRUE;
}

gboolean
ingest_check_options(gpointer self, GError **error)
{
    const Ingest *ingest = self;

    if (!ingest->raw || !ingest->profile) {
        if (ingest->encoding == NULL || ingest->profile)
            return TRUE;
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                    "--encoding goes with --profile; else a source profile says it");
        return FALSE;
    }
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "--raw or --profile, not both");
    return FALSE;
}

gboolean
ingest_prints(gconstpointer self)
{
    const Ingest *ingest = self;

    return ingest->profile;
}

gboolean
ingest_run(gpointer self, RollRun *run, GError **error)
{
    Ingest *ingest = self;
    g_autoptr(RollSchema) schema = NULL;
    g_autoptr(RollSchema) columns_schema = roll_schema_new("columns", roll_column_columns);
    g_autoptr(IngestRecords) records = NULL;
    g_autoptr(RollTable) columns = NULL;
    g_autoptr(RollTable) deliveries = NULL;

    if (ingest->also_as != NULL && roll_run_paths(run)[1] != NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE, "--also-as: is said of one export");
        return FALSE;
    }
    schema = survey(ingest, roll_run_paths(run), error);
    if (schema == NULL)
        return FALSE;
    records = ingest_records_new(run, schema, ingest->zawgyi);
    columns = roll_run_table(run, roll_run_declare(run, columns_schema));
    deliveries = declare_deliveries(run);
    for (guint i = 0; i < ingest->exports->len; i++) {
        if (!read_export(ingest, run, &(Output){records, columns, deliveries}, i, error))
            return FALSE;
    }
    return tell_twins(ingest, run, error) && roll_table_flush(deliveries, error);
}

void
ingest_clear(gpointer self)
{
    Ingest *ingest = self;

    g_free(ingest->name);
    g_strfreev(ingest->also_as);
    g_free(ingest->encoding);
    g_clear_pointer(&ingest->exports, g_ptr_array_unref);
    g_clear_pointer(&ingest->telling, roll_telling_free);
    g_clear_pointer(&ingest->use, roll_use_free);
    g_clear_pointer(&ingest->missing, roll_missing_free);
    g_clear_pointer(&ingest->fonts, ingest_fonts_free);
    g_clear_pointer(&ingest->zawgyi, ingest_zawgyi_free);
    g_clear_pointer(&ingest->profiles, roll_profiles_free);
    g_clear_pointer(&ingest->sheet, ingest_sheet_free);
    g_clear_pointer(&ingest->fields, roll_fields_free);
}
