#include "pipeline/narrow.h"

#include <string.h>

#include "pipeline/lib/source.h"
#include "pipeline/lib/stream.h"

#define DROPPED (-1)

/* Where a table of the input goes in the output; DROPPED: nowhere. */
static gint *
declare_kept(const RollReader *reader, const Narrow *narrow, RollWriter *writer)
{
    guint n = roll_reader_n_tables(reader);
    gint *places = g_new(gint, (gsize)n + 1);

    for (guint i = 0; i < n; i++) {
        RollSchema *schema = roll_reader_table(reader, i);

        places[i] = g_strv_contains(narrow->tables, roll_schema_table(schema))
                        ? (gint)roll_writer_declare(writer, schema)
                        : DROPPED;
    }
    return places;
}

/* The records that are asked for (transfer full); each value is looked at once. */
static RollBatch *
keep_records(const Narrow *narrow, RollBatch *batch)
{
    const RollColumn *column = roll_batch_find(batch, narrow->column);
    guint n_records = roll_batch_n_records(batch);
    g_autofree guint8 *keep = g_new0(guint8, (gsize)n_records + 1);
    g_autofree guint8 *is_wanted = NULL;

    if (column == NULL)
        return g_hash_table_contains(narrow->values, "") ? roll_batch_ref(batch)
                                                         : roll_batch_filter(batch, keep);
    is_wanted = g_new(guint8, (gsize)roll_column_n_values(column) + 1);
    for (guint code = 0; code < roll_column_n_values(column); code++)
        is_wanted[code] =
            g_hash_table_contains(narrow->values, roll_column_value(column, code).data) ? 1 : 0;
    for (guint record = 0; record < n_records; record++)
        keep[record] = is_wanted[roll_column_code(column, record)];
    return roll_batch_filter(batch, keep);
}

typedef struct {
    const Narrow *narrow;
    RollWriter *writer;
    gint *places; /* where each table of the input goes */
} Copy;

static gboolean
copy_batch(gpointer self, guint table, RollBatch *batch, GError **error)
{
    const Copy *copy = self;
    gboolean is_whole = copy->narrow->column == NULL ||
                        strcmp(roll_schema_table(roll_batch_schema(batch)), "records") != 0;
    g_autoptr(RollBatch) kept = NULL;

    if (copy->places[table] == DROPPED)
        return TRUE;
    kept = is_whole ? roll_batch_ref(batch) : keep_records(copy->narrow, batch);
    return roll_batch_n_records(kept) == 0 ||
           roll_writer_write(copy->writer, (guint)copy->places[table], kept, error);
}

gboolean
narrow_stream(const gchar *from, const Narrow *narrow, const gchar *to, GError **error)
{
    RollSource *source = roll_source_open(from, error);
    g_autoptr(RollReader) reader = source != NULL ? roll_reader_new(&source, 1, error) : NULL;
    RollSink *sink = reader != NULL ? roll_sink_create(to, error) : NULL;
    g_autoptr(RollWriter) writer = sink != NULL ? roll_writer_new_packed(sink, "narrow") : NULL;
    g_autofree gint *places = writer != NULL ? declare_kept(reader, narrow, writer) : NULL;
    Copy copy = {narrow, writer, places};

    return writer != NULL && roll_reader_each(reader, copy_batch, &copy, error) &&
           roll_writer_close(writer, error);
}
