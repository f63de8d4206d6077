#include "pipeline/lib/stream.h"
#include "pipeline/lib/stream_input.h"

/* Many inputs seen as one: tables of one name are one table. */
struct RollReader {
    RollInput **inputs; /* owned */
    guint n_inputs;
    guint current;      /* the input being read */
    GPtrArray *schemas; /* of RollSchema: the tables of all */
};

static void
merge_table(RollReader *reader, RollSchema *schema)
{
    guint n_columns = roll_schema_n_columns(schema);
    g_autofree const gchar **columns = g_new0(const gchar *, n_columns + 1);
    gint place = roll_reader_find(reader, roll_schema_table(schema));

    if (place < 0) {
        g_ptr_array_add(reader->schemas, roll_schema_ref(schema));
        return;
    }
    for (guint i = 0; i < n_columns; i++)
        columns[i] = roll_schema_column(schema, i);
    schema = roll_schema_extend(g_ptr_array_index(reader->schemas, (guint)place), columns);
    roll_schema_unref(g_ptr_array_index(reader->schemas, (guint)place));
    g_ptr_array_index(reader->schemas, (guint)place) = schema;
}

RollReader *
roll_reader_new(RollSource **sources, guint n_sources, GError **error)
{
    g_autoptr(RollReader) reader = g_new0(RollReader, 1);

    reader->schemas = g_ptr_array_new_with_free_func((GDestroyNotify)roll_schema_unref);
    reader->inputs = g_new0(RollInput *, n_sources + 1);
    reader->n_inputs = n_sources;
    for (guint i = 0; i < n_sources; i++)
        reader->inputs[i] = roll_input_new(sources[i]);
    for (guint i = 0; i < n_sources; i++) {
        if (!roll_input_start(reader->inputs[i], error))
            return NULL;
        for (guint table = 0; table < roll_input_n_tables(reader->inputs[i]); table++)
            merge_table(reader, roll_input_table(reader->inputs[i], table));
    }
    return g_steal_pointer(&reader);
}

guint
roll_reader_n_tables(const RollReader *reader)
{
    return reader->schemas->len;
}

RollSchema *
roll_reader_table(const RollReader *reader, guint table)
{
    return g_ptr_array_index(reader->schemas, table);
}

gint
roll_reader_find(const RollReader *reader, const gchar *table)
{
    for (guint i = 0; i < reader->schemas->len; i++)
        if (strcmp(roll_schema_table(g_ptr_array_index(reader->schemas, i)), table) == 0)
            return (gint)i;
    return -1;
}

gboolean
roll_reader_is_of_files(const RollReader *reader)
{
    for (guint i = 0; i < reader->n_inputs; i++)
        if (!roll_input_is_file(reader->inputs[i]))
            return FALSE;
    return TRUE;
}

RollBatch *
roll_reader_next(RollReader *reader, guint *table, GError **error)
{
    while (reader->current < reader->n_inputs) {
        GError *cause = NULL;
        g_autoptr(RollBatch) batch = roll_input_next(reader->inputs[reader->current], &cause);

        if (cause != NULL) {
            g_propagate_error(error, cause);
            return NULL;
        }
        if (batch != NULL) {
            RollSchema *schema = NULL;

            *table = (guint)roll_reader_find(reader, roll_schema_table(roll_batch_schema(batch)));
            schema = roll_reader_table(reader, *table);
            return roll_batch_has_shape(batch, schema) ? g_steal_pointer(&batch)
                                                       : roll_batch_reshape(batch, schema);
        }
        reader->current++;
    }
    return NULL;
}

gboolean
roll_reader_rewind(RollReader *reader, GError **error)
{
    for (guint i = 0; i < reader->n_inputs; i++)
        if (!roll_input_rewind(reader->inputs[i], error))
            return FALSE;
    reader->current = 0;
    return TRUE;
}

void
roll_reader_free(RollReader *reader)
{
    if (reader == NULL)
        return;
    for (guint i = 0; i < reader->n_inputs; i++)
        roll_input_free(reader->inputs[i]);
    g_free(reader->inputs);
    g_ptr_array_unref(reader->schemas);
    g_free(reader);
}

gboolean
roll_reader_each(RollReader *reader, RollEachFunc take, gpointer self, GError **error)
{
    for (;;) {
        guint table = 0;
        GError *cause = NULL;
        g_autoptr(RollBatch) batch = roll_reader_next(reader, &table, &cause);

        if (cause != NULL)
            g_propagate_error(error, cause);
        if (batch == NULL)
            return cause == NULL;
        if (!take(self, table, batch, error))
            return FALSE;
    }
}

/* One that needs no place and cannot fail. */
typedef struct {
    RollTakeFunc take;
    gpointer self;
} Taker;

static gboolean
take_named(gpointer self, G_GNUC_UNUSED guint table, RollBatch *batch, G_GNUC_UNUSED GError **error)
{
    const Taker *taker = self;

    taker->take(taker->self, roll_schema_table(roll_batch_schema(batch)), batch);
    return TRUE;
}

gboolean
roll_stream_each(RollSource *source, RollTakeFunc take, gpointer self, GError **error)
{
    g_autoptr(RollReader) reader = source != NULL ? roll_reader_new(&source, 1, error) : NULL;
    Taker taker = {take, self};

    return reader != NULL && roll_reader_each(reader, take_named, &taker, error);
}
