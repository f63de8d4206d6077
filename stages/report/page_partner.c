#include "stages/report/page_partner.h"

#include <string.h>

#include "pipeline/lib/html.h"
#include "stages/report/page_contradiction.h"
#include "stages/report/page_law.h"
#include "stages/report/page_own_calendar.h"
#include "stages/report/page_own_map.h"
#include "stages/report/page_own_topics.h"
#include "stages/report/page_quality.h"
#include "stages/report/page_script.h"
#include "stages/report/sentence.h"
#include "stages/report/words.h"

#define MAX_ROWS 500

typedef struct {
    Page *page;
    const ReportContext *context; /* names and date */
    const ReportTables *own;      /* the package's tables */
} Partner;

/* @label and @second are messages. */
static void
put_figure(const Partner *partner, const gchar *label, gint64 n, const gchar *class,
           const gchar *second)
{
    Words count;

    html_put(partner->page->body,
             "<li><p class=\"lab\">%s</p><p class=\"big %s\">%s</p><p>%s</p></li>\n",
             page_word(partner->page, label), n > 0 ? class : "",
             words_count(partner->page->messages, n, count), page_word(partner->page, second));
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
    put_figure(partner, "partner.people", count_people(partner), "", "partner.year");
    put_figure(partner, "partner.lines-twice", count_lines(partner), "dup",
               "partner.within-validity");
    put_figure(partner, "partner.collisions",
               (gint64)report_n_rows(partner->own, "planned_collisions"), "coll",
               "partner.collisions-second");
    put_figure(partner, "partner.findings", (gint64)report_n_rows(partner->own, "findings"), "gap",
               "partner.findings-second");
    page_put(partner->page, "</ul>\n<p class=\"src\">{partner.what-mend-your-files}</p>\n", NULL);
}

/* @label and @heads are messages. */
static void
open_table(const Partner *partner, const gchar *label, const gchar *const *heads)
{
    html_put(partner->page->body,
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\"><table>"
             "<caption class=\"h\">%s</caption><thead><tr>",
             page_word(partner->page, label), page_word(partner->page, label));
    for (guint i = 0; heads[i] != NULL; i++)
        html_put(partner->page->body, "<th scope=\"col\">%s</th>",
                 page_word(partner->page, heads[i]));
    g_string_append(partner->page->body, "</tr></thead><tbody>\n");
}

static void
close_table(const Partner *partner, guint64 n_rows, const gchar *file)
{
    Words all;

    g_string_append(partner->page->body, "</tbody></table></div>\n");
    if (n_rows > MAX_ROWS)
        page_put(partner->page, "<p class=\"none\">{partner.first-lines-all}</p>\n", "most",
                 words_count(partner->page->messages, MAX_ROWS, (Words){0}), "all",
                 words_count(partner->page->messages, (gint64)n_rows, all), "file", file, NULL);
}

/* ---- plans ---- */

static void
put_plan(const Partner *partner, const ReportRow *row)
{
    GString *out = partner->page->body;
    g_autofree gchar *topics = sentence_topics(partner->context, partner->page->messages,
                                               report_string(row, "topics_shared"));
    g_autofree gchar *suggestion =
        messages_term(partner->page->messages, "values", report_string(row, "suggestion"));
    Words own;
    Words other;

    html_put(out, "<tr><td class=\"nw\">%s</td><td>%s</td><td>%s</td>",
             words_range(partner->page->messages, roll_day_parse(report_get(row, "start")),
                         roll_day_parse(report_get(row, "end")), own),
             report_place(partner->context, report_string(row, "adm1_code")), topics);
    if (report_is(row, "clash_type", "same week"))
        page_put(partner->page, "<td>{partner.plans-too}</td>", "clash-org",
                 report_string(row, "clash_org"), "other",
                 words_range(partner->page->messages,
                             roll_day_parse(report_get(row, "clash_start")),
                             roll_day_parse(report_get(row, "clash_end")), other),
                 NULL);
    else
        page_put(partner->page, "<td>{partner.your-list-have-had}</td>", "n-already",
                 report_string(row, "n_already"), "n-listed", report_string(row, "n_listed"), NULL);
    html_put(out, "<td>%s</td></tr>\n", suggestion);
}

