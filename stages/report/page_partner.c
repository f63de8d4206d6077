#include "stages/report/page_partner.h"

#include "pipeline/lib/html.h"
#include "stages/report/page_quality.h"
#include "stages/report/sentence.h"
#include "stages/report/words.h"

#define MAX_ROWS 50

typedef struct {
    Page *page;
    const ReportContext *context; /* names and date */
    const ReportTables *own;      /* the package's tables */
} Partner;

static void
put_figure(const Partner *partner, const gchar *label, gint64 n, const gchar *class,
           const gchar *second)
{
    Words count;

    html_put(partner->page->body,
             "<li><p class=\"lab\">%s</p><p class=\"big %s\">%s</p><p>%s</p></li>\n", label,
             n > 0 ? class : "", words_count(n, count), second);
}

static gint64
count_people(const Partner *partner)
{
    ReportRow row = report_rows(partner->context->tables, "double_count_adjustment");

    while (report_next(&row))
        if (report_is(&row, "indicator", "people trained in 12 months") &&
            report_is(&row, "org", partner->page->owner))
            return report_number(&row, "unique_persons_est");
    return 0;
}

/* Lines of one export and row follow for each topic, so rows are told apart by both. */
static gint64
count_lines(const Partner *partner)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    ReportRow row = report_rows(partner->own, "duplicates");

    while (report_next(&row))
        g_hash_table_add(seen, g_strconcat(report_string(&row, "export"), "\n",
                                           report_string(&row, "row"), NULL));
    return g_hash_table_size(seen);
}

static void
put_figures(const Partner *partner)
{
    g_string_append(partner->page->body, "<ul class=\"six\">\n");
    put_figure(partner, "People you trained, each counted once", count_people(partner), "",
               "in 12 months");
    put_figure(partner, "Lines of people who were taught it before or again", count_lines(partner),
               "dup", "within the topic’s validity");
    put_figure(partner, "Collisions of your plans",
               (gint64)report_n_rows(partner->own, "planned_collisions"), "coll",
               "with others’ plans, or people already trained");
    put_figure(partner, "Findings in your files", (gint64)report_n_rows(partner->own, "findings"),
               "gap", "see mend.html and findings.csv.gz");
    g_string_append(partner->page->body,
                    "</ul>\n<p class=\"src\">What to mend in your files, with the lines: "
                    "<code>mend.html</code>.</p>\n");
}

static void
open_table(const Partner *partner, const gchar *label, const gchar *const *heads)
{
    html_put(partner->page->body,
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\"><table>"
             "<caption class=\"h\">%s</caption><thead><tr>",
             label, label);
    for (guint i = 0; heads[i] != NULL; i++)
        html_put(partner->page->body, "<th scope=\"col\">%s</th>", heads[i]);
    g_string_append(partner->page->body, "</tr></thead><tbody>\n");
}

static void
close_table(const Partner *partner, guint64 n_rows, const gchar *file)
{
    Words all;

    g_string_append(partner->page->body, "</tbody></table></div>\n");
    if (n_rows > MAX_ROWS)
        html_put(partner->page->body,
                 "<p class=\"none\">The first %d of %s lines; all in <code>%s</code>.</p>\n",
                 MAX_ROWS, words_count((gint64)n_rows, all), file);
}

/* ---- plans ---- */

static void
put_plan(const Partner *partner, const ReportRow *row)
{
    GString *out = partner->page->body;
    g_autofree gchar *topics =
        sentence_topics(partner->context, report_string(row, "topics_shared"));
    Words own;
    Words other;

    html_put(out, "<tr><td class=\"nw\">%s</td><td>%s</td><td>%s</td>",
             words_range(roll_day_parse(report_get(row, "start")),
                         roll_day_parse(report_get(row, "end")), own),
             report_place(partner->context, report_string(row, "adm1_code")), topics);
    if (report_is(row, "clash_type", "same week"))
        html_put(out, "<td>%s plans it, too: %s</td>", report_string(row, "clash_org"),
                 words_range(roll_day_parse(report_get(row, "clash_start")),
                             roll_day_parse(report_get(row, "clash_end")), other));
    else
        html_put(out, "<td>%s of %s on your list have had it</td>", report_string(row, "n_already"),
                 report_string(row, "n_listed"));
    html_put(out, "<td>%s</td></tr>\n", report_string(row, "suggestion"));
}

