#include <string.h>

#include "pipeline/command.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/gzip.h"
#include "pipeline/lib/inert.h"
#include "pipeline/lib/stream.h"

typedef struct {
    gchar **paths;
    gchar **tables; /* NULL: the first, or all of them when packed */
    gchar *first;   /* columns that go first, commas between; NULL: as they are */
    gchar *output;
    gboolean csv;
    gboolean packed;
    gboolean lists;
    gboolean is_inert;
} ViewOptions;

/* A table of the input, on its way out. */
typedef struct {
    gboolean is_wanted;
    gboolean is_inert;
    RollSchema *schema; /* as it is written; owned */
    guint place;        /* in the output */
    guint64 n_records;
} ViewTable;

static void
options_clear(ViewOptions *options)
{
    g_strfreev(options->paths);
    g_strfreev(options->tables);
    g_free(options->first);
    g_free(options->output);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ViewOptions, options_clear)

static void
table_clear(gpointer data)
{
    ViewTable *table = data;

    g_clear_pointer(&table->schema, roll_schema_unref);
}

static gboolean
refuse(GError **error, const gchar *message)
{
    g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_USAGE, message);
    return FALSE;
}

static gboolean
parse(ViewOptions *options, int argc, char **argv, GError **error)
{
    const GOptionEntry entries[] = {
        {"table", 't', 0, G_OPTION_ARG_FILENAME_ARRAY, &options->tables,
         "The table to write (repeatable with --packed); default: the first, or all", "NAME"},
        {"tables", 0, 0, G_OPTION_ARG_NONE, &options->lists,
         "List the tables: name, records, columns", NULL},
        {"csv", 0, 0, G_OPTION_ARG_NONE, &options->csv, "Write CSV (default)", NULL},
        {"packed", 0, 0, G_OPTION_ARG_NONE, &options->packed, "Write the packed stream", NULL},
        {"first", 0, 0, G_OPTION_ARG_FILENAME, &options->first,
         "Columns that go first, commas between", "NAMES"},
        {"inert", 0, 0, G_OPTION_ARG_NONE, &options->is_inert,
         "Put an apostrophe before cells that a spreadsheet would take for a formula", NULL},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
         "Write to FILE instead of standard output; CSV is compressed for a name in .gz", "FILE"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->paths, NULL, NULL},
        {0},
    };
    g_autoptr(GOptionContext) context =
        command_context("[FILE]", "Show a stream between stages as CSV, or pack a CSV.", entries);

    if (!command_parse(context, argc, argv, error))
        return FALSE;
    if (options->csv && options->packed)
        return refuse(error, "view: --csv or --packed, not both");
    if (options->paths != NULL && g_strv_length(options->paths) > 1)
        return refuse(error, "view: one FILE at a time");
    if (!options->packed && options->tables != NULL && g_strv_length(options->tables) > 1)
        return refuse(error, "view: CSV holds one table");
    return TRUE;
}

/* ---- which tables, in which shape ---- */

static gboolean
is_named(const ViewOptions *options, const gchar *table)
{
    return g_strv_contains((const gchar *const *)options->tables, table);
}

static gboolean
check_names(const ViewOptions *options, const RollReader *reader, GError **error)
{
    g_autoptr(GString) known = g_string_new(NULL);

    for (guint i = 0; i < roll_reader_n_tables(reader); i++)
        g_string_append_printf(known, "%s%s", i > 0 ? ", " : "",
                               roll_schema_table(roll_reader_table(reader, i)));
    for (guint i = 0; options->tables != NULL && options->tables[i] != NULL; i++) {
        if (roll_reader_find(reader, options->tables[i]) >= 0)
            continue;
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_USAGE,
                    "view: no table is called \"%s\"; there are %s", options->tables[i],
                    known->str);
        return FALSE;
    }
    return TRUE;
}

/* @schema with the columns of --first in front. */
static RollSchema *
arrange(const ViewOptions *options, RollSchema *schema)
{
    g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) first = g_strsplit(options->first != NULL ? options->first : "", ",", -1);

    for (guint i = 0; first[i] != NULL; i++)
        if (roll_schema_find(schema, first[i]) >= 0)
            g_ptr_array_add(columns, g_strdup(first[i]));
    for (guint i = 0; i < roll_schema_n_columns(schema); i++) {
        const gchar *column = roll_schema_column(schema, i);

        if (!g_strv_contains((const gchar *const *)first, column))
            g_ptr_array_add(columns, g_strdup(column));
    }
    g_ptr_array_add(columns, NULL);
    return roll_schema_new(roll_schema_table(schema), (const gchar *const *)columns->pdata);
}

