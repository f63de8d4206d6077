#include "stages/report/public.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/html.h"
#include "pipeline/lib/table.h"
#include "stages/report/datapackage.h"
#include "stages/report/page.h"
#include "stages/report/words.h"

static const gchar *const columns[] = {"country", "adm1_code", "adm1",      "topic_code",
                                       "topic",   "k",         "n_trained", NULL};

typedef struct {
    const ReportContext *context;
    RollTable *rows;
} Public;

gboolean
public_count(const gchar *const *dimensions, gint64 exact, gint64 *rounded, GError **error)
{
    static const gchar *const allowed[] = {"country", "adm1_code", "topic_code", NULL};

    for (guint i = 0; dimensions[i] != NULL; i++)
        if (!g_strv_contains(allowed, dimensions[i])) {
            g_set_error(error, ROLL_ERROR, ROLL_ERROR_BUG,
                        "a public count may not be split by \"%s\"", dimensions[i]);
            return FALSE;
        }
    *rounded = MAX(exact, 0) / PUBLIC_K * PUBLIC_K;
    return TRUE;
}

gboolean
public_check(const ReportTable *table, GError **error)
{
    ReportRow row = {.table = table};

    for (guint i = 0; i < roll_schema_n_columns(table->schema); i++)
        if (!g_strv_contains(columns, roll_schema_column(table->schema, i))) {
            g_set_error(error, ROLL_ERROR, ROLL_ERROR_BUG,
                        "a public table may not have a column \"%s\"",
                        roll_schema_column(table->schema, i));
            return FALSE;
        }
    while (report_next(&row)) {
        gint64 n = report_number(&row, "n_trained");

        if (n >= PUBLIC_K && n % PUBLIC_K == 0 && report_number(&row, "k") == PUBLIC_K)
            continue;
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_BUG,
                    "a public cell of %s would be finer than a province, a topic and %d officers",
                    report_string(&row, "adm1_code"), PUBLIC_K);
        return FALSE;
    }
    return TRUE;
}

/* A cell under k is left out: zero and nine look the same. */
static gboolean
publish(const Public *self, const ReportRow *row, GError **error)
{
    static const gchar *const of_province[] = {"country", "adm1_code", NULL};
    static const gchar *const of_topic[] = {"country", "adm1_code", "topic_code", NULL};
    const gchar *place = report_string(row, "adm1_code");
    const gchar *topic = report_string(row, "topic_code");
    gint64 n = 0;

    if (!public_count(topic[0] != '\0' ? of_topic : of_province, report_number(row, "n_trained"),
                      &n, error))
        return FALSE;
    if (n == 0)
        return TRUE;
    roll_table_set_string(self->rows, 0, report_country(self->context, place));
    roll_table_set_string(self->rows, 1, place);
    roll_table_set_string(self->rows, 2, report_place(self->context, place));
    roll_table_set_string(self->rows, 3, topic);
    if (topic[0] != '\0')
        roll_table_set_string(self->rows, 4, report_topic(self->context, topic));
    roll_table_set_number(self->rows, 5, PUBLIC_K);
    roll_table_set_number(self->rows, 6, n);
    return roll_table_add(self->rows, error);
}

static gboolean
publish_all(const Public *self, GError **error)
{
    ReportRow row = report_rows(self->context->tables, "coverage_gaps");

    while (report_next(&row))
        if (report_is_blank(&row, "unit") && !publish(self, &row, error))
            return FALSE;
    return roll_table_flush(self->rows, error);
}

/* ---- the page ---- */

static gboolean
sum_people(const Public *self, gint64 *people, GError **error)
{
    static const gchar *const of_all[] = {NULL};
    ReportRow row = report_rows(self->context->tables, "double_count_adjustment");

    while (report_next(&row))
        if (report_is(&row, "indicator", "people trained") && report_is_blank(&row, "org"))
            return public_count(of_all, report_number(&row, "unique_persons_est"), people, error);
    return TRUE;
}

static void
put_row(const Public *self, Page *page, const ReportRow *row)
{
    const gchar *place = report_string(row, "adm1_code");
    Words count;

    html_put(page->body, "<tr><th scope=\"row\">%s", report_string(row, "adm1"));
    if (report_is_blank(row, "topic_code")) {
        html_put(page->body, "<small>%s ", report_string(row, "country"));
        html_local(page->body, roll_text(report_place_local(self->context, place)));
        g_string_append(page->body, "</small>");
    }
    html_put(page->body, "</th><td>%s</td><td class=\"num\">%s</td></tr>\n",
             report_is_blank(row, "topic_code") ? page_word(page, "public.any-topic")
                                                : report_string(row, "topic"),
             words_count(page->messages, report_number(row, "n_trained"), count));
}

