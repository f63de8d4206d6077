/* table: the tables of a run but the records, as they came. */
#pragma once

#include <glib.h>

#include "pipeline/lib/batch.h"

typedef struct {
    gchar *name;
    RollSchema *schema; /* of the first batch, or as declared */
    GPtrArray *batches; /* of RollBatch */
    guint64 n_rows;
} ReportTable;

typedef struct {
    GPtrArray *tables; /* of ReportTable, in the order of the stream */
} ReportTables;

ReportTables *report_tables_new(void);
/* Makes room for a table that may turn out to have no rows. */
void report_tables_declare(ReportTables *tables, RollSchema *schema);
void report_tables_add(ReportTables *tables, const RollBatch *batch);
/* NULL when the run has none of that name. */
const ReportTable *report_tables_find(const ReportTables *tables, const gchar *name);
void report_tables_free(ReportTables *tables);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReportTables, report_tables_free)

/* A row of a table.  Set to the table and asked for the next until there is none; a copy stays
 * valid as long as the table. */
typedef struct {
    const ReportTable *table; /* may be NULL: no rows */
    guint batch;
    guint record;
    gboolean is_on;
} ReportRow;

static inline ReportRow
report_rows(const ReportTables *tables, const gchar *name)
{
    return (ReportRow){.table = report_tables_find(tables, name)};
}

gboolean report_next(ReportRow *row);
/* "" when the table has no such column. */
RollText report_get(const ReportRow *row, const gchar *column);
const gchar *report_string(const ReportRow *row, const gchar *column);
/* A whole number; 0 when there is none. */
gint64 report_number(const ReportRow *row, const gchar *column);
gdouble report_real(const ReportRow *row, const gchar *column);
gboolean report_is(const ReportRow *row, const gchar *column, const gchar *value);
/* TRUE when the value is "". */
gboolean report_is_blank(const ReportRow *row, const gchar *column);

/* The rows of a table in an order of its own (transfer full; GArray of ReportRow). */
typedef gint (*ReportCompareFunc)(gconstpointer a, gconstpointer b);
GArray *report_sorted(const ReportTables *tables, const gchar *name,
                      gboolean (*keep)(const ReportRow *row), ReportCompareFunc compare);
/* Likewise, in byte order of what @key appends for a row, which it does once a row: for tables of
 * many rows. */
typedef void (*ReportKeyFunc)(const ReportRow *row, GString *key);
GArray *report_sorted_by(const ReportTables *tables, const gchar *name,
                         gboolean (*keep)(const ReportRow *row), ReportKeyFunc key);
guint64 report_n_rows(const ReportTables *tables, const gchar *name);
