#include "stages/report/file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/gzip.h"
#include "pipeline/lib/inert.h"
#include "pipeline/lib/relay.h"

static const gchar *const stamp_columns[] = {"report_id", "as_of", "sensitivity", "rules_version",
                                             NULL};
#define NAME_BYTES 200 /* of a folder; file systems take 255 */
#define SUM_DIGITS 16
#define N_STAMP    ((guint)G_N_ELEMENTS(stamp_columns) - 1)

gboolean
report_make_folder(const gchar *folder, GError **error)
{
    if (g_mkdir_with_parents(folder, 0700) == 0)
        return TRUE;
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_IO, "%s: %s", folder, g_strerror(errno));
    return FALSE;
}

gboolean
report_write_text(const gchar *folder, const gchar *name, const GString *text, GError **error)
{
    g_autofree gchar *path = g_build_filename(folder, name, NULL);
    g_autoptr(RollSink) sink = roll_sink_create(path, error);

    return sink != NULL && roll_sink_write(sink, text->str, text->len, error) &&
           roll_sink_close(sink, error);
}

RollWriter *
report_csv_new(const gchar *folder, const gchar *table, gboolean is_threaded, GError **error)
{
    g_autofree gchar *name = g_strconcat(table, ".csv.gz", NULL);
    g_autofree gchar *path = g_build_filename(folder, name, NULL);
    RollSink *sink = roll_sink_create(path, error);

    if (sink == NULL)
        return NULL;
    sink = roll_gzip_sink(sink, ROLL_GZIP_LEVEL);
    return roll_writer_new_csv(is_threaded ? roll_relay_sink(sink) : sink, table);
}

static RollSchema *
stamped_schema(const ReportTable *table)
{
    guint n = roll_schema_n_columns(table->schema);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    RollSchema *schema;

    for (guint i = 0; i < N_STAMP; i++)
        g_ptr_array_add(names, g_strdup(stamp_columns[i]));
    for (guint i = 0; i < n; i++)
        g_ptr_array_add(names, g_strdup(roll_schema_column(table->schema, i)));
    g_ptr_array_add(names, NULL);
    schema = roll_schema_new(table->name, (const gchar *const *)names->pdata);
    g_ptr_array_set_free_func(names, g_free);
    return schema;
}

static RollBatch *
stamp_batch(const RollBatch *batch, RollSchema *schema, const gchar *const values[N_STAMP])
{
    guint n_columns = roll_schema_n_columns(schema);
    guint n_records = roll_batch_n_records(batch);
    g_autofree RollColumn **columns = g_new(RollColumn *, n_columns);

    for (guint i = 0; i < n_columns; i++)
        columns[i] = i < N_STAMP ? roll_column_constant(roll_text(values[i]), n_records)
                                 : roll_inert_column(roll_batch_column(batch, i - N_STAMP), TRUE);
    return roll_batch_new_take(schema, columns, n_records);
}

gboolean
report_write_table(const gchar *folder, const ReportTable *table, const ReportStamp *stamp,
                   const gchar *sensitivity, GError **error)
{
    const gchar *const values[N_STAMP] = {stamp->report_id, stamp->as_of, sensitivity,
                                          stamp->rules_version};
    g_autoptr(RollSchema) schema = stamped_schema(table);
    g_autoptr(RollWriter) writer = report_csv_new(folder, table->name, FALSE, error);
    guint place;

    if (writer == NULL)
        return FALSE;
    place = roll_writer_declare(writer, schema);
    for (guint i = 0; i < table->batches->len; i++) {
        g_autoptr(RollBatch) batch =
            stamp_batch(g_ptr_array_index(table->batches, i), schema, values);

        if (!roll_writer_write(writer, place, batch, error))
            return FALSE;
    }
    return roll_writer_close(writer, error);
}

/* No file system takes a name of any length; what is cut off is told apart by a sum. */
static void
shorten(GString *name, const gchar *text)
{
    g_autofree gchar *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
    const gchar *last = NULL;

    g_string_truncate(name, NAME_BYTES - SUM_DIGITS - 1);
    last = strrchr(name->str, '%');
    if (last != NULL && last + strlen("%00") > name->str + name->len)
        g_string_truncate(name, (gsize)(last - name->str));
    g_string_append_printf(name, "-%.*s", SUM_DIGITS, sum);
}

gchar *
report_folder_name(const gchar *text)
{
    GString *name = g_string_new(NULL);

    for (const gchar *p = text; *p != '\0'; p++) {
        if (g_ascii_isalnum(*p) || *p == '-' || *p == '_')
            g_string_append_c(name, *p);
        else
            g_string_append_printf(name, "%%%02x", (guint)(guchar)*p);
    }
    if (name->len > NAME_BYTES)
        shorten(name, text);
    return g_string_free(name, FALSE);
}
