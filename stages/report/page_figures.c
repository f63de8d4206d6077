#include "stages/report/page_figures.h"

#include <math.h>

#include "pipeline/lib/html.h"
#include "stages/report/figure.h"
#include "stages/report/outcome.h"
#include "stages/report/page_rows.h"
#include "stages/report/svg.h"
#include "stages/report/words.h"

#define N_SPARK 13

typedef struct {
    const gchar *id; /* of the view it links to */
    const gchar *label;
    const gchar *number; /* as it is shown */
    const gchar *unit;   /* "" or " %" */
    const gchar *class;
    const gchar *second; /* the second fact */
    gdouble *series;     /* of the last months, oldest first; NULL: there is none */
    guint n_series;
    guint digits;       /* of a change */
    gint good;          /* 1: more is better, -1: less is, 0: neither */
    const gchar *table; /* its rows, as page_rows() has them */
    const gchar *how;
    const gchar *where[4]; /* column, value, column, value; NULL: no more */
} Figure;

static void
put_change(const Page *page, const Figure *figure)
{
    gdouble change;
    const gchar *since;
    Words amount;

    if (figure->n_series < 2) {
        page_put(page, "<p>{figures.first-month}</p>", NULL);
        return;
    }
    change = figure->series[figure->n_series - 1] - figure->series[figure->n_series - 2];
    since = words_month_name(page->messages,
                             roll_day_split(roll_day_add_months(page->context->as_of, -1)).month);
    if (fabs(change) < 0.05) {
        page_put(page, "<p>{figures.as-in}</p>", "since", since, NULL);
        return;
    }
    page_put(page,
             figure->good == 0           ? "<p>{figures.since}</p>"
             : change * figure->good > 0 ? "<p>{figures.since-better}</p>"
                                         : "<p>{figures.since-worse}</p>",
             "change",
             figure->digits == 0
                 ? words_change(page->messages, (gint64)change, amount)
                 : words_real_change(page->messages, change, figure->digits, amount),
             "month", since, NULL);
}

static void
put_figure(const Page *page, const Figure *figure)
{
    html_put(page->body, "<li><p class=\"lab\"><a href=\"#%s\">%s</a></p><p class=\"big %s\">",
             figure->id, figure->label, figure->class);
    page_rows(page, figure->number, figure->table, figure->how, figure->where[0], figure->where[1],
              figure->where[2], figure->where[3], NULL);
    html_put(page->body, "<i>%s</i></p>", figure->unit);
    if (figure->series != NULL)
        put_change(page, figure);
    html_put(page->body, "<p>%s</p>", figure->second);
    if (figure->n_series >= 2) {
        g_autofree gchar *label =
            page_text(page, "figures.last-months", "n-series",
                      words_count(page->messages, figure->n_series, (Words){0}), NULL);

        svg_spark(page->body, figure->series, figure->n_series, label);
    }
    g_string_append(page->body, "</li>\n");
}

/* The last N_SPARK months of a column, or of 100 times its share of @whole; months before the first
 * with any person are left out. */
static guint
read_series(const Page *page, const gchar *column, const gchar *whole, gdouble *values)
{
    ReportRow row = report_rows(page->context->tables, "months");
    guint64 n_rows = report_n_rows(page->context->tables, "months");
    guint n = 0;

    for (guint64 i = 0; report_next(&row); i++) {
        gdouble value = report_real(&row, column);

        if (i + N_SPARK < n_rows || (n == 0 && report_number(&row, "people_12") == 0))
            continue;
        if (whole != NULL)
            value = report_real(&row, whole) > 0 ? 100 * value / report_real(&row, whole) : 0;
        values[n++] = value;
    }
    return n;
}

static void
put_collisions(const Page *page, const FigureCounts *counts)
{
    Words number;
    Words n;
    Words planned;
    Words new;
    Outcomes outcomes = outcomes_count(page->context);
    g_autofree gchar *second =
        page_text(page, outcomes.n > 0 ? "figures.of-planned-new" : "figures.of-planned",
                  "colliding", words_count(page->messages, counts->n_colliding, n), "planned",
                  words_count(page->messages, counts->n_planned, planned), "new",
                  words_count(page->messages, outcomes.n_new, new), NULL);
    Figure figure = {.id = "act",
                     .label = page_word(page, "figures.collisions"),
                     .number = words_count(page->messages, counts->n_cases, number),
                     .unit = "",
                     .class = counts->n_cases > 0 ? "coll" : "",
                     .table = "planned_collisions",
                     .how = "",
                     .second =
                         counts->n_planned > 0 ? second : page_word(page, "figures.no-plans")};

    put_figure(page, &figure);
}

