#include "stages/report/store.h"

#include <string.h>

#include "pipeline/lib/database.h"
#include "pipeline/lib/inert.h"
#include "stages/report/store_views.h"

#define SCHEMA_VERSION "1" /* goes up when a column changes its meaning or its name */
#define LINE_KEY       "export,row"
#define AT_ONCE        256u /* records of which the codes are at hand */

struct Store {
    const ReportContext *context;
    RollDatabase *database;
    RollSchema *records; /* the columns that are kept */
    guint64 n_records;
    GString *sql;
};

/* ---- tables ---- */

static const gchar *
type_of(CatalogueType type)
{
    if (type == CATALOGUE_INTEGER)
        return "INTEGER";
    return type == CATALOGUE_NUMBER ? "REAL" : "TEXT";
}

/* A column that holds the number of a session which the table "sessions" has.  (What became of an
 * officer's number is called an event, too.) */
static gboolean
is_session(const gchar *table, const gchar *name)
{
    static const gchar *const names[] = {"session",         "event",      "session_a", "session_b",
                                         "planned_session", "clash_with", NULL};

    return strcmp(table, "officer_events") != 0 && g_strv_contains(names, name);
}

static void
append_names(GString *sql, const gchar *list)
{
    g_auto(GStrv) names = g_strsplit(list, ",", -1);

    for (guint i = 0; names[i] != NULL; i++) {
        g_string_append(sql, i > 0 ? ", " : "");
        roll_database_quote(g_strdelimit(names[i], "?", '\0'), sql);
    }
}

/* Whether the rows of @table lie in the index of its key, not beside it.  A line of an export is
 * found by its officer or its session: an index of such keys would be larger than all others. */
static gboolean
is_keyed(const CatalogueTable *table)
{
    return *table->key != '\0' && strchr(table->key, '?') == NULL &&
           !g_str_has_prefix(table->key, LINE_KEY);
}

static gboolean
create_table(Store *store, const CatalogueTable *table, const CatalogueColumn *columns,
             GError **error)
{
    gboolean has_sessions = report_tables_find(store->context->tables, "sessions") != NULL;
    GString *sql = store->sql;

    g_string_printf(sql, "CREATE TABLE %s (", table->name);
    for (guint i = 0; columns[i].name != NULL; i++) {
        g_string_append(sql, i > 0 ? ",\n  " : "\n  ");
        roll_database_quote(columns[i].name, sql);
        g_string_append_printf(sql, " %s", type_of(columns[i].type));
        if (has_sessions && is_session(table->name, columns[i].name) &&
            strcmp(table->name, "sessions") != 0)
            g_string_append(sql, " REFERENCES sessions (session)");
    }
    if (is_keyed(table)) {
        g_string_append(sql, ",\n  PRIMARY KEY (");
        append_names(sql, table->key);
        g_string_append_c(sql, ')');
    }
    g_string_append(sql, is_keyed(table) ? "\n) WITHOUT ROWID" : "\n)");
    return roll_database_run(store->database, sql->str, error);
}

static gboolean
prepare(Store *store, const gchar *table, guint n_columns, GError **error)
{
    g_string_printf(store->sql, "INSERT INTO %s VALUES (?", table);
    for (guint i = 1; i < n_columns; i++)
        g_string_append(store->sql, ", ?");
    g_string_append_c(store->sql, ')');
    return roll_database_prepare(store->database, store->sql->str, error);
}

/* FALSE for what is no whole number, and for one of so many digits that it may not have room. */
static gboolean
read_integer(RollText value, gint64 *number)
{
    gboolean is_negative = value.data[0] == '-';
    guint32 first = is_negative ? 1 : 0;
    gint64 sum = 0;

    if (value.length == first || value.length >= 19)
        return FALSE;
    for (guint32 i = first; i < value.length; i++) {
        if (!g_ascii_isdigit(value.data[i]))
            return FALSE;
        sum = sum * 10 + (value.data[i] - '0');
    }
    *number = is_negative ? -sum : sum;
    return TRUE;
}

