#include "pipeline/encoded_export.h"

#include "pipeline/lib/encoding.h"
#include "pipeline/lib/gzip.h"
#include "pipeline/lib/inert.h"
#include "pipeline/lib/stream.h"

typedef struct {
    const RollFields *fields;
    RollReader *reader;
    RollWriter *writer;
    GPtrArray *from;    /* of const gchar *, columns that are written, in order */
    GPtrArray *others;  /* of const gchar *, where those have no value; NULL: none */
    RollSchema *schema; /* as it is written */
    const RollField *encoded;
    guint place;
} Export;

static void
export_clear(Export *export)
{
    g_clear_pointer(&export->reader, roll_reader_free);
    g_clear_pointer(&export->writer, roll_writer_free);
    g_clear_pointer(&export->from, g_ptr_array_unref);
    g_clear_pointer(&export->others, g_ptr_array_unref);
    g_clear_pointer(&export->schema, roll_schema_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Export, export_clear)

void
encoded_export_clear(EncodedExport *done)
{
    g_free(done->mark);
    g_free(done->left_out);
}

/* ---- which columns ---- */

/* Who reads what is written knows no profile of this export: neither the order of its dates nor
 * what its numbers look like. */
static gboolean
needs_norm(RollType type)
{
    return type == ROLL_TYPE_DATE || type == ROLL_TYPE_YEAR || type == ROLL_TYPE_NUMBER;
}

/* What tells who somebody is never leaves, whether fields.ini calls it personal or not: it is
 * encoded, or it is left out. */
static gboolean
tells_who(const RollField *field)
{
    return field->personal || field->type <= ROLL_TYPE_NAME_SUFFIX ||
           field->type == ROLL_TYPE_AGE || field->type == ROLL_TYPE_PHONE ||
           field->type == ROLL_TYPE_EMAIL ||
           (field->match && (field->type == ROLL_TYPE_DATE || field->type == ROLL_TYPE_YEAR ||
                             field->type == ROLL_TYPE_IDENTIFIER));
}

static void
take_field(Export *export, const RollField *field, const RollSchema *input, GString *left_out)
{
    gboolean has_norm = roll_schema_find(input, field->norm) >= 0;

    if (field == export->encoded || roll_schema_find(input, field->name) < 0)
        return;
    if (tells_who(field)) {
        if (!field->match)
            g_string_append_printf(left_out, "%s%s", left_out->len > 0 ? ", " : "", field->name);
        return;
    }
    if (needs_norm(field->type) && has_norm) {
        g_ptr_array_add(export->from, field->norm);
        g_ptr_array_add(export->others, field->name);
    } else {
        g_ptr_array_add(export->from, field->name);
        g_ptr_array_add(export->others, NULL);
    }
}

static void
choose_columns(Export *export, const RollSchema *input, EncodedExport *done)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    GString *left_out = g_string_new(NULL);

    export->from = g_ptr_array_new();
    export->others = g_ptr_array_new();
    for (guint i = 0; i < roll_fields_n(export->fields); i++) {
        const RollField *field = roll_fields_at(export->fields, i);
        guint n = export->from->len;

        take_field(export, field, input, left_out);
        if (export->from->len > n)
            g_ptr_array_add(names, field->name);
    }
    g_ptr_array_add(export->from, export->encoded->norm);
    g_ptr_array_add(export->others, NULL);
    g_ptr_array_add(names, export->encoded->name);
    g_ptr_array_add(names, NULL);
    export->schema = roll_schema_new("records", (const gchar *const *)names->pdata);
    done->left_out = g_string_free(left_out, FALSE);
}

/* ---- records ---- */

/* @column, with the values of @other where it has none. */
static RollColumn *
fill_up(const RollColumn *column, const RollColumn *other)
{
    RollColumnBuilder *builder = roll_column_builder_new();
    RollColumn *filled = NULL;

    for (guint record = 0; record < roll_column_n_records(column); record++) {
        RollText value = roll_column_get(column, record);

        roll_column_builder_add(builder, value.length > 0 ? value : roll_column_get(other, record));
    }
    filled = roll_column_builder_finish(builder);
    roll_column_builder_free(builder);
    return filled;
}

static RollBatch *
cut(const Export *export, const RollBatch *batch)
{
    g_autoptr(GPtrArray) columns = g_ptr_array_new();

    for (guint i = 0; i < export->from->len; i++) {
        RollColumn *column = roll_batch_find(batch, export->from->pdata[i]);
        const gchar *other = export->others->pdata[i];

        g_ptr_array_add(columns, other != NULL ? fill_up(column, roll_batch_find(batch, other))
                                               : roll_column_ref(column));
    }
    return roll_batch_new_take(export->schema, (RollColumn **)columns->pdata,
                               roll_batch_n_records(batch));
}

static void
find_mark(const Export *export, const RollBatch *batch, EncodedExport *done)
{
    for (guint i = 0; i < roll_batch_n_records(batch) && done->mark == NULL; i++) {
        RollText mark = roll_encoding_mark(roll_batch_get(batch, export->encoded->norm, i));

        if (mark.length > 0)
            done->mark = g_strndup(mark.data, mark.length);
    }
}

static gboolean
write_batch(const Export *export, const RollBatch *batch, EncodedExport *done, GError **error)
{
    g_autoptr(RollBatch) shared = cut(export, batch);
    g_autoptr(RollBatch) inert = roll_inert_batch(shared, export->schema, TRUE);

    find_mark(export, batch, done);
    done->n_records += roll_batch_n_records(batch);
    return roll_writer_write(export->writer, export->place, inert, error);
}

typedef struct {
    const Export *export;
    EncodedExport *done;
} Copy;

static gboolean
copy_batch(gpointer self, G_GNUC_UNUSED guint place, RollBatch *batch, GError **error)
{
    const Copy *copy = self;
    const gchar *table = roll_schema_table(roll_batch_schema(batch));

    if (strcmp(table, "refused") == 0)
        copy->done->n_refused += roll_batch_n_records(batch);
    return strcmp(table, "records") != 0 || write_batch(copy->export, batch, copy->done, error);
}

static gboolean
copy_all(Export *export, EncodedExport *done, GError **error)
{
    Copy copy = {export, done};

    return roll_reader_each(export->reader, copy_batch, &copy, error) &&
           roll_writer_close(export->writer, error);
}

static gboolean
open_streams(Export *export, const gchar *input, const gchar *output, GError **error)
{
    RollSource *source = roll_gzip_open(input, NULL, error);
    RollSink *sink = NULL;

    export->reader = source != NULL ? roll_reader_new(&source, 1, error) : NULL;
    sink = export->reader != NULL ? roll_sink_create(output, error) : NULL;
    if (sink == NULL)
        return FALSE;
    if (g_str_has_suffix(output, ".gz"))
        sink = roll_gzip_sink(sink, ROLL_GZIP_LEVEL);
    export->writer = roll_writer_new_csv(sink, "records");
    return TRUE;
}

gboolean
encoded_export_write(const RollFields *fields, const gchar *input, const gchar *output,
                     EncodedExport *done, GError **error)
{
    g_auto(Export) export = {.fields = fields,
                             .encoded = roll_fields_of_type(fields, ROLL_TYPE_ENCODED)};
    gint records = 0;

    if (!open_streams(&export, input, output, error))
        return FALSE;
    records = roll_reader_find(export.reader, "records");
    choose_columns(&export, roll_reader_table(export.reader, (guint)MAX(records, 0)), done);
    export.place = roll_writer_declare(export.writer, export.schema);
    return copy_all(&export, done, error);
}
