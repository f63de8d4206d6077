#include "stages/report/partner.h"

#include <string.h>

#include "pipeline/lib/table.h"
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

GPtrArray *
partner_list(const ReportContext *context)
{
    GPtrArray *partners = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    ReportRow row = report_rows(context->tables, "org_submission_quality");

    while (report_next(&row)) {
        const gchar *name = report_string(&row, "org");

        if (name[0] == '\0' || g_hash_table_contains(seen, name))
            continue;
        g_ptr_array_add(partners, g_strdup(name));
        g_hash_table_add(seen, g_ptr_array_index(partners, partners->len - 1));
    }
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

static gboolean
keep_batch(gpointer self, const RollBatch *batch, G_GNUC_UNUSED GError **error)
{
    report_tables_add(self, batch);
    return TRUE;
}

/* Which rows of a table belong into the package: those whose @column is the organisation's code or,
 * for NULL, those of its files. */
static gboolean
is_own(const Package *package, const ReportRow *row, const gchar *column)
{
    if (column == NULL)
        return g_hash_table_contains(package->files, report_string(row, "file"));
    return column[0] == '\0' || report_is(row, column, package->organisation);
}

static void
set_cell(const Package *package, RollTable *table, guint place, const gchar *column,
         const ReportRow *row)
{
    g_autofree gchar *hash = NULL;

    if (strcmp(column, "value") == 0 &&
        !report_is_shareable(package->context, report_string(row, "field")))
        return;
    if (strcmp(column, "officer_hash") != 0) {
        roll_table_set(table, place, report_get(row, column));
        return;
    }
    hash = partner_hash(package->context, package->organisation, report_string(row, "officer"));
    roll_table_set_string(table, place, hash);
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

static gboolean
publish(const Package *package, const CatalogueTable *share, GError **error)
{
    g_autoptr(GPtrArray) names = columns_of(package, share->shared);
    const gchar *const *columns = (const gchar *const *)names->pdata;
    g_autoptr(RollSchema) schema = roll_schema_new(share->name, columns);
    g_autoptr(RollTable) table = roll_table_new(schema, keep_batch, package->published);
    ReportRow row = report_rows(package->context->tables, share->source);

    report_tables_declare(package->published, schema);
    while (report_next(&row)) {
        if (!is_own(package, &row, share->own))
            continue;
        for (guint i = 0; columns[i] != NULL; i++)
            set_cell(package, table, i, columns[i], &row);
        if (!roll_table_add(table, error))
            return FALSE;
    }
    return roll_table_flush(table, error);
}

static gboolean
publish_all(const Package *package, GError **error)
{
    for (const CatalogueTable *table = catalogue_tables; table->name != NULL; table++)
        if (table->class == CATALOGUE_PARTNER && !publish(package, table, error))
            return FALSE;
    return TRUE;
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
    return publish_all(&package, error) && report_make_folder(folder, error) &&
           write_tables(&package, folder, error) &&
           book_write(context, published, CATALOGUE_PARTNER, organisation, folder, error) &&
           ical_write(context, published, CATALOGUE_PARTNER, folder, error) &&
           page_partner_write(context, published, organisation, folder, error) &&
           page_mend_write(context, published, organisation, folder, error);
}
