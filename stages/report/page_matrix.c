#include "stages/report/page_matrix.h"

#include <string.h>

#include "pipeline/lib/html.h"
#include "stages/report/page_rows.h"
#include "stages/report/words.h"

/* Shares of the smaller list from which on a cell is so dark. */
static const struct {
    gdouble from;
    const gchar *class;
    const gchar *key; /* a message */
} shades[] = {
    {80, "d5", "cohort.shade-5"}, {60, "d4", "cohort.shade-4"}, {40, "d3", "cohort.shade-3"},
    {20, "d2", "cohort.shade-2"}, {0, "d1", "cohort.shade-1"},
};

/* The cells of one province: of each session in turn, with those before it and with itself. */
typedef struct {
    const Page *page;
    const GArray *rows; /* of ReportRow: of all provinces */
    guint first;
    guint end;
    guint place;      /* of the province among the triangles */
    guint n_sessions; /* cells with themselves */
} Triangle;

static const ReportRow *
row_at(const Triangle *triangle, guint i)
{
    return &g_array_index(triangle->rows, ReportRow, i);
}

static gboolean
is_own(const ReportRow *row)
{
    return roll_text_equal(report_get(row, "session_a"), report_get(row, "session_b"));
}

static const gchar *
shade_of(const ReportRow *row)
{
    if (is_own(row))
        return "own";
    if (report_number(row, "n_common") == 0)
        return "none";
    for (guint i = 0; i < G_N_ELEMENTS(shades); i++)
        if (report_real(row, "pct_smaller") >= shades[i].from)
            return shades[i].class;
    return "";
}

/* ---- a cell ---- */

/* What a cell says, in words. (transfer full) */
static gchar *
title_of(const Page *page, const ReportRow *row)
{
    Words n;
    Words doubtful;
    Words smaller;
    Words either;
    const gchar *key = is_own(row)                            ? "cohort.cell-own"
                       : report_number(row, "n_doubtful") > 0 ? "cohort.cell-doubtful"
                                                              : "cohort.cell";

    return page_text(
        page, key, "n", words_count(page->messages, report_number(row, "n_common"), n), "smaller",
        words_real(page->messages, report_real(row, "pct_smaller"), 0, smaller), "either",
        words_real(page->messages, report_real(row, "pct_either"), 0, either), "doubtful",
        words_count(page->messages, report_number(row, "n_doubtful"), doubtful), NULL);
}

/* @column and @line: places of its two sessions among the province's, whose heads stand behind the
 * cells of their lines. */
static void
put_cell(const Triangle *triangle, const ReportRow *row, guint column, guint line)
{
    const Page *page = triangle->page;
    g_autofree gchar *title = title_of(page, row);
    Words n;

    html_put(page->body, "<td class=\"%s\" headers=\"m%u-%u m%u-%u\" title=\"%s\" data-a=\"%s\" ",
             shade_of(row), triangle->place, column, triangle->place, line, title,
             report_string(row, "session_a"));
    html_put(page->body, "data-b=\"%s\" data-n=\"%s\" data-smaller=\"%s\" data-either=\"%s\">",
             report_string(row, "session_b"), report_string(row, "n_common"),
             report_string(row, "pct_smaller"), report_string(row, "pct_either"));
    page_rows(page, words_count(page->messages, report_number(row, "n_common"), n), "cohort_matrix",
              "sum:n_common", "session_a", report_string(row, "session_a"), "session_b",
              report_string(row, "session_b"), NULL);
    g_string_append(page->body, "</td>");
}

static void
put_session(const Triangle *triangle, const ReportRow *row, guint line)
{
    const Page *page = triangle->page;
    g_auto(GStrv) topics = g_strsplit(report_string(row, "topics_b"), ";", 2);
    Words month;

    html_put(page->body, "<th scope=\"row\" id=\"m%u-%u\" colspan=\"%u\">", triangle->place, line,
             triangle->n_sessions - line);
    page_put(page, "{cohort.session}", "org", report_string(row, "org_b"), "topic",
             topics[0] != NULL ? topics[0] : "", "month",
             words_month_short(page->messages, roll_day_parse(report_get(row, "start_b")), month),
             NULL);
    g_string_append(page->body, "</th>");
}

/* ---- a triangle ---- */

static guint
count_pairs(const Triangle *triangle)
{
    const gchar *place = report_string(row_at(triangle, triangle->first), "adm1_code");
    ReportRow row = report_rows(triangle->page->context->tables, "cohort_overlap");
    guint n = 0;

    while (report_next(&row))
        n += report_is(&row, "adm1_code", place) ? 1 : 0;
    return n;
}

static void
put_triangle(const Triangle *triangle)
{
    const Page *page = triangle->page;
    const gchar *code = report_string(row_at(triangle, triangle->first), "adm1_code");
    const gchar *name = report_place(page->context, code);
    guint column = 0;
    guint line = 0;
    Words count;

    html_put(page->body, "<div><h3><a href=\"#place-%s\">%s</a></h3><p>", code, name);
    page_put(page, "{cohort.pairs-there}</p>", "n",
             words_count(page->messages, count_pairs(triangle), count), NULL);
    page_put(page,
             "<table class=\"matrix\"><caption class=\"h\">{cohort.matrix}</caption><tbody>\n<tr>",
             "place", name, NULL);
    for (guint i = triangle->first; i < triangle->end; i++) {
        const ReportRow *row = row_at(triangle, i);

        put_cell(triangle, row, column++, line);
        if (!is_own(row))
            continue;
        put_session(triangle, row, line);
        g_string_append(page->body, i + 1 < triangle->end ? "</tr>\n<tr>" : "</tr>\n");
        column = 0;
        line++;
    }
    g_string_append(page->body, "</tbody></table></div>\n");
}

static Triangle
next_triangle(const Triangle *before)
{
    Triangle next = *before;

    next.first = before->end;
    next.place = before->place + 1;
    next.n_sessions = 0;
    for (next.end = next.first; next.end < next.rows->len &&
                                roll_text_equal(report_get(row_at(&next, next.end), "adm1_code"),
                                                report_get(row_at(&next, next.first), "adm1_code"));
         next.end++)
        next.n_sessions += is_own(row_at(&next, next.end)) ? 1 : 0;
    return next;
}

static void
put_key(const Page *page)
{
    g_string_append(page->body, "<div class=\"key\">");
    for (guint i = G_N_ELEMENTS(shades); i > 0; i--)
        html_put(page->body, "<span><i class=\"%s\"></i>%s</span>", shades[i - 1].class,
                 page_word(page, shades[i - 1].key));
    g_string_append(page->body, "</div>\n");
}

void
page_matrix(Page *page)
{
    ReportRow row = report_rows(page->context->tables, "cohort_matrix");
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(ReportRow));
    Triangle triangle = {
        .page = page, .rows = rows, .place = G_MAXUINT}; /* the next is the first */

    while (report_next(&row))
        g_array_append_val(rows, row);
    page_put(page, "<div class=\"matrices\"><p>{cohort.how-to-read}</p>\n", NULL);
    for (triangle = next_triangle(&triangle); triangle.first < rows->len;
         triangle = next_triangle(&triangle))
        put_triangle(&triangle);
    put_key(page);
    g_string_append(page->body, "</div>\n");
}