/* What is no number in a column of numbers stays the text it is; "" is NULL. */
static void
bind(RollDatabase *database, guint place, CatalogueType type, RollText value)
{
    gint64 number = 0;

    if (value.length == 0)
        roll_database_null(database, place);
    else if (type == CATALOGUE_INTEGER && read_integer(value, &number))
        roll_database_integer(database, place, number);
    else if (type == CATALOGUE_NUMBER && roll_is_number(value))
        roll_database_real(database, place, g_ascii_strtod(value.data, NULL));
    else
        roll_database_text(database, place, value);
}

/* A column whose values are being inserted. */
typedef struct {
    const RollColumn *column;
    CatalogueType type;
    guint32 bound; /* the code of the record above */
    guint32 codes[AT_ONCE];
} Inserted;

/* Most cells are what the cell above is, and stay bound. */
static gboolean
insert_records(Store *store, Inserted *columns, guint n_columns, guint n_records, GError **error)
{
    for (guint record = 0; record < n_records; record++) {
        for (guint i = 0; i < n_columns; i++) {
            Inserted *at = &columns[i];
            guint32 code = at->codes[record];

            if (code == at->bound)
                continue;
            bind(store->database, i, at->type, roll_column_value(at->column, code));
            at->bound = code;
        }
        if (!roll_database_add(store->database, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
insert_batch(Store *store, const RollBatch *batch, const CatalogueColumn *columns, GError **error)
{
    guint n_columns = roll_schema_n_columns(roll_batch_schema(batch));
    guint n_records = roll_batch_n_records(batch);
    g_autofree Inserted *inserted = g_new(Inserted, n_columns + 1);

    for (guint i = 0; i < n_columns; i++) {
        inserted[i].column = roll_batch_column(batch, i);
        inserted[i].type = columns[i].type;
        inserted[i].bound = G_MAXUINT32; /* none */
    }
    for (guint first = 0; first < n_records; first += AT_ONCE) {
        guint n = MIN(AT_ONCE, n_records - first);

        for (guint i = 0; i < n_columns; i++)
            roll_column_codes(inserted[i].column, first, n, inserted[i].codes);
        if (!insert_records(store, inserted, n_columns, n, error))
            return FALSE;
    }
    return TRUE;
}

/* The columns of @schema, up to one without a name (transfer full). */
static CatalogueColumn *
columns_of(const Store *store, const CatalogueTable *table, const RollSchema *schema)
{
    guint n = roll_schema_n_columns(schema);
    CatalogueColumn *columns = g_new0(CatalogueColumn, n + 1);
    g_autoptr(GString) meaning = g_string_new(NULL);

    for (guint i = 0; i < n; i++) {
        const gchar *name = roll_schema_column(schema, i);

        columns[i] = strcmp(table->name, "records") == 0
                         ? catalogue_record_column(store->context->fields, name, meaning)
                         : *catalogue_column(table, name);
        columns[i].name = name;
    }
    return columns;
}

static gboolean
write_table(Store *store, const ReportTable *table, GError **error)
{
    const CatalogueTable *known = catalogue_find(CATALOGUE_COORDINATOR, table->name);
    g_autofree CatalogueColumn *columns = columns_of(store, known, table->schema);

    if (!create_table(store, known, columns, error) ||
        !prepare(store, table->name, roll_schema_n_columns(table->schema), error))
        return FALSE;
    for (guint i = 0; i < table->batches->len; i++)
        if (!insert_batch(store, g_ptr_array_index(table->batches, i), columns, error))
            return FALSE;
    return TRUE;
}

/* ---- records ---- */

static RollSchema *
kept_columns(const RollSchema *records)
{
    static const gchar *const wanted[] = {"export",
                                          "row",
                                          "line",
                                          "kind",
                                          "organisation_norm",
                                          "officer",
                                          "session",
                                          "name_clean",
                                          "name_local",
                                          "rank_norm",
                                          "sex_norm",
                                          "country_norm",
                                          "adm1_pcode",
                                          "unit",
                                          "course_title",
                                          "topic_codes",
                                          "start_date_norm",
                                          "end_date_norm"};
    const gchar *names[G_N_ELEMENTS(wanted) + 1] = {NULL};
    guint n = 0;

    for (guint i = 0; i < G_N_ELEMENTS(wanted); i++)
        if (roll_schema_find(records, wanted[i]) >= 0)
            names[n++] = wanted[i];
    return roll_schema_new("records", names);
}

Store *
store_new(const ReportContext *context, const RollSchema *records, const gchar *folder,
          GError **error)
{
    g_autofree gchar *path = g_build_filename(folder, "rollcall.sqlite", NULL);
    const CatalogueTable *known = catalogue_find(CATALOGUE_COORDINATOR, "records");
    g_autoptr(Store) store = g_new0(Store, 1);
    g_autofree CatalogueColumn *columns = NULL;

    store->context = context;
    store->sql = g_string_new(NULL);
    store->records = kept_columns(records);
    store->database = roll_database_new(path, error);
    if (store->database == NULL)
        return NULL;
    columns = columns_of(store, known, store->records);
    if (!create_table(store, known, columns, error) ||
        !prepare(store, "records", roll_schema_n_columns(store->records), error))
        return NULL;
    return g_steal_pointer(&store);
}

gboolean
store_records(Store *store, const RollBatch *batch, GError **error)
{
    g_autoptr(RollBatch) kept = roll_batch_reshape(batch, store->records);
    g_autofree CatalogueColumn *columns =
        columns_of(store, catalogue_find(CATALOGUE_COORDINATOR, "records"), store->records);

    store->n_records += roll_batch_n_records(batch);
    return insert_batch(store, kept, columns, error);
}

/* ---- indexes, and the other tables ---- */

/* What is looked for is an officer, and who was in a session.  Any other column has few values or
 * stands in a small table: reading that through takes no longer than an index would.
 *
 * A key's index begins with its first column, and answers for it.  Nobody is looked for by having
 * no number; and SQLite sorts texts that have no NULL among them by a shorter way. */
static gboolean
begins_key(const CatalogueTable *table, const gchar *column)
{
    gsize n = strlen(column);

    return is_keyed(table) && strncmp(table->key, column, n) == 0 &&
           (table->key[n] == ',' || table->key[n] == '\0');
}

static gboolean
index_column(Store *store, const RollSchema *schema, const gchar *column, guint64 n_rows,
             GError **error)
{
    const gchar *table = roll_schema_table(schema);

    if (roll_schema_find(schema, column) < 0 ||
        begins_key(catalogue_find(CATALOGUE_COORDINATOR, table), column))
        return TRUE;
    g_string_printf(store->sql, "CREATE INDEX %s_by_%s ON %s (%s) WHERE %s IS NOT NULL", table,
                    column, table, column, column);
    return roll_database_index(store->database, store->sql->str, n_rows, error);
}

static gboolean
index_table(Store *store, const RollSchema *schema, guint64 n_rows, GError **error)
{
    return index_column(store, schema, "officer", n_rows, error) &&
           (schema != store->records || index_column(store, schema, "session", n_rows, error));
}

gboolean
store_tables(Store *store, GError **error)
{
    const GPtrArray *tables = store->context->tables->tables;

    if (!index_table(store, store->records, store->n_records, error))
        return FALSE;
    for (guint i = 0; i < tables->len; i++) {
        const ReportTable *table = g_ptr_array_index(tables, i);

        if (!write_table(store, table, error) ||
            !index_table(store, table->schema, table->n_rows, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- what explains the codes, and the database itself ---- */

static gboolean
write_codes(Store *store, const gchar *table, const RollCodes *codes, GError **error)
{
    g_string_printf(store->sql, "CREATE TABLE %s (code TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID",
                    table);
    if (!roll_database_run(store->database, store->sql->str, error) ||
        !prepare(store, table, 2, error))
        return FALSE;
    for (guint i = 0; i < roll_codes_n(codes); i++) {
        const RollCode *code = roll_codes_at(codes, i);

        roll_database_text(store->database, 0, roll_text(roll_code_id(code)));
        roll_database_text(store->database, 1, roll_text(roll_code_name(code)));
        if (!roll_database_add(store->database, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
explain(Store *store, const gchar *table, const gchar *column, const gchar *unit,
        const gchar *meaning, GError **error)
{
    const gchar *const values[] = {table, column, unit, meaning};

    for (guint i = 0; i < G_N_ELEMENTS(values); i++)
        bind(store->database, i, CATALOGUE_TEXT, roll_text(values[i]));
    return roll_database_add(store->database, error);
}

static gboolean
explain_table(Store *store, const RollSchema *schema, GError **error)
{
    const CatalogueTable *known = catalogue_find(CATALOGUE_COORDINATOR, roll_schema_table(schema));
    g_autoptr(GString) meaning = g_string_new(NULL);

    if (!explain(store, known->name, "", "", known->meaning, error))
        return FALSE;
    for (guint i = 0; i < roll_schema_n_columns(schema); i++) {
        const gchar *name = roll_schema_column(schema, i);
        CatalogueColumn column =
            schema == store->records
                ? catalogue_record_column(store->context->fields, name, meaning)
                : *catalogue_column(known, name);

        if (!explain(store, known->name, name, column.unit, column.meaning, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
write_dictionary(Store *store, GError **error)
{
    const GPtrArray *tables = store->context->tables->tables;

    if (!roll_database_run(store->database,
                           "CREATE TABLE dictionary (\"table\" TEXT, \"column\" TEXT, unit TEXT,"
                           " meaning TEXT)",
                           error) ||
        !prepare(store, "dictionary", 4, error) || !explain_table(store, store->records, error))
        return FALSE;
    for (guint i = 0; i < tables->len; i++)
        if (!explain_table(store, ((const ReportTable *)g_ptr_array_index(tables, i))->schema,
                           error))
            return FALSE;
    for (const StoreView *view = store_views; view->name != NULL; view++)
        if (report_tables_find(store->context->tables, view->table) != NULL &&
            !explain(store, view->name, "", "", view->question, error))
            return FALSE;
    return TRUE;
}

static gboolean
write_run(Store *store, GError **error)
{
    const ReportContext *context = store->context;
    const gchar *const values[] = {context->month, context->date, context->rules_version};

    if (!roll_database_run(store->database,
                           "CREATE TABLE run (report_id TEXT, as_of TEXT, rules_version TEXT);"
                           "PRAGMA user_version = " SCHEMA_VERSION,
                           error) ||
        !prepare(store, "run", G_N_ELEMENTS(values), error))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(values); i++)
        roll_database_text(store->database, i, roll_text(values[i]));
    return roll_database_add(store->database, error);
}

static gboolean
write_views(Store *store, GError **error)
{
    for (const StoreView *view = store_views; view->name != NULL; view++) {
        if (report_tables_find(store->context->tables, view->table) == NULL)
            continue;
        g_string_printf(store->sql, "CREATE VIEW %s AS -- %s\n%s", view->name, view->question,
                        view->query);
        if (!roll_database_run(store->database, store->sql->str, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
store_finish(Store *store, GError **error)
{
    return write_codes(store, "places", store->context->places, error) &&
           write_codes(store, "topics", store->context->courses, error) &&
           write_codes(store, "organisations", store->context->organisations, error) &&
           write_dictionary(store, error) && write_run(store, error) && write_views(store, error) &&
           roll_database_close(store->database, error);
}

void
store_free(Store *store)
{
    if (store == NULL)
        return;
    roll_database_free(store->database);
    roll_schema_unref(store->records);
    g_string_free(store->sql, TRUE);
    g_free(store);
}
