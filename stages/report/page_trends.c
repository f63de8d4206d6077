#include "stages/report/page_trends.h"

#include "pipeline/lib/html.h"
#include "stages/report/chart.h"
#include "stages/report/page_rows.h"
#include "stages/report/words.h"

#define MAX_MONTHS 25

/* The months of the series, from the first with a person on. */
typedef struct {
    guint n;
    RollDay first;
    gdouble reported[MAX_MONTHS];
    gdouble people[MAX_MONTHS];
    gdouble women_share[MAX_MONTHS];
    gdouble repeat_share[MAX_MONTHS];
    gdouble twice[MAX_MONTHS];
    gdouble announced[MAX_MONTHS]; /* planned sessions that were said to collide */
    gdouble prevented[MAX_MONTHS]; /* of these, those that did not */
    gdouble provinces[MAX_MONTHS];
} Series;

static gdouble
share_of(gdouble part, gdouble whole)
{
    return whole > 0 ? 100 * part / whole : 0;
}

static void
read_month(Series *series, const ReportRow *row)
{
    guint i = series->n++;

    series->reported[i] = report_real(row, "reported_12");
    series->people[i] = report_real(row, "people_12");
    series->women_share[i] =
        share_of(report_real(row, "women_12"), report_real(row, "sex_known_12"));
    series->repeat_share[i] =
        share_of(report_real(row, "repeats_12"), report_real(row, "seats_12"));
    series->twice[i] = report_real(row, "officers_twice");
    series->provinces[i] = report_real(row, "provinces_24");
}

static Series
read_series(const Page *page)
{
    ReportRow row = report_rows(page->context->tables, "months");
    Series series = {0};

    while (report_next(&row) && series.n < MAX_MONTHS) {
        if (series.n == 0 && report_number(&row, "people_12") == 0)
            continue;
        if (series.n == 0)
            series.first = roll_day_parse_month(report_get(&row, "month"));
        read_month(&series, &row);
    }
    return series;
}

/* @title and @subtitle are messages. */
static void
put_one(const Page *page, Series *series, const gchar *title, const gchar *subtitle,
        const ChartLine *line, gboolean is_share)
{
    Chart chart = {.say = page->messages,
                   .title = page_word(page, title),
                   .subtitle = page_word(page, subtitle),
                   .is_share = is_share,
                   .lines = line,
                   .n_lines = 1,
                   .first = series->first,
                   .n = series->n};

    chart_put(page->body, &chart);
}

/* By the month that announced them. */
static void
read_outcomes(const Page *page, Series *series)
{
    ReportRow row = report_rows(page->context->tables, "collision_outcomes");
    RollCalendarDay first = roll_day_split(series->first);

    while (report_next(&row)) {
        RollCalendarDay month = roll_day_split(roll_day_parse_month(report_get(&row, "announced")));
        gint i = (month.year - first.year) * 12 + month.month - first.month;

        if (i < 0 || i >= (gint)series->n)
            continue;
        series->announced[i]++;
        series->prevented[i] += report_real(&row, "is_prevented");
    }
}

static gdouble
sum_of(const gdouble *values, guint n)
{
    gdouble sum = 0;

    for (guint i = 0; i < n; i++)
        sum += values[i];
    return sum;
}

static void
put_prevented(const Page *page, Series *series)
{
    const ChartLine bars[] = {
        {"f-none s-coll", page_word(page, "trends.bars-announced"), series->announced},
        {"f-ok", page_word(page, "trends.bars-prevented"), series->prevented}};
    Words n;
    Words prevented;
    g_autofree gchar *end = page_text(
        page, "trends.prevented-of", "prevented",
        words_count(page->messages, (gint64)sum_of(series->prevented, series->n), prevented), "n",
        words_count(page->messages, (gint64)sum_of(series->announced, series->n), n), NULL);
    Chart chart = {.say = page->messages,
                   .title = page_word(page, "trends.chart-prevented"),
                   .subtitle = page_word(page, "trends.chart-prevented-note"),
                   .is_part = TRUE,
                   .end = end,
                   .lines = bars,
                   .n_lines = 2,
                   .first = series->first,
                   .n = series->n};

    chart_put(page->body, &chart);
}