static GArray *
choose_tables(const ViewOptions *options, const RollReader *reader)
{
    GArray *tables = g_array_new(FALSE, TRUE, sizeof(ViewTable));

    g_array_set_clear_func(tables, table_clear);
    for (guint i = 0; i < roll_reader_n_tables(reader); i++) {
        RollSchema *schema = roll_reader_table(reader, i);
        ViewTable table = {.schema = arrange(options, schema), .is_inert = options->is_inert};

        table.is_wanted = options->tables != NULL ? is_named(options, roll_schema_table(schema))
                                                  : options->packed || i == 0;
        g_array_append_val(tables, table);
    }
    return tables;
}

/* ---- the streams ---- */

static RollReader *
open_reader(const ViewOptions *options, GError **error)
{
    RollSource *source =
        roll_gzip_open(options->paths != NULL ? options->paths[0] : "-", NULL, error);

    return source != NULL ? roll_reader_new(&source, 1, error) : NULL;
}

static RollWriter *
open_writer(const ViewOptions *options, GArray *tables, GError **error)
{
    const gchar *path = options->output != NULL ? options->output : "-";
    RollSink *sink = roll_sink_create(path, error);
    const gchar *only = "";
    RollWriter *writer = NULL;

    if (sink == NULL)
        return NULL;
    for (guint i = 0; i < tables->len; i++)
        if (g_array_index(tables, ViewTable, i).is_wanted)
            only = roll_schema_table(g_array_index(tables, ViewTable, i).schema);
    if (!options->packed && g_str_has_suffix(path, ".gz"))
        sink = roll_gzip_sink(sink, ROLL_GZIP_LEVEL);
    writer =
        options->packed ? roll_writer_new_packed(sink, "view") : roll_writer_new_csv(sink, only);
    for (guint i = 0; i < tables->len; i++) {
        ViewTable *table = &g_array_index(tables, ViewTable, i);

        if (table->is_wanted)
            table->place = roll_writer_declare(writer, table->schema);
    }
    return writer;
}

static gboolean
write_batch(RollWriter *writer, const ViewTable *table, const RollBatch *batch, GError **error)
{
    g_autoptr(RollBatch) arranged = table->is_inert ? roll_inert_batch(batch, table->schema, FALSE)
                                                    : roll_batch_reshape(batch, table->schema);

    return roll_writer_write(writer, table->place, arranged, error);
}

typedef struct {
    RollWriter *writer; /* NULL: nothing is written */
    GArray *tables;     /* of ViewTable */
} Copy;

static gboolean
copy_batch(gpointer self, guint place, RollBatch *batch, GError **error)
{
    const Copy *copy = self;
    ViewTable *table = &g_array_index(copy->tables, ViewTable, place);

    table->n_records += roll_batch_n_records(batch);
    return copy->writer == NULL || !table->is_wanted ||
           write_batch(copy->writer, table, batch, error);
}

/* Reads to the end, counting; @writer may be NULL. */
static gboolean
copy_all(RollReader *reader, RollWriter *writer, GArray *tables, GError **error)
{
    Copy copy = {writer, tables};

    return roll_reader_each(reader, copy_batch, &copy, error);
}

static gboolean
list_tables(RollReader *reader, GArray *tables, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);

    if (!copy_all(reader, NULL, tables, error))
        return FALSE;
    for (guint i = 0; i < tables->len; i++) {
        const ViewTable *table = &g_array_index(tables, ViewTable, i);

        g_string_append_printf(out, "%s\t%" G_GUINT64_FORMAT "\t", roll_schema_table(table->schema),
                               table->n_records);
        for (guint j = 0; j < roll_schema_n_columns(table->schema); j++)
            g_string_append_printf(out, "%s%s", j > 0 ? "," : "",
                                   roll_schema_column(table->schema, j));
        g_string_append_c(out, '\n');
    }
    return command_print(out->str, error);
}

static gboolean
view(int argc, char **argv, GError **error)
{
    g_auto(ViewOptions) options = {0};
    g_autoptr(RollReader) reader = NULL;
    g_autoptr(RollWriter) writer = NULL;
    g_autoptr(GArray) tables = NULL;

    if (!parse(&options, argc, argv, error))
        return FALSE;
    reader = open_reader(&options, error);
    if (reader == NULL || !check_names(&options, reader, error))
        return FALSE;
    tables = choose_tables(&options, reader);
    if (options.lists)
        return list_tables(reader, tables, error);
    writer = open_writer(&options, tables, error);
    return writer != NULL && copy_all(reader, writer, tables, error) &&
           roll_writer_close(writer, error);
}

gint
command_view(int argc, char **argv)
{
    GError *error = NULL;

    (void)view(argc, argv, &error);
    return command_end(error);
}
