#include "stages/ingest/columns.h"

/* One column, at @place from 0, as the part @joined of a field; @field "": of none. */
static gboolean
tell(RollTable *table, const IngestExport *export, guint place, const gchar *field, guint joined,
     GError **error)
{
    roll_table_set_string(table, 0, export->file);
    roll_table_set_number(table, 1, place + 1);
    roll_table_set_string(table, 2, export->header->labels->labels[place]);
    roll_table_set_string(table, 3, field);
    roll_table_set_number(table, 4, joined);
    return roll_table_add(table, error);
}

static gboolean
tell_used(RollTable *table, const IngestExport *export, gboolean *is_used, GError **error)
{
    for (guint i = 0; i < export->mapping->len; i++) {
        const IngestColumn *column = g_ptr_array_index(export->mapping, i);

        for (guint j = 0; j < column->columns->len; j++) {
            guint place = g_array_index(column->columns, guint, j);

            is_used[place] = TRUE;
            if (!tell(table, export, place, column->name, j, error))
                return FALSE;
        }
    }
    return TRUE;
}

gboolean
ingest_columns_tell(RollTable *table, const IngestExport *export, GError **error)
{
    const IngestLabels *labels = export->header->labels;
    g_autofree gboolean *is_used = g_new0(gboolean, (gsize)labels->n + 1);

    if (!tell_used(table, export, is_used, error))
        return FALSE;
    for (guint place = 0; place < labels->n; place++)
        if (!is_used[place] && !tell(table, export, place, "", 0, error))
            return FALSE;
    return roll_table_flush(table, error);
}
