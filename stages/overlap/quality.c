#include "stages/overlap/quality.h"

#include "stages/overlap/cell.h"

const gchar *const overlap_quality_columns[] = {
    "org",         "export",           "file",
    "rows",        "accepted",         "refused",
    "pct_refused", "pct_place_coded",  "pct_topic_coded",
    "pct_dated",   "errors",           "warnings",
    "infos",       "findings_by_type", NULL};

/* What was found in one file. */
typedef struct {
    guint64 n_refused;
    guint64 n_errors;
    guint64 n_warnings;
    guint64 n_infos;
    GHashTable *by_id; /* id of a finding to its number, as GSIZE_TO_POINTER */
} File;

struct OverlapQuality {
    GHashTable *files;      /* name to File */
    GHashTable *deliveries; /* name to Delivery */
    RollCodes *organisations;
};

static void
file_free(gpointer data)
{
    File *file = data;

    g_hash_table_unref(file->by_id);
    g_free(file);
}

/* An export of this run, as it was told. */
typedef struct {
    gchar *export_name;
    gchar *organisation;
} Delivery;

static void
delivery_free(gpointer data)
{
    Delivery *self = data;

    g_free(self->export_name);
    g_free(self->organisation);
    g_free(self);
}

OverlapQuality *
overlap_quality_new(RollCodes *organisations)
{
    OverlapQuality *quality = g_new0(OverlapQuality, 1);

    quality->organisations = organisations;
    quality->deliveries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, delivery_free);
    quality->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, file_free);
    return quality;
}

void
overlap_quality_free(OverlapQuality *quality)
{
    if (quality == NULL)
        return;
    g_hash_table_unref(quality->files);
    g_hash_table_unref(quality->deliveries);
    roll_codes_free(quality->organisations);
    g_free(quality);
}

static File *
file_of(OverlapQuality *quality, const gchar *name)
{
    File *file = g_hash_table_lookup(quality->files, name);

    if (file != NULL)
        return file;
    file = g_new0(File, 1);
    file->by_id = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_insert(quality->files, g_strdup(name), file);
    return file;
}

void
overlap_quality_deliver(OverlapQuality *quality, const gchar *name, const OverlapDelivery *delivery)
{
    Delivery *self = g_new(Delivery, 1);

    self->export_name = g_strdup(delivery->export_name);
    self->organisation = g_strdup(delivery->organisation);
    g_hash_table_insert(quality->deliveries, g_strdup(name), self);
}

/* The code of an organisation; what was written, where no code or several have that name. */
static const gchar *
code_of(const OverlapQuality *quality, const gchar *organisation)
{
    const RollCodeName *known = roll_codes_named(quality->organisations, roll_text(organisation));

    return known != NULL && known->codes->len == 1
               ? roll_code_id(g_ptr_array_index(known->codes, 0))
               : organisation;
}

void
overlap_quality_count(OverlapQuality *quality, const gchar *name, const gchar *severity,
                      const gchar *id)
{
    File *file = file_of(quality, name);
    gsize n = GPOINTER_TO_SIZE(g_hash_table_lookup(file->by_id, id));

    if (strcmp(severity, "error") == 0)
        file->n_errors++;
    else if (strcmp(severity, "warning") == 0)
        file->n_warnings++;
    else
        file->n_infos++;
    g_hash_table_insert(file->by_id, g_strdup(id), GSIZE_TO_POINTER(n + 1));
}

void
overlap_quality_findings(OverlapQuality *quality, const RollBatch *batch)
{
    for (guint record = 0; record < roll_batch_n_records(batch); record++)
        overlap_quality_count(quality, roll_batch_get(batch, "file", record).data,
                              roll_batch_get(batch, "severity", record).data,
                              roll_batch_get(batch, "id", record).data);
}

void
overlap_quality_refused(OverlapQuality *quality, const RollBatch *batch)
{
    for (guint record = 0; record < roll_batch_n_records(batch); record++)
        file_of(quality, roll_batch_get(batch, "file", record).data)->n_refused++;
}

typedef struct {
    const gchar *id;
    gsize n;
} Kind;

static gint
compare_kinds(gconstpointer a, gconstpointer b)
{
    const Kind *x = a;
    const Kind *y = b;

    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return strcmp(x->id, y->id);
}

/* "date-order:12;extra-cell:1", the most frequent first. */
static gchar *
join_kinds(const File *file)
{
    g_autoptr(GArray) kinds = g_array_new(FALSE, FALSE, sizeof(Kind));
    GString *text = g_string_new(NULL);
    GHashTableIter iter;
    gpointer id;
    gpointer n;

    g_hash_table_iter_init(&iter, file->by_id);
    while (g_hash_table_iter_next(&iter, &id, &n)) {
        Kind kind = {id, GPOINTER_TO_SIZE(n)};

        g_array_append_val(kinds, kind);
    }
    g_array_sort(kinds, compare_kinds);
    for (guint i = 0; i < kinds->len; i++)
        g_string_append_printf(text, "%s%s:%" G_GSIZE_FORMAT, i > 0 ? ";" : "",
                               g_array_index(kinds, Kind, i).id, g_array_index(kinds, Kind, i).n);
    return g_string_free(text, FALSE);
}

