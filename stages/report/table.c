#include "stages/report/table.h"

#include <string.h>

static void
table_free(gpointer data)
{
    ReportTable *table = data;

    g_free(table->name);
    roll_schema_unref(table->schema);
    g_ptr_array_unref(table->batches);
    g_free(table);
}

ReportTables *
report_tables_new(void)
{
    ReportTables *tables = g_new0(ReportTables, 1);

    tables->tables = g_ptr_array_new_with_free_func(table_free);
    return tables;
}

void
report_tables_free(ReportTables *tables)
{
    if (tables == NULL)
        return;
    g_ptr_array_unref(tables->tables);
    g_free(tables);
}

static ReportTable *
find(const ReportTables *tables, const gchar *name)
{
    for (guint i = 0; i < tables->tables->len; i++) {
        ReportTable *table = g_ptr_array_index(tables->tables, i);

        if (strcmp(table->name, name) == 0)
            return table;
    }
    return NULL;
}

const ReportTable *
report_tables_find(const ReportTables *tables, const gchar *name)
{
    return find(tables, name);
}

void
report_tables_declare(ReportTables *tables, RollSchema *schema)
{
    ReportTable *table;

    if (find(tables, roll_schema_table(schema)) != NULL)
        return;
    table = g_new0(ReportTable, 1);
    table->name = g_strdup(roll_schema_table(schema));
    table->schema = roll_schema_ref(schema);
    table->batches = g_ptr_array_new_with_free_func((GDestroyNotify)roll_batch_unref);
    g_ptr_array_add(tables->tables, table);
}

void
report_tables_add(ReportTables *tables, const RollBatch *batch)
{
    ReportTable *table = find(tables, roll_schema_table(roll_batch_schema(batch)));

    g_return_if_fail(table != NULL);
    if (roll_batch_n_records(batch) == 0)
        return;
    g_ptr_array_add(table->batches, roll_batch_ref(batch));
    table->n_rows += roll_batch_n_records(batch);
}

gboolean
report_next(ReportRow *row)
{
    const RollBatch *batch;

    if (row->table == NULL || row->batch >= row->table->batches->len)
        return FALSE;
    if (!row->is_on) {
        row->is_on = TRUE;
        return TRUE;
    }
    batch = g_ptr_array_index(row->table->batches, row->batch);
    if (++row->record < roll_batch_n_records(batch))
        return TRUE;
    row->record = 0;
    return ++row->batch < row->table->batches->len;
}

RollText
report_get(const ReportRow *row, const gchar *column)
{
    return roll_batch_get(g_ptr_array_index(row->table->batches, row->batch), column, row->record);
}

const gchar *
report_string(const ReportRow *row, const gchar *column)
{
    return report_get(row, column).data;
}

gint64
report_number(const ReportRow *row, const gchar *column)
{
    return g_ascii_strtoll(report_string(row, column), NULL, 10);
}

gdouble
report_real(const ReportRow *row, const gchar *column)
{
    return g_ascii_strtod(report_string(row, column), NULL);
}

gboolean
report_is(const ReportRow *row, const gchar *column, const gchar *value)
{
    return strcmp(report_string(row, column), value) == 0;
}

gboolean
report_is_blank(const ReportRow *row, const gchar *column)
{
    return report_get(row, column).length == 0;
}

GArray *
report_sorted(const ReportTables *tables, const gchar *name, gboolean (*keep)(const ReportRow *row),
              ReportCompareFunc compare)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(ReportRow));
    ReportRow row = report_rows(tables, name);

    while (report_next(&row))
        if (keep == NULL || keep(&row))
            g_array_append_val(rows, row);
    g_array_sort(rows, compare);
    return rows;
}

/* A row and its key: first where it lies among all keys, then itself. */
typedef struct {
    ReportRow row;
    gsize place;
    const gchar *key;
} Keyed;

static gint
compare_keys(gconstpointer a, gconstpointer b)
{
    return strcmp(((const Keyed *)a)->key, ((const Keyed *)b)->key);
}

GArray *
report_sorted_by(const ReportTables *tables, const gchar *name,
                 gboolean (*keep)(const ReportRow *row), ReportKeyFunc key)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(ReportRow));
    g_autoptr(GArray) keyed = g_array_new(FALSE, FALSE, sizeof(Keyed));
    g_autoptr(GString) keys = g_string_new(NULL);
    Keyed next = {.row = report_rows(tables, name)};

    while (report_next(&next.row)) {
        if (keep != NULL && !keep(&next.row))
            continue;
        next.place = keys->len;
        key(&next.row, keys);
        g_string_append_c(keys, '\0');
        g_array_append_val(keyed, next);
    }
    for (guint i = 0; i < keyed->len; i++)
        g_array_index(keyed, Keyed, i).key = keys->str + g_array_index(keyed, Keyed, i).place;
    g_array_sort(keyed, compare_keys);
    for (guint i = 0; i < keyed->len; i++)
        g_array_append_val(rows, g_array_index(keyed, Keyed, i).row);
    return rows;
}

guint64
report_n_rows(const ReportTables *tables, const gchar *name)
{
    const ReportTable *table = report_tables_find(tables, name);

    return table != NULL ? table->n_rows : 0;
}
