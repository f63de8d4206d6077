#include "stages/report/page_provinces.h"

#include "pipeline/lib/html.h"
#include "stages/report/map.h"
#include "stages/report/map_key.h"
#include "stages/report/page_rows.h"
#include "stages/report/svg.h"
#include "stages/report/words.h"

#define BAR_WIDTH 74

static gboolean
is_province(const ReportRow *row)
{
    return report_is_blank(row, "unit") && report_is_blank(row, "topic_code");
}

static gboolean
has_roll(const ReportRow *row)
{
    return report_number(row, "establishment") > 0;
}

/* Those never reached first, the largest on top; then by share; those without a roll last. */
static gint
compare_provinces(gconstpointer a, gconstpointer b)
{
    const ReportRow *x = a;
    const ReportRow *y = b;
    gdouble share_x = report_real(x, "pct");
    gdouble share_y = report_real(y, "pct");
    gint64 n_x = report_number(x, "establishment");
    gint64 n_y = report_number(y, "establishment");

    if (has_roll(x) != has_roll(y))
        return has_roll(x) ? -1 : 1;
    if (share_x != share_y)
        return share_x < share_y ? -1 : 1;
    if (n_x != n_y)
        return n_x > n_y ? -1 : 1;
    return strcmp(report_string(x, "adm1_code"), report_string(y, "adm1_code"));
}

static void
put_last(const Page *page, const ReportRow *row)
{
    RollDay last = roll_day_parse(report_get(row, "last_training"));
    gint64 months = report_number(row, "months_since");
    Words day;
    Words ago;

    if (last == 0) {
        page_put(page, "<td data-v=\"\"><span class=\"gap\">{provinces.never}</span></td>", NULL);
        return;
    }
    html_put(page->body, "<td class=\"nw\" data-v=\"%s\">%s<small>",
             report_string(row, "last_training"), words_day(page->messages, last, day));
    if (!report_is_blank(row, "months_since") && months == 0)
        page_put(page, "{provinces.this-month}", NULL);
    else if (months > 0)
        page_put(page, "{provinces.months-ago}", "n", words_count(page->messages, months, ago),
                 NULL);
    g_string_append(page->body, "</small></td>");
}

static void
put_share(const Page *page, const ReportRow *row)
{
    g_autofree gchar *label = NULL;
    Words share;

    if (!has_roll(row)) {
        page_put(page, "<td class=\"s\" data-v=\"\">{provinces.no-roll-share-unknown}</td>", NULL);
        return;
    }
    words_real(page->messages, report_real(row, "pct"), 0, share);
    label = page_text(page, "provinces.share-of-roll", "share", share, NULL);
    g_string_append(page->body, "<td class=\"bar\">");
    svg_share(page->body, "f-ok", report_real(row, "pct") / 100, BAR_WIDTH, label);
    html_put(page->body, "%s %%</td>", share);
}

static void
put_province(const Page *page, const ReportRow *row)
{
    Words establishment;
    Words trained;
    Words twice;

    g_string_append(page->body, "<tr>");
    map_key_name(page, report_string(row, "adm1_code"));
    html_put(page->body, "<td class=\"num\">%s</td><td class=\"num\">",
             has_roll(row)
                 ? words_count(page->messages, report_number(row, "establishment"), establishment)
                 : "");
    page_rows(page, words_count(page->messages, report_number(row, "n_trained"), trained),
              "coverage_gaps", "sum:n_trained", "adm1_code", report_string(row, "adm1_code"),
              "unit", "", "topic_code", "", NULL);
    g_string_append(page->body, "</td>");
    put_share(page, row);
    html_put(page->body,
             "<td class=\"num\">%s</td><td class=\"num\">%s</td><td class=\"num\">%s</td>",
             words_count(page->messages, report_number(row, "n_twice"), twice),
             report_string(row, "n_sessions"), report_string(row, "n_planned"));
    put_last(page, row);
    g_string_append(page->body, "</tr>\n");
}