static guint
put_table(const Public *self, Page *page, const ReportTables *published, gboolean by_topic)
{
    ReportRow row = report_rows(published, "coverage");
    guint n = 0;

    page_put(page,
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">"
             "<table><caption class=\"h\">{public.rounded-down}</caption><thead><tr>"
             "<th scope=\"col\">{public.province}</th>"
             "<th scope=\"col\">{public.topic}</th>"
             "<th scope=\"col\" class=\"num\">{public.officers-trained}</th></tr></thead>"
             "<tbody>\n",
             "label", page_word(page, by_topic ? "views.by-topic" : "views.by-province"), "k",
             G_STRINGIFY(PUBLIC_K), NULL);
    while (report_next(&row)) {
        if (report_is_blank(&row, "topic_code") == by_topic)
            continue;
        put_row(self, page, &row);
        n++;
    }
    g_string_append(page->body, "</tbody></table></div>\n");
    return n;
}

static gboolean
write_page(const Public *self, const ReportTables *published, const gchar *folder, GError **error)
{
    g_autoptr(Page) page = page_new(self->context, PAGE_PUBLIC, "");
    ReportRow row = report_rows(published, "coverage");
    gint64 people = 0;
    guint n_provinces = 0;
    Words month;
    Words count;
    g_autofree gchar *title =
        page_text(page, "public.anti-trafficking-training", "month",
                  words_month(page->messages, self->context->as_of, month), NULL);

    if (!sum_people(self, &people, error))
        return FALSE;
    while (report_next(&row))
        n_provinces += report_is_blank(&row, "topic_code") ? 1 : 0;
    page_put(page,
             "<ul class=\"six\"><li><p class=\"lab\">{public.people-trained-at-least}</p>"
             "<p class=\"big\">{count}</p></li><li>"
             "<p class=\"lab\">{public.provinces-trained-officers-or}</p>"
             "<p class=\"big\">{n-provinces}</p></li></ul>\n",
             "count", words_count(self->context->messages, people, count), "k",
             G_STRINGIFY(PUBLIC_K), "n-provinces",
             words_count(self->context->messages, n_provinces, (Words){0}), NULL);
    page_open_view(page, "provinces", "views.by-province", n_provinces);
    page_finding(page, "provinces", page_word(page, "public.officers-trained-province"),
                 page_word(page, "public.each-officer-counts-once"));
    put_table(self, page, published, FALSE);
    page_close_view(page, NULL);
    page_open_view(page, "topics", "views.by-topic", -1);
    page_finding(page, "topics", page_word(page, "public.officers-trained-province-topic"),
                 page_word(page, "public.one-course-covers-several"));
    put_table(self, page, published, TRUE);
    page_close_view(page, "{public.all-values-coverage-csv}");
    return report_write_text(folder, "index.html",
                             page_finish(page, title, page_word(page, "public.subtitle")), error);
}

static gboolean
keep_batch(gpointer self, const RollBatch *batch, G_GNUC_UNUSED GError **error)
{
    report_tables_add(self, batch);
    return TRUE;
}

gboolean
public_write(const ReportContext *context, const gchar *folder, GError **error)
{
    g_autoptr(ReportTables) published = report_tables_new();
    g_autoptr(RollSchema) schema = roll_schema_new("coverage", columns);
    g_autoptr(RollTable) rows = roll_table_new(schema, keep_batch, published);
    g_autoptr(Datapackage) package = datapackage_new(context, CATALOGUE_PUBLIC);
    ReportStamp stamp = report_context_stamp(context);
    Public self = {.context = context, .rows = rows};

    report_tables_declare(published, schema);
    datapackage_add(package, schema);
    return report_make_folder(folder, error) && publish_all(&self, error) &&
           public_check(report_tables_find(published, "coverage"), error) &&
           report_write_table(folder, report_tables_find(published, "coverage"), &stamp, "P",
                              error) &&
           datapackage_write(package, folder, error) && write_page(&self, published, folder, error);
}