static void
put_twice(const Page *page, const FigureCounts *counts)
{
    Words number;
    gdouble values[N_SPARK] = {0};
    Figure figure = {.id = "officers",
                     .label = page_word(page, "figures.twice"),
                     .number = words_count(page->messages, counts->n_twice, number),
                     .unit = "",
                     .class = "dup",
                     .table = "officer_duplicates",
                     .how = "count:officer",
                     .second = page_word(page, "figures.within-validity"),
                     .series = values,
                     .good = -1};

    figure.n_series = read_series(page, "officers_twice", NULL, values);
    put_figure(page, &figure);
}

static void
put_people(const Page *page, const FigureCounts *counts)
{
    Words number;
    Words lower;
    Words upper;
    Words reported;
    gdouble values[N_SPARK] = {0};
    g_autofree gchar *second =
        counts->lower == counts->upper
            ? page_text(page, "figures.in-12-months", "reported",
                        words_count(page->messages, counts->reported, reported), NULL)
            : page_text(page, "figures.in-12-months-between", "lower",
                        words_count(page->messages, counts->lower, lower), "upper",
                        words_count(page->messages, counts->upper, upper), "reported",
                        words_count(page->messages, counts->reported, reported), NULL);
    Figure figure = {.id = "trends",
                     .label = page_word(page, "figures.people"),
                     .number = words_count(page->messages, counts->people, number),
                     .table = "double_count_adjustment",
                     .how = "sum:unique_persons_est",
                     .where = {"indicator", "people trained in 12 months", "org", ""},
                     .unit = "",
                     .class = "",
                     .second = second,
                     .series = values};

    figure.n_series = read_series(page, "people_12", NULL, values);
    put_figure(page, &figure);
}

static void
put_provinces(const Page *page, const FigureCounts *counts)
{
    Words number;
    Words n;
    gdouble values[N_SPARK] = {0};
    g_autofree gchar *second = page_text(page, "figures.of-all-provinces", "n",
                                         words_count(page->messages, counts->n_provinces, n), NULL);
    Figure figure = {.id = "map",
                     .label = page_word(page, "figures.provinces"),
                     .table = "months",
                     .how = "",
                     .where = {"month", page->context->month},
                     .unit = "",
                     .class = "",
                     .second = second,
                     .series = values,
                     .good = -1};

    figure.n_series = read_series(page, "provinces_24", NULL, values);
    for (guint i = 0; i < figure.n_series; i++)
        values[i] = MAX((gdouble)counts->n_provinces - values[i], 0);
    figure.number = words_count(
        page->messages,
        figure.n_series > 0 ? (gint64)values[figure.n_series - 1] : counts->n_provinces, number);
    put_figure(page, &figure);
}

static void
put_women(const Page *page)
{
    Words number;
    Words women;
    gdouble values[N_SPARK] = {0};
    gdouble counted[N_SPARK] = {0};
    g_autofree gchar *second = NULL;
    g_autofree gchar *unit = page_text(page, "numbers.percent", "number", "", NULL);
    Figure figure = {.id = "trends",
                     .label = page_word(page, "figures.women"),
                     .table = "months",
                     .how = "",
                     .where = {"month", page->context->month},
                     .unit = unit,
                     .class = "",
                     .series = values,
                     .digits = 1,
                     .good = 1};
    guint n = read_series(page, "women_12", NULL, counted);

    figure.n_series = read_series(page, "women_12", "sex_known_12", values);
    figure.number = words_real(page->messages, n > 0 ? values[n - 1] : 0, 1, number);
    second =
        page_text(page, "figures.women-second", "women",
                  words_count(page->messages, n > 0 ? (gint64)counted[n - 1] : 0, women), NULL);
    figure.second = second;
    put_figure(page, &figure);
}

static void
put_review(const Page *page, const FigureCounts *counts)
{
    Words number;
    Figure figure = {.id = "review",
                     .label = page_word(page, "figures.pairs"),
                     .number = words_count(page->messages, counts->n_review, number),
                     .table = "review",
                     .how = "count",
                     .where = {"decision", ""},
                     .unit = "",
                     .class = "",
                     .second = counts->n_review > 0 ? page_word(page, "figures.pairs-doubt")
                                                    : page_word(page, "figures.pairs-none")};

    put_figure(page, &figure);
}

void
page_figures(Page *page)
{
    FigureCounts counts = figure_count(page->context);

    g_string_append(page->body, "<ul class=\"six\">\n");
    put_collisions(page, &counts);
    put_twice(page, &counts);
    put_people(page, &counts);
    put_provinces(page, &counts);
    put_women(page);
    put_review(page, &counts);
    g_string_append(page->body, "</ul>\n");
}