static void
put_rows(const Page *page, const GArray *rows)
{
    page_put(page,
             "<details class=\"all\"><summary>{provinces.all-provinces-run-as}</summary>"
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"{provinces.all-provinces}\"><table>"
             "<caption class=\"h\">{provinces.all-provinces-lowest-coverage}</caption>"
             "<thead><tr><th scope=\"col\">{provinces.province}</th>"
             "<th scope=\"col\" class=\"num\">{provinces.on-roll}</th>"
             "<th scope=\"col\" class=\"num\">{provinces.trained}</th>"
             "<th scope=\"col\" class=\"num\">{provinces.share-roll}</th>"
             "<th scope=\"col\" class=\"num\">{provinces.taught-twice}</th>"
             "<th scope=\"col\" class=\"num\">{provinces.sessions}</th>"
             "<th scope=\"col\" class=\"num\">{provinces.planned}</th>"
             "<th scope=\"col\">{provinces.last-training}</th></tr></thead><tbody>\n",
             "len", words_count(page->messages, rows->len, (Words){0}), NULL);
    for (guint i = 0; i < rows->len; i++)
        put_province(page, &g_array_index(rows, ReportRow, i));
    g_string_append(page->body, "</tbody></table></div></details>\n");
}

/* ---- the map ---- */

static void
put_map(Page *page)
{
    g_autoptr(GArray) provinces = map_provinces(page->context);

    map_put_modes(page, map_modes);
    g_string_append(page->body, "<div class=\"mapped\">\n<figure>");
    map_put(page, provinces, &map_of_all);
    g_string_append(page->body, "</figure>\n<div>\n");
    map_key_put(page, provinces);
    g_string_append(page->body, "</div>\n</div>\n");
}

typedef struct {
    guint n_never;
    guint n_unknown;
    gint64 n_twice;
    gint64 n_top_twice; /* in the ten provinces with most */
} Counts;

static gint
compare_twice(gconstpointer a, gconstpointer b)
{
    gint64 x = *(const gint64 *)a;
    gint64 y = *(const gint64 *)b;

    return (y > x) - (y < x);
}

static Counts
count(const GArray *rows)
{
    g_autoptr(GArray) twice = g_array_new(FALSE, FALSE, sizeof(gint64));
    Counts counts = {0};

    for (guint i = 0; i < rows->len; i++) {
        const ReportRow *row = &g_array_index(rows, ReportRow, i);
        gint64 n = report_number(row, "n_twice");

        counts.n_never += report_number(row, "n_trained") == 0 && has_roll(row) ? 1 : 0;
        counts.n_unknown += has_roll(row) ? 0 : 1;
        counts.n_twice += n;
        g_array_append_val(twice, n);
    }
    g_array_sort(twice, compare_twice);
    for (guint i = 0; i < MIN(twice->len, 10); i++)
        counts.n_top_twice += g_array_index(twice, gint64, i);
    return counts;
}

static gchar *
headline(const Page *page, const GArray *rows, const Counts *counts)
{
    Words share;
    Words never;
    Words all;

    if (rows->len == 0)
        return page_text(page, "provinces.none-known", NULL);
    words_count(page->messages, counts->n_never, never);
    words_count(page->messages, rows->len - counts->n_unknown, all);
    words_percent(page->messages, (gdouble)counts->n_top_twice, (gdouble)counts->n_twice, share);
    return page_text(page,
                     counts->n_twice > 0 && rows->len > 10 ? "provinces.ten-hold"
                                                           : "provinces.never-reached",
                     "share", share, "never", never, "n", all, NULL);
}

void
page_provinces(Page *page)
{
    g_autoptr(GArray) rows =
        report_sorted(page->context->tables, "coverage_gaps", is_province, compare_provinces);
    Counts counts = count(rows);
    g_autofree gchar *finding = headline(page, rows, &counts);

    page_open_view(page, "map", "views.map", counts.n_never > 0 ? (gint64)counts.n_never : -1);
    page_finding(page, "map", finding, page_word(page, "provinces.dek"));
    put_map(page);
    if (rows->len > 0)
        put_rows(page, rows);
    page_close_view(page, "{provinces.source}");
}