static void
put_plans(const Partner *partner)
{
    static const gchar *const heads[] = {"partner.dates",     "partner.province",
                                         "partner.topics",    "partner.collides-with",
                                         "partner.suggested", NULL};
    guint64 n = report_n_rows(partner->own, "planned_collisions");
    ReportRow row = report_rows(partner->own, "planned_collisions");

    page_open_view(partner->page, "act", "views.own-plans", (gint64)n);
    page_finding(
        partner->page, "act",
        page_word(partner->page, n == 0 ? "partner.none-collides" : "partner.some-collide"), NULL);
    if (n > 0) {
        open_table(partner, "partner.collisions", heads);
        for (guint i = 0; i < MAX_ROWS && report_next(&row); i++)
            put_plan(partner, &row);
        close_table(partner, n, "planned_collisions.csv.gz");
    }
    page_close_view(partner->page, "{partner.plans-all-calendar-csv}");
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
    static const gchar *const heads[] = {"partner.your-file", "partner.line", "partner.topic",
                                         "partner.also-by",   "partner.on",   NULL};
    guint64 n = report_n_rows(partner->own, "duplicates");
    ReportRow row = report_rows(partner->own, "duplicates");

    page_open_view(partner->page, "twice", "views.twice", (gint64)n);
    page_finding(partner->page, "twice",
                 page_word(partner->page, n == 0 ? "partner.none-twice" : "partner.some-twice"),
                 page_word(partner->page, "partner.your-own-lines-only"));
    if (n > 0) {
        open_table(partner, "partner.your-lines", heads);
        for (guint i = 0; i < MAX_ROWS && report_next(&row); i++)
            put_line(partner, &row);
        close_table(partner, n, "duplicates.csv.gz");
    }
    page_close_view(partner->page,
                    partner->context->key != NULL ? "{partner.has-key}" : "{partner.no-key}");
}

/* ---- what is due ---- */

static void
put_due(const Partner *partner, const ReportRow *row)
{
    const Page *page = partner->page;
    gint64 overdue = report_number(row, "overdue_days");
    Words ends;
    Words days;
    Words start;

    html_put(page->body,
             "<tr><th scope=\"row\">%s</th><td class=\"num\">%s</td><td>%s</td>"
             "<td class=\"nw\">%s",
             report_string(row, "export"), report_string(row, "line"),
             report_topic(partner->context, report_string(row, "topic_code")),
             words_day(page->messages, roll_day_parse(report_get(row, "due_date")), ends));
    if (overdue > 0)
        page_put(page, "<small class=\"coll\">{due.days-over}</small>", "n",
                 words_count(page->messages, overdue, days), NULL);
    g_string_append(page->body, "</td><td>");
    if (report_is_blank(row, "planned_session"))
        page_put(page, "{due.none-planned}", NULL);
    else
        page_put(page,
                 report_is(row, "invited", "yes") ? "{due.plan-of}<small>{due.invited}</small>"
                                                  : "{due.plan-of}<small>{due.not-invited}</small>",
                 "day",
                 words_day(page->messages, roll_day_parse(report_get(row, "planned_start")), start),
                 "org", report_string(row, "planned_org"), NULL);
    g_string_append(page->body, "</td></tr>\n");
}

/* What ends or has ended first. */
static void
append_key(const ReportRow *row, GString *key)
{
    g_string_append_printf(key, "%s\t%s\t%020" G_GINT64_FORMAT "\t%s",
                           report_string(row, "due_date"), report_string(row, "export"),
                           report_number(row, "line"), report_string(row, "topic_code"));
}

static void
put_dues(const Partner *partner)
{
    static const gchar *const heads[] = {"partner.your-file", "partner.line",    "partner.topic",
                                         "due.ends-on",       "due.could-serve", NULL};
    guint64 n = report_n_rows(partner->own, "refresher_due");
    g_autoptr(GArray) rows = report_sorted_by(partner->own, "refresher_due", NULL, append_key);
    Words count;
    g_autofree gchar *finding =
        page_text(partner->page, n == 0 ? "due.none" : "partner.some-due", "n",
                  words_count(partner->page->messages, (gint64)n, count), NULL);

    page_open_view(partner->page, "due", "views.due", (gint64)n);
    page_finding(partner->page, "due", finding, page_word(partner->page, "partner.due-dek"));
    if (n > 0) {
        open_table(partner, "partner.lines-due", heads);
        for (guint i = 0; i < MIN(rows->len, MAX_ROWS); i++)
            put_due(partner, &g_array_index(rows, ReportRow, i));
        close_table(partner, n, "refresher_due.csv.gz");
    }
    page_close_view(partner->page, NULL);
}