static void
put_plans(const Partner *partner)
{
    static const gchar *const heads[] = {"Dates",         "Province",  "Topics",
                                         "Collides with", "Suggested", NULL};
    guint64 n = report_n_rows(partner->own, "planned_collisions");
    ReportRow row = report_rows(partner->own, "planned_collisions");

    page_open_view(partner->page, "act", "Your plans", (gint64)n);
    page_finding(partner->page, "act",
                 n == 0 ? "None of your plans collides" : "Some of your plans collide", NULL);
    if (n > 0) {
        open_table(partner, "Collisions of your plans", heads);
        for (guint i = 0; i < MAX_ROWS && report_next(&row); i++)
            put_plan(partner, &row);
        close_table(partner, n, "planned_collisions.csv.gz");
    }
    page_close_view(partner->page, "Plans of all: <code>calendar.csv.gz</code>. Names are neither "
                                   "needed nor shown.");
}

/* ---- duplicates ---- */

static void
put_line(const Partner *partner, const ReportRow *row)
{
    g_auto(GStrv) orgs = g_strsplit(report_string(row, "other_orgs"), ";", -1);
    g_auto(GStrv) dates = g_strsplit(report_string(row, "other_dates"), ";", -1);
    g_autofree gchar *org_list = g_strjoinv(", ", orgs);
    g_autofree gchar *date_list = g_strjoinv(", ", dates);

    html_put(partner->page->body,
             "<tr><th scope=\"row\">%s</th><td class=\"num\">%s</td><td>%s</td><td>%s</td>"
             "<td>%s</td></tr>\n",
             report_string(row, "export"), report_string(row, "line"),
             report_topic(partner->context, report_string(row, "topic_code")), org_list, date_list);
}

static void
put_duplicates(const Partner *partner)
{
    static const gchar *const heads[] = {"Your file",      "Line", "Topic",
                                         "Also taught by", "On",   NULL};
    guint64 n = report_n_rows(partner->own, "duplicates");
    ReportRow row = report_rows(partner->own, "duplicates");

    page_open_view(partner->page, "twice", "Taught twice", (gint64)n);
    page_finding(partner->page, "twice",
                 n == 0 ? "None of your people was taught a topic twice"
                        : "Some of your people were taught a topic twice",
                 "Your own lines only. The other session may be yours, too.");
    if (n > 0) {
        open_table(partner, "Your lines", heads);
        for (guint i = 0; i < MAX_ROWS && report_next(&row); i++)
            put_line(partner, &row);
        close_table(partner, n, "duplicates.csv.gz");
    }
    page_close_view(partner->page,
                    partner->context->key != NULL
                        ? "The column <code>officer_hash</code> tells lines of one officer; it is "
                          "yours alone and the same every month."
                        : "This run was given no key, so the file has no column that tells which "
                          "lines are one officer’s.");
}

/* ---- sessions ---- */

static void
put_session(const Partner *partner, const ReportRow *row)
{
    GString *out = partner->page->body;
    g_autofree gchar *topics = sentence_topics(partner->context, report_string(row, "topic_codes"));
    Words day;

    html_put(out, "<tr><td class=\"nw\">%s</td><td class=\"nw\">%s</td><th scope=\"row\">",
             report_string(row, "session"),
             words_day(roll_day_parse(report_get(row, "start_date")), day));
    html_bdi(out, report_get(row, "course_title"));
    html_put(out,
             "<small>%s</small></th><td>%s</td><td class=\"num\">%s</td>"
             "<td class=\"num\">%s</td></tr>\n",
             topics, report_place(partner->context, report_string(row, "adm1_code")),
             report_string(row, "n_people"), report_string(row, "n_had_topic"));
}

static void
put_sessions(const Partner *partner)
{
    static const gchar *const heads[] = {
        "Session", "Date", "Course", "Province", "People", "Had a topic of it", NULL};
    guint64 n = report_n_rows(partner->own, "sessions");
    ReportRow row = report_rows(partner->own, "sessions");
    Words count;
    g_autofree gchar *finding = g_strdup_printf(
        "%s session%s of yours", words_count((gint64)n, count), words_plural((gint64)n));

    page_open_view(partner->page, "sessions", "Sessions", (gint64)n);
    page_finding(partner->page, "sessions", finding, NULL);
    if (n > 0) {
        open_table(partner, "Your sessions", heads);
        for (guint i = 0; i < MAX_ROWS && report_next(&row); i++)
            put_session(partner, &row);
        close_table(partner, n, "sessions.csv.gz");
    }
    page_close_view(partner->page, NULL);
}

gboolean
page_partner_write(const ReportContext *context, const ReportTables *published,
                   const gchar *organisation, const gchar *folder, GError **error)
{
    g_autoptr(Page) page = page_new(context, PAGE_PARTNER, organisation);
    Partner partner = {page, context, published};
    Words month;
    g_autofree gchar *title = g_strdup_printf("%s, %s", report_organisation(context, organisation),
                                              words_month(context->as_of, month));

    put_figures(&partner);
    put_plans(&partner);
    put_duplicates(&partner);
    put_sessions(&partner);
    page_quality(page);
    return report_write_text(folder, "index.html",
                             page_finish(page, title, "Your own data, and what others plan."),
                             error);
}