static void
put_charts(const Page *page, Series *series)
{
    const ChartLine head[] = {{"s-ink3", page_word(page, "trends.line-reported"), series->reported},
                              {"s-ink", page_word(page, "trends.line-people"), series->people}};
    const ChartLine repeats = {"s-dup", page_word(page, "trends.line-seats"), series->repeat_share};
    const ChartLine twice = {"s-dup", page_word(page, "trends.line-officers"), series->twice};
    const ChartLine women = {"s-ink", page_word(page, "trends.line-women"), series->women_share};
    const ChartLine provinces = {"s-ok", page_word(page, "trends.line-provinces"),
                                 series->provinces};
    Chart chart = {.say = page->messages,
                   .title = page_word(page, "trends.chart-people"),
                   .subtitle = page_word(page, "trends.chart-people-note"),
                   .lines = head,
                   .n_lines = 2,
                   .first = series->first,
                   .n = series->n};

    g_string_append(page->body, "<div class=\"charts\">\n");
    chart_put(page->body, &chart);
    put_one(page, series, "trends.chart-seats", "trends.chart-seats-note", &repeats, TRUE);
    put_one(page, series, "trends.chart-twice", "trends.chart-twice-note", &twice, FALSE);
    put_prevented(page, series);
    put_one(page, series, "trends.chart-women", "trends.chart-women-note", &women, TRUE);
    put_one(page, series, "trends.chart-provinces", "trends.chart-provinces-note", &provinces,
            FALSE);
    g_string_append(page->body, "</div>\n");
}

/* ---- headcounts ---- */

static gboolean
is_of_year(const ReportRow *row)
{
    return report_is(row, "indicator", "people trained in 12 months");
}

static gint
compare_orgs(gconstpointer a, gconstpointer b)
{
    return strcmp(report_string(a, "org"), report_string(b, "org"));
}

static void
put_headcount(const Page *page, const ReportRow *row)
{
    const gchar *org = report_string(row, "org");
    gint64 lower = report_number(row, "lower");
    gint64 upper = report_number(row, "upper");
    Words reported;
    Words people;
    Words cross;
    Words low;
    Words high;

    html_put(page->body, "<tr><th scope=\"row\">%s",
             org[0] != '\0' ? report_organisation(page->context, org)
                            : page_word(page, "trends.all-together"));
    if (org[0] != '\0')
        html_put(page->body, " <span class=\"s\">%s</span>", org);
    html_put(page->body, "</th><td class=\"num\">%s</td><td class=\"num\">",
             words_count(page->messages, report_number(row, "reported_persons"), reported));
    page_rows(page, words_count(page->messages, report_number(row, "unique_persons_est"), people),
              "double_count_adjustment", "sum:unique_persons_est", "indicator",
              report_string(row, "indicator"), "org", org, NULL);
    html_put(page->body, "</td><td class=\"num\">%s–%s</td><td class=\"num\">%s</td></tr>\n",
             words_count(page->messages, lower, low), words_count(page->messages, upper, high),
             words_count(page->messages, report_number(row, "cross_org_overlap_est"), cross));
}

static void
put_headcounts(const Page *page)
{
    g_autoptr(GArray) rows =
        report_sorted(page->context->tables, "double_count_adjustment", is_of_year, compare_orgs);

    if (rows->len == 0)
        return;
    page_put(page,
             "<details><summary>{trends.headcounts-without-their-doubles}</summary>"
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"{trends.headcounts}\"><table>"
             "<caption>{trends.people-trained-last-months}</caption><thead><tr>"
             "<th scope=\"col\">{trends.organisation}</th>"
             "<th scope=\"col\" class=\"num\">{trends.reported}</th>"
             "<th scope=\"col\" class=\"num\">{trends.people}</th>"
             "<th scope=\"col\" class=\"num\">{trends.between}</th>"
             "<th scope=\"col\" class=\"num\">{trends.also-another}</th></tr></thead>"
             "<tbody>\n",
             NULL);
    for (guint i = 0; i < rows->len; i++)
        put_headcount(page, &g_array_index(rows, ReportRow, i));
    g_string_append(page->body, "</tbody></table></div></details>\n");
}

void
page_trends(Page *page)
{
    Series series = read_series(page);
    Words share;
    g_autofree gchar *finding =
        series.n == 0
            ? page_text(page, "trends.no-session-date-held", NULL)
            : page_text(page, "trends.finding", "share",
                        words_count(page->messages,
                                    (gint64)(series.repeat_share[series.n - 1] + 0.5), share),
                        NULL);

    page_open_view(page, "trends", "views.trends", -1);
    page_finding(page, "trends", finding, page_word(page, "trends.dek"));
    if (series.n > 0) {
        read_outcomes(page, &series);
        put_charts(page, &series);
    }
    put_headcounts(page);
    page_close_view(page, "{trends.source}");
}