/* ---- sessions ---- */

static void
put_session(const Partner *partner, const ReportRow *row)
{
    GString *out = partner->page->body;
    g_autofree gchar *topics = sentence_topics(partner->context, partner->page->messages,
                                               report_string(row, "topic_codes"));
    Words day;

    html_put(
        out, "<tr><td class=\"nw\">%s</td><td class=\"nw\">%s</td><th scope=\"row\">",
        report_string(row, "session"),
        words_day(partner->page->messages, roll_day_parse(report_get(row, "start_date")), day));
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
    static const gchar *const heads[] = {"partner.session",
                                         "partner.date",
                                         "partner.course",
                                         "partner.province",
                                         "partner.n-people",
                                         "partner.had-topic",
                                         NULL};
    guint64 n = report_n_rows(partner->own, "sessions");
    ReportRow row = report_rows(partner->own, "sessions");
    Words count;
    g_autofree gchar *finding =
        page_text(partner->page, "partner.n-sessions", "n",
                  words_count(partner->page->messages, (gint64)n, count), NULL);

    page_open_view(partner->page, "sessions", "views.sessions", (gint64)n);
    page_finding(partner->page, "sessions", finding, NULL);
    if (n > 0) {
        open_table(partner, "partner.your-sessions", heads);
        for (guint i = 0; i < MAX_ROWS && report_next(&row); i++)
            put_session(partner, &row);
        close_table(partner, n, "sessions.csv.gz");
    }
    page_close_view(partner->page, "{partner.sessions-source}");
}

/* ---- what its curricula say ---- */

/* A partner who contradicts nothing, and teaches by no law of the past, has no such view. */
static void
put_curricula(const Partner *partner)
{
    Page *page = partner->page;
    guint n = page_contradictions_count(partner->own, "topic_org_matrix");
    guint n_laws = page_laws_count(partner->own, "topic_org_matrix");
    g_autofree gchar *finding = NULL;

    if (n + n_laws == 0)
        return;
    finding = page_text(page, n > 0 ? "partner.n-contradictions" : "partner.n-laws", "n",
                        words_count(page->messages, n > 0 ? n : n_laws, (Words){0}), NULL);
    page_open_view(page, "curricula", "views.curricula", n + n_laws);
    page_finding(page, "curricula", finding, page_word(page, "partner.contradictions-dek"));
    if (n > 0)
        page_contradictions_put(page, partner->own, "topic_org_matrix", MAX_ROWS);
    if (n > 0 && n_laws > 0)
        page_put(page, "<h3>{partner.n-laws}</h3>\n", "n",
                 words_count(page->messages, n_laws, (Words){0}), NULL);
    if (n_laws > 0)
        page_laws_put(page, partner->own, "topic_org_matrix", MAX_ROWS);
    page_close_view(page, "{partner.curricula-source}");
}

gboolean
page_partner_write(const ReportContext *context, const ReportTables *published,
                   const gchar *organisation, const gchar *folder, GError **error)
{
    g_autoptr(Page) page = page_new(context, PAGE_PARTNER, organisation);
    Partner partner = {page, context, published};
    g_autofree gchar *script = page_script_new(PAGE_PARTNER);
    Words month;
    g_autofree gchar *title = g_strdup_printf("%s, %s", report_organisation(context, organisation),
                                              words_month(page->messages, context->as_of, month));

    page->script = script;
    put_figures(&partner);
    put_plans(&partner);
    page_own_calendar(page, published);
    put_dues(&partner);
    page_own_map(page, published);
    put_duplicates(&partner);
    put_sessions(&partner);
    page_own_topics(page, published);
    put_curricula(&partner);
    page_quality(page);
    return report_write_text(folder, "index.html",
                             page_finish(page, title, page_word(page, "partner.subtitle")), error);
}
