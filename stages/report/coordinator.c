#include "stages/report/coordinator.h"

#include "stages/report/book.h"
#include "stages/report/catalogue.h"
#include "stages/report/datapackage.h"
#include "stages/report/figure.h"
#include "stages/report/hxl.h"
#include "stages/report/ical.h"
#include "stages/report/page_act.h"
#include "stages/report/page_borders.h"
#include "stages/report/page_calendar.h"
#include "stages/report/page_cohort.h"
#include "stages/report/page_due.h"
#include "stages/report/page_explain.h"
#include "stages/report/page_figures.h"
#include "stages/report/page_leaf.h"
#include "stages/report/page_officers.h"
#include "stages/report/page_provenance.h"
#include "stages/report/page_provinces.h"
#include "stages/report/page_quality.h"
#include "stages/report/page_resources.h"
#include "stages/report/page_review.h"
#include "stages/report/page_script.h"
#include "stages/report/page_topics.h"
#include "stages/report/page_trends.h"
#include "stages/report/review_page.h"
#include "stages/report/summary.h"
#include "stages/report/words.h"

#define TABLES                                                                                     \
    "records", "findings", "refused", "review", "review_fields", "decisions", "link_quality",      \
        "officer_events", "sessions", "joint_sessions", "officer_duplicates", "duplicate_pairs",   \
        "duplicate_lines", "cohort_overlap", "cohort_matrix", "location_collisions",               \
        "planned_collisions", "collision_outcomes", "calendar", "coverage_gaps",                   \
        "topic_org_matrix", "refresher_due", "refresher_lines", "resource_gap", "cross_border",    \
        "double_count_adjustment", "not_reported", "courses_to_classify", "months",                \
        "org_submission_quality", "submissions"

const gchar *const coordinator_tables[] = {TABLES, NULL};
const gchar *const coordinator_reads[] = {TABLES, EVIDENCE_TABLES, "deliveries", NULL};

static gboolean
write_table(gconstpointer self, gconstpointer what, GError **error)
{
    const Coordinator *coordinator = self;
    const ReportTable *table = what;
    ReportStamp stamp = report_context_stamp(coordinator->context);

    return report_write_table(coordinator->folder, table, &stamp,
                              catalogue_find(CATALOGUE_COORDINATOR, table->name)->sensitivity,
                              error);
}

static gboolean
write_description(gconstpointer self, G_GNUC_UNUSED gconstpointer what, GError **error)
{
    const Coordinator *coordinator = self;
    const GPtrArray *tables = coordinator->context->tables->tables;
    g_autoptr(Datapackage) package = datapackage_new(coordinator->context, CATALOGUE_COORDINATOR);

    datapackage_add(package, coordinator->records);
    for (guint i = 0; i < tables->len; i++)
        datapackage_add(package, ((const ReportTable *)g_ptr_array_index(tables, i))->schema);
    return datapackage_write(package, coordinator->folder, error);
}

static gboolean
write_book(gconstpointer self, G_GNUC_UNUSED gconstpointer what, GError **error)
{
    const Coordinator *coordinator = self;

    return book_write(coordinator->context, coordinator->context->tables, CATALOGUE_COORDINATOR, "",
                      coordinator->folder, error);
}

/* What takes no time. */
static gboolean
write_lists(gconstpointer self, G_GNUC_UNUSED gconstpointer what, GError **error)
{
    const Coordinator *coordinator = self;
    const ReportContext *context = coordinator->context;
    g_autoptr(GString) summary = summary_new(context);

    return hxl_write(context, coordinator->folder, error) &&
           ical_write(context, context->tables, CATALOGUE_COORDINATOR, coordinator->folder,
                      error) &&
           report_write_text(coordinator->folder, "summary.txt", summary, error);
}

static void
put_views(Page *page)
{
    page_figures(page);
    page_rail_group(page, "views.act-group");
    page_act(page);
    page_calendar(page);
    page_due(page);
    page_rail_group(page, "views.see-group");
    page_provinces(page);
    page_borders(page);
    page_topics(page);
    page_cohort(page);
    page_trends(page);
    page_resources(page);
    page_rail_group(page, "views.settle-group");
    page_officers(page);
    page_explain(page);
    page_review(page);
    page_rail_group(page, "views.account-for-group");
    page_quality(page);
    page_provenance(page);
    page_leaf(page);
}

static gchar *
title_of(const Page *page)
{
    Words month;

    if (page->context->as_of == 0)
        return page_text(page, "page.title-undated", NULL);
    return page_text(page, "page.title", "month",
                     words_month(page->messages, page->context->as_of, month), NULL);
}

static gchar *
subtitle_of(const Page *page)
{
    FigureCounts counts = figure_count(page->context);
    g_autofree gchar *organisations =
        page_counted(page, "page.n-organisations", counts.n_organisations);
    g_autofree gchar *exports = page_counted(page, "page.n-exports", counts.n_exports);
    g_autofree gchar *lines = page_counted(page, "page.n-lines", counts.n_lines);
    Words day;

    return page_text(page, page->context->as_of != 0 ? "page.subtitle" : "page.subtitle-undated",
                     "day", words_day(page->messages, page->context->as_of, day), "organisations",
                     organisations, "exports", exports, "lines", lines, NULL);
}

static gboolean
write_page(gconstpointer self, G_GNUC_UNUSED gconstpointer what, GError **error)
{
    const Coordinator *coordinator = self;
    const ReportContext *context = coordinator->context;
    g_autoptr(Page) page = page_new(context, PAGE_COORDINATOR, "");
    g_autofree gchar *title = title_of(page);
    g_autofree gchar *subtitle = subtitle_of(page);
    g_autofree gchar *script = page_script_new(PAGE_COORDINATOR);

    page->script = script;
    put_views(page);
    return report_write_text(coordinator->folder, "index.html", page_finish(page, title, subtitle),
                             error);
}

static gboolean
write_review(gconstpointer self, G_GNUC_UNUSED gconstpointer what, GError **error)
{
    const Coordinator *coordinator = self;

    return review_page_write(coordinator->context, coordinator->folder, error);
}

static gint
compare_sizes(gconstpointer a, gconstpointer b)
{
    const ReportTable *table_a = *(const ReportTable *const *)a;
    const ReportTable *table_b = *(const ReportTable *const *)b;

    return (table_a->n_rows < table_b->n_rows) - (table_a->n_rows > table_b->n_rows);
}

void
coordinator_add(const Coordinator *self, RollTasks *tasks)
{
    roll_tasks_add(tasks, write_page, self, NULL);
    roll_tasks_add(tasks, write_book, self, NULL);
}

void
coordinator_add_rest(const Coordinator *self, RollTasks *tasks)
{
    g_autoptr(GPtrArray) tables = g_ptr_array_new();

    g_ptr_array_extend(tables, self->context->tables->tables, NULL, NULL);
    g_ptr_array_sort(tables, compare_sizes);
    roll_tasks_add(tasks, write_review, self, NULL);
    roll_tasks_add(tasks, write_lists, self, NULL);
    for (guint i = 0; i < tables->len; i++)
        roll_tasks_add(tasks, write_table, self, g_ptr_array_index(tables, i));
    roll_tasks_add(tasks, write_description, self, NULL);
}
