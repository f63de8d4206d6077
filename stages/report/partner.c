#include "stages/report/partner.h"

#include <string.h>

#include "stages/report/book.h"
#include "stages/report/catalogue.h"
#include "stages/report/datapackage.h"
#include "stages/report/ical.h"
#include "stages/report/page_mend.h"
#include "stages/report/page_partner.h"

#define HASH_DIGITS 32

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const gchar *const *)a, *(const gchar *const *)b);
}

/* Adds the organisations of @column, each once; whether one of its cells is empty. */
static gboolean
add_partners(const ReportContext *context, const gchar *table, const gchar *column,
             GHashTable *seen, GPtrArray *partners)
{
    ReportRow row = report_rows(context->tables, table);
    gboolean has_empty = FALSE;

    while (report_next(&row)) {
        const gchar *name = report_string(&row, column);

        has_empty = has_empty || name[0] == '\0';
        if (name[0] == '\0' || g_hash_table_contains(seen, name))
            continue;
        g_ptr_array_add(partners, g_strdup(name));
        g_hash_table_add(seen, g_ptr_array_index(partners, partners->len - 1));
    }
    return has_empty;
}

/* An export that is nobody's own has rows of several: whoever reports sessions has a part in them.
 */
GPtrArray *
partner_list(const ReportContext *context)
{
    GPtrArray *partners = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    if (add_partners(context, "org_submission_quality", "org", seen, partners))
        (void)add_partners(context, "sessions", "organisation", seen, partners);
    g_ptr_array_sort(partners, compare_names);
    return partners;
}

gchar *
partner_hash(const ReportContext *context, const gchar *organisation, const gchar *officer)
{
    g_autofree gchar *text = g_strconcat(organisation, "\n", officer, NULL);
    g_autofree gchar *digest = NULL;
    gsize length = 0;
    const guchar *key = g_bytes_get_data(context->key, &length);

    digest = g_compute_hmac_for_string(G_CHECKSUM_SHA256, key, length, text, -1);
    return g_strndup(digest, HASH_DIGITS);
}

typedef struct {
    const ReportContext *context;
    const gchar *organisation;
    GHashTable *files;       /* names of its own files */
    ReportTables *published; /* what the package holds; its page is made from it and nothing else */
} Package;

static void
read_files(const Package *package)
{
    ReportRow row = report_rows(package->context->tables, "org_submission_quality");

    while (report_next(&row))
        if (report_is(&row, "org", package->organisation))
            g_hash_table_add(package->files, g_strdup(report_string(&row, "file")));
}

/* ---- tables ---- */

/* Whether rows with that value of the table's own column belong into the package: the
 * organisation's code or, where @column is NULL, one of its files. */
static gboolean
is_own(const Package *package, const gchar *column, RollText value)
{
    if (column == NULL)
        return g_hash_table_contains(package->files, value.data);
    return strcmp(value.data, package->organisation) == 0;
}

/* The rows of @batch that belong into the package (transfer full); each value is looked at once. */
static RollBatch *
own_rows(const Package *package, RollBatch *batch, const gchar *column)
{
    RollColumn *values = roll_batch_find(batch, column != NULL ? column : "file");
    guint n_records = roll_batch_n_records(batch);
    g_autofree guint8 *keep = g_new0(guint8, n_records);
    g_autofree guint8 *owns = NULL;

    if (column != NULL && *column == '\0')
        return roll_batch_ref(batch);
    owns = values != NULL ? g_new0(guint8, roll_column_n_values(values) + 1) : NULL;
    for (guint code = 0; values != NULL && code < roll_column_n_values(values); code++)
        owns[code] = is_own(package, column, roll_column_value(values, code)) ? 1 : 0;
    for (guint record = 0; values != NULL && record < n_records; record++)
        keep[record] = owns[roll_column_code(values, record)];
    return roll_batch_filter(batch, keep);
}

/* What was sent in a personal field is not repeated. */
static RollColumn *
shareable_values(const Package *package, const RollBatch *rows)
{
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();

    for (guint record = 0; record < roll_batch_n_records(rows); record++)
        roll_column_builder_add(
            builder,
            report_is_shareable(package->context, roll_batch_get(rows, "field", record).data)
                ? roll_batch_get(rows, "value", record)
                : ROLL_TEXT_EMPTY);
    return roll_column_builder_finish(builder);
}

