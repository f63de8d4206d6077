#include "pipeline/lib/batch.h"

struct RollSchema {
    gint ref_count;
    gchar *table;
    GPtrArray *columns; /* of gchar *, owned */
    GHashTable *places; /* column -> place + 1 */
};

struct RollBatch {
    gint ref_count;
    RollSchema *schema;
    guint n_records;
    RollColumn *columns[]; /* one a column of the schema, owned */
};

static RollSchema *
schema_start(const gchar *table)
{
    RollSchema *schema = g_new0(RollSchema, 1);

    schema->ref_count = 1;
    schema->table = g_strdup(table);
    schema->columns = g_ptr_array_new_with_free_func(g_free);
    schema->places = g_hash_table_new(g_str_hash, g_str_equal);
    return schema;
}

static void
schema_add(RollSchema *schema, const gchar *column)
{
    gchar *own = NULL;

    if (g_hash_table_contains(schema->places, column))
        return;
    own = g_strdup(column);
    g_ptr_array_add(schema->columns, own);
    g_hash_table_insert(schema->places, own, GUINT_TO_POINTER(schema->columns->len));
}

RollSchema *
roll_schema_new(const gchar *table, const gchar *const *columns)
{
    RollSchema *schema = schema_start(table);

    for (; *columns != NULL; columns++)
        schema_add(schema, *columns);
    return schema;
}

RollSchema *
roll_schema_extend(const RollSchema *schema, const gchar *const *columns)
{
    RollSchema *wider = schema_start(schema->table);

    for (guint i = 0; i < schema->columns->len; i++)
        schema_add(wider, roll_schema_column(schema, i));
    for (; *columns != NULL; columns++)
        schema_add(wider, *columns);
    return wider;
}

const gchar *
roll_schema_table(const RollSchema *schema)
{
    return schema->table;
}

guint
roll_schema_n_columns(const RollSchema *schema)
{
    return schema->columns->len;
}

const gchar *
roll_schema_column(const RollSchema *schema, guint index)
{
    return g_ptr_array_index(schema->columns, index);
}

gint
roll_schema_find(const RollSchema *schema, const gchar *column)
{
    return (gint)GPOINTER_TO_UINT(g_hash_table_lookup(schema->places, column)) - 1;
}

RollSchema *
roll_schema_ref(RollSchema *schema)
{
    g_atomic_int_inc(&schema->ref_count);
    return schema;
}

void
roll_schema_unref(RollSchema *schema)
{
    if (schema == NULL || !g_atomic_int_dec_and_test(&schema->ref_count))
        return;
    g_hash_table_unref(schema->places);
    g_ptr_array_unref(schema->columns);
    g_free(schema->table);
    g_free(schema);
}

RollBatch *
roll_batch_new_take(RollSchema *schema, RollColumn **columns, guint n_records)
{
    guint n = roll_schema_n_columns(schema);
    RollBatch *batch = g_malloc0(sizeof(RollBatch) + n * sizeof(RollColumn *));

    batch->ref_count = 1;
    batch->schema = roll_schema_ref(schema);
    batch->n_records = n_records;
    for (guint i = 0; i < n; i++) {
        g_assert(roll_column_n_records(columns[i]) == n_records);
        batch->columns[i] = columns[i];
    }
    return batch;
}

const RollSchema *
roll_batch_schema(const RollBatch *batch)
{
    return batch->schema;
}

guint
roll_batch_n_records(const RollBatch *batch)
{
    return batch->n_records;
}

RollColumn *
roll_batch_column(const RollBatch *batch, guint index)
{
    return batch->columns[index];
}

RollColumn *
roll_batch_find(const RollBatch *batch, const gchar *column)
{
    gint place = roll_schema_find(batch->schema, column);

    return place < 0 ? NULL : batch->columns[place];
}

RollText
roll_batch_get(const RollBatch *batch, const gchar *column, guint record)
{
    const RollColumn *found = roll_batch_find(batch, column);

    return found != NULL ? roll_column_get(found, record) : ROLL_TEXT_EMPTY;
}

gboolean
roll_batch_has_shape(const RollBatch *batch, const RollSchema *schema)
{
    guint n = roll_schema_n_columns(batch->schema);

    if (batch->schema == schema)
        return TRUE;
    if (n != roll_schema_n_columns(schema))
        return FALSE;
    for (guint i = 0; i < n; i++)
        if (strcmp(roll_schema_column(batch->schema, i), roll_schema_column(schema, i)) != 0)
            return FALSE;
    return TRUE;
}

RollBatch *
roll_batch_reshape(const RollBatch *batch, RollSchema *schema)
{
    guint n = roll_schema_n_columns(schema);
    g_autofree RollColumn **columns = g_new0(RollColumn *, n + 1);

    for (guint i = 0; i < n; i++) {
        RollColumn *found = roll_batch_find(batch, roll_schema_column(schema, i));

        columns[i] = found != NULL ? roll_column_ref(found)
                                   : roll_column_constant(ROLL_TEXT_EMPTY, batch->n_records);
    }
    return roll_batch_new_take(schema, columns, batch->n_records);
}

RollBatch *
roll_batch_filter(const RollBatch *batch, const guint8 *keep)
{
    guint n = roll_schema_n_columns(batch->schema);
    g_autofree RollColumn **columns = g_new0(RollColumn *, n + 1);
    guint n_kept = 0;

    for (guint i = 0; i < batch->n_records; i++)
        n_kept += keep[i] != 0;
    for (guint i = 0; i < n; i++)
        columns[i] = roll_column_filter(batch->columns[i], keep);
    return roll_batch_new_take(batch->schema, columns, n_kept);
}

RollBatch *
roll_batch_pick(const RollBatch *batch, guint record)
{
    guint n = roll_schema_n_columns(batch->schema);
    g_autofree RollColumn **columns = g_new0(RollColumn *, n + 1);

    for (guint i = 0; i < n; i++)
        columns[i] = roll_column_constant(roll_column_get(batch->columns[i], record), 1);
    return roll_batch_new_take(batch->schema, columns, 1);
}

RollBatch *
roll_batch_ref(const RollBatch *batch)
{
    union {
        const RollBatch *in;
        RollBatch *out;
    } self = {.in = batch};

    g_atomic_int_inc(&self.out->ref_count);
    return self.out;
}

void
roll_batch_unref(RollBatch *batch)
{
    if (batch == NULL || !g_atomic_int_dec_and_test(&batch->ref_count))
        return;
    for (guint i = 0; i < roll_schema_n_columns(batch->schema); i++)
        roll_column_unref(batch->columns[i]);
    roll_schema_unref(batch->schema);
    g_free(batch);
}
