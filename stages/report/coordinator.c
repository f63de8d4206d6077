#include "stages/report/coordinator.h"

#include "stages/report/book.h"
#include "stages/report/catalogue.h"
#include "stages/report/datapackage.h"
#include "stages/report/figure.h"
#include "stages/report/hxl.h"
#include "stages/report/ical.h"
#include "stages/report/page_act.h"
#include "stages/report/page_calendar.h"
#include "stages/report/page_cohort.h"
#include "stages/report/page_figures.h"
#include "stages/report/page_officers.h"
#include "stages/report/page_provenance.h"
#include "stages/report/page_provinces.h"
#include "stages/report/page_quality.h"
#include "stages/report/page_resources.h"
#include "stages/report/page_review.h"
#include "stages/report/page_topics.h"
#include "stages/report/page_trends.h"
#include "stages/report/summary.h"
#include "stages/report/words.h"

const gchar *const coordinator_tables[] = {"records",
                                           "findings",
                                           "refused",
                                           "review",
                                           "officer_events",
                                           "sessions",
                                           "joint_sessions",
                                           "officer_duplicates",
                                           "duplicate_pairs",
                                           "duplicate_lines",
                                           "cohort_overlap",
                                           "location_collisions",
                                           "planned_collisions",
                                           "calendar",
                                           "coverage_gaps",
                                           "topic_org_matrix",
                                           "refresher_due",
                                           "resource_gap",
                                           "double_count_adjustment",
                                           "not_reported",
                                           "months",
                                           "org_submission_quality",
                                           NULL};

static gboolean
write_tables(const ReportContext *context, const RollSchema *records, const gchar *folder,
             GError **error)
{
    ReportStamp stamp = report_context_stamp(context);
    g_autoptr(Datapackage) package = datapackage_new(context, CATALOGUE_COORDINATOR);

    datapackage_add(package, records);
    for (guint i = 0; i < context->tables->tables->len; i++) {
        const ReportTable *table = g_ptr_array_index(context->tables->tables, i);
        const CatalogueTable *known = catalogue_find(CATALOGUE_COORDINATOR, table->name);

        if (!report_write_table(folder, table, &stamp, known->sensitivity, error))
            return FALSE;
        datapackage_add(package, table->schema);
    }
    return datapackage_write(package, folder, error);
}

static void
put_views(Page *page)
{
    page_figures(page);
    page_rail_group(page, "Act");
    page_act(page);
    page_calendar(page);
    page_rail_group(page, "See");
    page_provinces(page);
    page_topics(page);
    page_cohort(page);
    page_trends(page);
    page_resources(page);
    page_rail_group(page, "Settle");
    page_officers(page);
    page_review(page);
    page_rail_group(page, "Account for");
    page_quality(page);
    page_provenance(page);
}

static gboolean
write_page(const ReportContext *context, const gchar *folder, GError **error)
{
    g_autoptr(Page) page = page_new(context, PAGE_COORDINATOR, "");
    FigureCounts counts = figure_count(context);
    Words month;
    Words day;
    Words organisations;
    Words exports;
    Words lines;
    gboolean is_dated = context->as_of != 0;
    g_autofree gchar *title = g_strdup_printf("Anti-trafficking training%s%s", is_dated ? ", " : "",
                                              words_month(context->as_of, month));
    g_autofree gchar *subtitle = g_strdup_printf(
        "%s%s. %s organisation%s, %s exports, %s lines.", is_dated ? "As of " : "No dated session",
        words_day(context->as_of, day), words_count(counts.n_organisations, organisations),
        words_plural(counts.n_organisations), words_count(counts.n_exports, exports),
        words_count(counts.n_lines, lines));

    put_views(page);
    return report_write_text(folder, "index.html", page_finish(page, title, subtitle), error);
}

static gboolean
write_summary(const ReportContext *context, const gchar *folder, GError **error)
{
    g_autoptr(GString) summary = summary_new(context);

    return report_write_text(folder, "summary.txt", summary, error);
}

gboolean
coordinator_write(const ReportContext *context, const RollSchema *records, const gchar *folder,
                  GError **error)
{
    return write_tables(context, records, folder, error) &&
           book_write(context, context->tables, CATALOGUE_COORDINATOR, "", folder, error) &&
           hxl_write(context, folder, error) &&
           ical_write(context, context->tables, CATALOGUE_COORDINATOR, folder, error) &&
           write_page(context, folder, error) && write_summary(context, folder, error);
}
