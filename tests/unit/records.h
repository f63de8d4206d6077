/* records: small tables of records for tests, and tables as text. */
#pragma once

#include <glib.h>
#include <string.h>

#include "pipeline/lib/batch.h"
#include "pipeline/lib/table.h"

/* A batch of @lines: the first names the columns, cells are parted by commas, without quotes. */
static inline RollBatch *
records_parse(const gchar *table, const gchar *lines)
{
    g_auto(GStrv) rows = g_strsplit(lines, "\n", -1);
    g_auto(GStrv) names = g_strsplit(rows[0], ",", -1);
    g_autoptr(RollSchema) schema = roll_schema_new(table, (const gchar *const *)names);
    guint n_columns = g_strv_length(names);
    g_autofree RollColumn **columns = g_new(RollColumn *, n_columns);
    guint n_records = 0;

    for (guint column = 0; column < n_columns; column++) {
        g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();

        n_records = 0;
        for (guint row = 1; rows[row] != NULL && rows[row][0] != '\0'; row++) {
            g_auto(GStrv) cells = g_strsplit(rows[row], ",", -1);

            g_assert_cmpuint(g_strv_length(cells), ==, n_columns);
            roll_column_builder_add(builder, roll_text(cells[column]));
            n_records++;
        }
        columns[column] = roll_column_builder_finish(builder);
    }
    return roll_batch_new_take(schema, columns, n_records);
}

/* What records_emit() fills: the chosen columns of each row, commas between, rows parted by `|`. */
typedef struct {
    const gchar *columns; /* names, commas between */
    GString *text;
} RecordsText;

static inline gboolean
records_emit(gpointer self, const RollBatch *batch, G_GNUC_UNUSED GError **error)
{
    RecordsText *out = self;
    g_auto(GStrv) names = g_strsplit(out->columns, ",", -1);

    for (guint record = 0; record < roll_batch_n_records(batch); record++) {
        if (out->text->len > 0)
            g_string_append_c(out->text, '|');
        for (guint i = 0; names[i] != NULL; i++) {
            g_assert_nonnull(roll_batch_find(batch, names[i]));
            g_string_append_printf(out->text, "%s%s", i > 0 ? "," : "",
                                   roll_batch_get(batch, names[i], record).data);
        }
    }
    return TRUE;
}