static void
map_hash(gpointer self, RollText officer, GString *out)
{
    const Package *package = self;
    g_autofree gchar *hash = partner_hash(package->context, package->organisation, officer.data);

    g_string_append(out, hash);
}

static RollColumn *
shared_column(Package *package, const RollBatch *rows, const gchar *name)
{
    RollColumn *officers = roll_batch_find(rows, "officer");
    RollColumn *column = roll_batch_find(rows, name);

    if (strcmp(name, "officer_hash") == 0 && officers != NULL)
        return roll_column_map(officers, map_hash, package);
    if (strcmp(name, "value") == 0)
        return shareable_values(package, rows);
    return column != NULL ? roll_column_ref(column)
                          : roll_column_constant(ROLL_TEXT_EMPTY, roll_batch_n_records(rows));
}

/* Without a key there is no column of hashes: a plain hash of a number is the number. */
static GPtrArray *
columns_of(const Package *package, const gchar *const *columns)
{
    GPtrArray *names = g_ptr_array_new();

    for (guint i = 0; columns[i] != NULL; i++) {
        union {
            const gchar *in;
            gpointer out;
        } name = {.in = columns[i]}; /* the array holds pointers it does not change */

        if (package->context->key != NULL || strcmp(columns[i], "officer_hash") != 0)
            g_ptr_array_add(names, name.out);
    }
    g_ptr_array_add(names, NULL);
    return names;
}

static void
publish(Package *package, const CatalogueTable *share)
{
    g_autoptr(GPtrArray) names = columns_of(package, share->shared);
    g_autoptr(RollSchema) schema = roll_schema_new(share->name, (const gchar *const *)names->pdata);
    const ReportTable *source = report_tables_find(package->context->tables, share->source);
    guint n_columns = roll_schema_n_columns(schema);
    g_autofree RollColumn **columns = g_new(RollColumn *, n_columns);

    report_tables_declare(package->published, schema);
    for (guint i = 0; source != NULL && i < source->batches->len; i++) {
        g_autoptr(RollBatch) rows =
            own_rows(package, g_ptr_array_index(source->batches, i), share->own);
        g_autoptr(RollBatch) shared = NULL;

        for (guint at = 0; at < n_columns; at++)
            columns[at] = shared_column(package, rows, roll_schema_column(schema, at));
        shared = roll_batch_new_take(schema, columns, roll_batch_n_records(rows));
        report_tables_add(package->published, shared);
    }
}

static void
publish_all(Package *package)
{
    for (const CatalogueTable *table = catalogue_tables; table->name != NULL; table++)
        if (table->class == CATALOGUE_PARTNER)
            publish(package, table);
}

static gboolean
write_tables(const Package *package, const gchar *folder, GError **error)
{
    ReportStamp stamp = report_context_stamp(package->context);
    g_autoptr(Datapackage) description = datapackage_new(package->context, CATALOGUE_PARTNER);

    for (guint i = 0; i < package->published->tables->len; i++) {
        const ReportTable *table = g_ptr_array_index(package->published->tables, i);

        if (!report_write_table(folder, table, &stamp, "R", error))
            return FALSE;
        datapackage_add(description, table->schema);
    }
    return datapackage_write(description, folder, error);
}

gboolean
partner_write(const ReportContext *context, const gchar *organisation, const gchar *folder,
              GError **error)
{
    g_autoptr(GHashTable) files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(ReportTables) published = report_tables_new();
    Package package = {context, organisation, files, published};

    read_files(&package);
    publish_all(&package);
    return report_make_folder(folder, error) && write_tables(&package, folder, error) &&
           book_write(context, published, CATALOGUE_PARTNER, organisation, folder, error) &&
           ical_write(context, published, CATALOGUE_PARTNER, folder, error) &&
           page_partner_write(context, published, organisation, folder, error) &&
           page_mend_write(context, published, organisation, folder, error);
}