static gboolean
write_file(RollTable *table, const File *file, const OverlapView *view, const OverlapExport *sent,
           GError **error)
{
    guint64 n_refused = file != NULL ? file->n_refused : 0;
    guint64 n_rows = sent->n_rows + n_refused;

    overlap_set_text(table, 0, view, sent->is_mixed ? 0 : sent->organisation);
    overlap_set_text(table, 1, view, sent->export_name);
    overlap_set_text(table, 2, view, sent->file);
    roll_table_set_number(table, 3, (gint64)n_rows);
    roll_table_set_number(table, 4, (gint64)sent->n_rows);
    roll_table_set_number(table, 5, (gint64)n_refused);
    overlap_set_percent(table, 6, (gdouble)n_refused, (gdouble)n_rows);
    overlap_set_percent(table, 7, (gdouble)sent->n_placed, (gdouble)sent->n_places);
    overlap_set_percent(table, 8, (gdouble)sent->n_topical, (gdouble)sent->n_sessions);
    overlap_set_percent(table, 9, (gdouble)sent->n_dated, (gdouble)sent->n_sessions);
    roll_table_set_number(table, 10, file != NULL ? (gint64)file->n_errors : 0);
    roll_table_set_number(table, 11, file != NULL ? (gint64)file->n_warnings : 0);
    roll_table_set_number(table, 12, file != NULL ? (gint64)file->n_infos : 0);
    if (file != NULL) {
        g_autofree gchar *kinds = join_kinds(file);

        roll_table_set_string(table, 13, kinds);
    }
    return roll_table_add(table, error);
}

static gint
compare_exports(gconstpointer a, gconstpointer b, gpointer self)
{
    const OverlapView *view = self;
    const OverlapExport *x = a;
    const OverlapExport *y = b;
    gint order = strcmp(overlap_text(view->attendance, x->organisation),
                        overlap_text(view->attendance, y->organisation));

    return order != 0 ? order
                      : strcmp(overlap_text(view->attendance, x->export_name),
                               overlap_text(view->attendance, y->export_name));
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const gchar *const *)a, *(const gchar *const *)b);
}

/* Exports of which not one row became a record: whose they are, their profiles say, or nobody.
 * What is told of decisions names their file, which is no export. */
static void
add_lost(const OverlapQuality *quality, const OverlapView *view, GHashTable *known, GArray *exports)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    RollDictionary *texts = view->attendance->texts;
    GHashTableIter iter;
    gpointer name;

    g_hash_table_iter_init(&iter, quality->files);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        if (!g_hash_table_contains(known, name) && g_hash_table_contains(quality->deliveries, name))
            g_ptr_array_add(names, name);
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        const gchar *file = g_ptr_array_index(names, i);
        const Delivery *delivery = g_hash_table_lookup(quality->deliveries, file);
        const gchar *organisation = code_of(quality, delivery->organisation);
        OverlapExport sent = {.export_name =
                                  roll_dictionary_add(texts, roll_text(delivery->export_name)),
                              .file = roll_dictionary_add(texts, roll_text(file)),
                              .organisation = roll_dictionary_add(texts, roll_text(organisation))};

        g_array_append_val(exports, sent);
    }
}

GArray *
overlap_quality_exports(const OverlapQuality *quality, const OverlapView *view)
{
    const GArray *exports = view->attendance->exports;
    GArray *all = g_array_sized_new(FALSE, FALSE, sizeof(OverlapExport), exports->len);
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    union {
        const OverlapView *in;
        gpointer out;
    } self = {.in = view}; /* g_array_sort_with_data() takes no const */

    g_array_append_vals(all, exports->data, exports->len);
    g_array_sort_with_data(all, compare_exports, self.out);
    for (guint i = 0; i < all->len; i++)
        g_hash_table_add(known, g_strdup(overlap_text(view->attendance,
                                                      g_array_index(all, OverlapExport, i).file)));
    add_lost(quality, view, known, all);
    return all;
}

static const File *
find_file(const OverlapQuality *quality, const OverlapView *view, const OverlapExport *sent)
{
    return g_hash_table_lookup(quality->files, overlap_text(view->attendance, sent->file));
}

guint64
overlap_quality_n_refused(const OverlapQuality *quality, const OverlapView *view,
                          const OverlapExport *sent)
{
    const File *file = find_file(quality, view, sent);

    return file != NULL ? file->n_refused : 0;
}

gboolean
overlap_quality_write(const OverlapQuality *quality, const OverlapView *view, RollTable *table,
                      GError **error)
{
    g_autoptr(GArray) exports = overlap_quality_exports(quality, view);

    for (guint i = 0; i < exports->len; i++) {
        const OverlapExport *sent = &g_array_index(exports, OverlapExport, i);

        if (!write_file(table, find_file(quality, view, sent), view, sent, error))
            return FALSE;
    }
    return TRUE;
}
