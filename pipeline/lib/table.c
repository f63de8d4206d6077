#include "pipeline/lib/table.h"

#include <math.h>

#define REAL_BYTES 24   /* more than a number of REAL_MAX has, with its sign and point */
#define REAL_MAX   1e12 /* below it a number is off by less than REAL_DOUBT once it is scaled */
#define REAL_DOUBT 1e-3

struct RollTable {
    RollSchema *schema;
    RollBatchFunc emit;
    gpointer self;
    GString **row;                /* the row being made, a column */
    RollColumnBuilder **builders; /* the batch being made */
    guint64 n_rows;
    gsize n_bytes; /* that the batch being made holds */
};

RollTable *
roll_table_new(RollSchema *schema, RollBatchFunc emit, gpointer self)
{
    RollTable *table = g_new0(RollTable, 1);
    guint n = roll_schema_n_columns(schema);

    table->schema = roll_schema_ref(schema);
    table->emit = emit;
    table->self = self;
    table->row = g_new0(GString *, n);
    table->builders = g_new0(RollColumnBuilder *, n);
    for (guint i = 0; i < n; i++) {
        table->row[i] = g_string_new(NULL);
        table->builders[i] = roll_column_builder_new();
    }
    return table;
}

void
roll_table_set(RollTable *table, guint column, RollText value)
{
    g_return_if_fail(column < roll_schema_n_columns(table->schema));
    g_string_truncate(table->row[column], 0);
    g_string_append_len(table->row[column], value.data, (gssize)value.length);
}

void
roll_table_set_string(RollTable *table, guint column, const gchar *value)
{
    roll_table_set(table, column, roll_text(value));
}

void
roll_table_set_number(RollTable *table, guint column, gint64 value)
{
    gchar buffer[24];
    RollText digits = roll_text_number((guint64)ABS(value), buffer);

    g_return_if_fail(column < roll_schema_n_columns(table->schema));
    g_string_truncate(table->row[column], 0);
    if (value < 0)
        g_string_append_c(table->row[column], '-');
    g_string_append_len(table->row[column], digits.data, (gssize)digits.length);
}

/* @value as "%.*f" writes it, several times as fast, at the end of @buffer; empty where it is too
 * large or so close to the middle between two numbers of @digits that only printf knows on which
 * side it is. */
static RollText
quick_real(gdouble value, guint digits, gchar buffer[REAL_BYTES])
{
    static const gdouble scales[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
    gdouble scaled = digits < G_N_ELEMENTS(scales) ? fabs(value) * scales[digits] : REAL_MAX;
    gchar *at = buffer + REAL_BYTES;
    guint64 whole = 0;

    if (!(scaled < REAL_MAX))
        return ROLL_TEXT_EMPTY;
    whole = (guint64)(scaled + .5);
    if (fabs(scaled + .5 - (gdouble)whole) < REAL_DOUBT ||
        fabs(scaled - .5 - (gdouble)whole) < REAL_DOUBT)
        return ROLL_TEXT_EMPTY;
    for (guint i = 0; whole > 0 || i <= digits; whole /= 10, i++) {
        if (i > 0 && i == digits)
            *--at = '.';
        *--at = (gchar)('0' + whole % 10);
    }
    if (signbit(value))
        *--at = '-';
    return (RollText){at, (guint32)(buffer + REAL_BYTES - at)};
}

void
roll_table_set_real(RollTable *table, guint column, gdouble value, guint digits)
{
    gchar format[8];
    gchar buffer[G_ASCII_DTOSTR_BUF_SIZE + 32];
    RollText quick = quick_real(value, digits, buffer);

    if (quick.length > 0) {
        roll_table_set(table, column, quick);
        return;
    }
    g_snprintf(format, sizeof format, "%%.%uf", MIN(digits, 9u));
    roll_table_set_string(table, column, g_ascii_formatd(buffer, sizeof buffer, format, value));
}

gboolean
roll_table_add(RollTable *table, GError **error)
{
    for (guint i = 0; i < roll_schema_n_columns(table->schema); i++) {
        roll_column_builder_add(table->builders[i],
                                (RollText){table->row[i]->str, (guint32)table->row[i]->len});
        table->n_bytes += table->row[i]->len + ROLL_CELL_BYTES;
        g_string_truncate(table->row[i], 0);
    }
    table->n_rows++;
    return (roll_column_builder_n_records(table->builders[0]) < ROLL_BATCH_RECORDS &&
            table->n_bytes < ROLL_BATCH_BYTES) ||
           roll_table_flush(table, error);
}

guint64
roll_table_n_rows(const RollTable *table)
{
    return table->n_rows;
}

gboolean
roll_table_flush(RollTable *table, GError **error)
{
    guint n = roll_schema_n_columns(table->schema);
    g_autofree RollColumn **columns = g_new0(RollColumn *, n + 1);
    guint n_records = roll_column_builder_n_records(table->builders[0]);
    g_autoptr(RollBatch) batch = NULL;

    table->n_bytes = 0;
    if (n_records == 0)
        return TRUE;
    for (guint i = 0; i < n; i++)
        columns[i] = roll_column_builder_finish(table->builders[i]);
    batch = roll_batch_new_take(table->schema, columns, n_records);
    return table->emit(table->self, batch, error);
}

void
roll_table_free(RollTable *table)
{
    if (table == NULL)
        return;
    for (guint i = 0; i < roll_schema_n_columns(table->schema); i++) {
        g_string_free(table->row[i], TRUE);
        roll_column_builder_free(table->builders[i]);
    }
    g_free(table->row);
    g_free(table->builders);
    roll_schema_unref(table->schema);
    g_free(table);
}
