#include "stages/report/page_borders.h"

#include <string.h>

#include "pipeline/lib/html.h"
#include "stages/report/sentence.h"
#include "stages/report/svg.h"
#include "stages/report/words.h"

#define PICTURE_WIDTH 216.0
#define CLEAR         12.0 /* of the border */
#define REACH         84.0 /* from 0 to 100 % */
#define MAX_TOPICS    3    /* told by name of one end */

/* The columns of an end. */
typedef struct {
    const gchar *adm1;
    const gchar *country;
    const gchar *establishment;
    const gchar *n_trained;
    const gchar *pct;
    const gchar *n_topic;
    const gchar *topics_only;
} EndColumns;

static const EndColumns ends[] = {
    {"adm1_a", "country_a", "establishment_a", "n_trained_a", "pct_a", "n_topic_a",
     "topics_only_a"},
    {"adm1_b", "country_b", "establishment_b", "n_trained_b", "pct_b", "n_topic_b",
     "topics_only_b"},
};

static gboolean
is_trained(const ReportRow *row, const EndColumns *end)
{
    return report_number(row, end->n_trained) > 0;
}

static gboolean
is_known(const ReportRow *row, const EndColumns *end)
{
    return is_trained(row, end) || !report_is_blank(row, end->establishment);
}

static guint
n_known(const ReportRow *row)
{
    return (guint)is_known(row, &ends[0]) + (guint)is_known(row, &ends[1]);
}

static gboolean
is_known_anywhere(const ReportRow *row)
{
    return n_known(row) > 0;
}

static gboolean
is_known_nowhere(const ReportRow *row)
{
    return n_known(row) == 0;
}

static guint
n_missed(const ReportRow *row)
{
    g_auto(GStrv) parts = g_strsplit(report_string(row, "missed"), ";", -1);

    return g_strv_length(parts);
}

/* What can be compared first, then what misses most. */
static gint
compare_corridors(gconstpointer a, gconstpointer b)
{
    const ReportRow *x = a;
    const ReportRow *y = b;

    if (n_known(x) != n_known(y))
        return n_known(x) > n_known(y) ? -1 : 1;
    if (n_missed(x) != n_missed(y))
        return n_missed(x) > n_missed(y) ? -1 : 1;
    return strcmp(report_string(x, "corridor"), report_string(y, "corridor"));
}

/* ---- the picture: the border in the middle, a dot each side ---- */

static gdouble
x_of(guint end, gdouble pct)
{
    gdouble reach = CLEAR + REACH * CLAMP(pct, 0, 100) / 100;

    return PICTURE_WIDTH / 2 + (end == 0 ? -reach : reach);
}

static void
draw_end(GString *out, const ReportRow *row, guint number)
{
    const EndColumns *end = &ends[number];

    if (report_is_blank(row, end->pct))
        svg_text(out, "t-gap", x_of(number, 0), 16, "middle", "?");
    else if (is_trained(row, end))
        svg_circle(out, "f-ok", x_of(number, report_real(row, end->pct)), 12, 5);
    else
        svg_circle(out, "f-paper s-gap dashed", x_of(number, 0), 12, 5);
}

static void
draw(Page *page, const ReportRow *row)
{
    GString *out = page->body;
    gint64 n_shared = report_number(row, "n_shared");

    html_put(out,
             "<td role=\"cell\" class=\"pic\" data-a=\"%s\" data-b=\"%s\" "
             "data-shared=\"%" G_GINT64_FORMAT "\">",
             report_string(row, "pct_a"), report_string(row, "pct_b"), n_shared);
    svg_open(out, PICTURE_WIDTH, 24, NULL);
    svg_line(out, "s-ink", PICTURE_WIDTH / 2, 1, PICTURE_WIDTH / 2, 23);
    svg_line(out, "s-line", x_of(0, 100), 12, x_of(0, 0), 12);
    svg_line(out, "s-line", x_of(1, 0), 12, x_of(1, 100), 12);
    if (n_shared > 0) {
        gdouble from = x_of(0, report_real(row, "pct_a"));

        svg_rect(out, "f-ok", from, 11, x_of(1, report_real(row, "pct_b")) - from, 2);
    }
    draw_end(out, row, 0);
    draw_end(out, row, 1);
    svg_close(out);
    g_string_append(out, "</td>");
}

static void
draw_axis(Page *page)
{
    GString *out = page->body;

    svg_open(out, PICTURE_WIDTH, 16, NULL);
    svg_text(out, "", x_of(0, 100), 12, "start", "100 %");
    svg_text(out, "", PICTURE_WIDTH / 2, 12, "middle", "0");
    svg_text(out, "", x_of(1, 100), 12, "end", "100 %");
    svg_close(out);
}

/* ---- a row ---- */

static void
put_end(Page *page, const ReportRow *row, const EndColumns *end)
{
    const gchar *code = report_string(row, end->adm1);
    gint64 roll = report_number(row, end->establishment);
    gint64 n_trained = report_number(row, end->n_trained);
    Words of;
    Words trained;
    Words topic;
    Words share;

    g_string_append(page->body, "<td role=\"cell\" class=\"end\">");
    if (is_known(row, end))
        html_put(page->body, "<a href=\"#place-%s\">%s</a><small class=\"nw\">", code,
                 report_place(page->context, code));
    else
        html_put(page->body, "%s<small class=\"nw\">", report_place(page->context, code));
    if (!is_known(row, end))
        page_put(page, "{borders.nothing-known}", NULL);
    else
        page_put(page, roll > 0 ? "{borders.of-roll}" : "{borders.no-roll}", "n",
                 words_count(page->messages, n_trained, trained), "roll",
                 words_count(page->messages, roll, of), "share",
                 words_real(page->messages, report_real(row, end->pct), 0, share), NULL);
    if (n_trained > 0 && !report_is_blank(row, "topics_asked"))
        page_put(page, "</small><small class=\"nw\">{borders.in-topic}", "n",
                 words_count(page->messages, report_number(row, end->n_topic), topic), NULL);
    g_string_append(page->body, "</small></td>");
}

static void
put_together(Page *page, const ReportRow *row)
{
    gint64 n = report_number(row, "n_shared");
    gint64 n_planned = report_number(row, "n_shared_planned");
    Words count;
    Words planned;
    Words day;

    html_put(page->body,
             "<td role=\"cell\" class=\"num\" data-l=\"%s\" data-v=\"%" G_GINT64_FORMAT "\">%s",
             page_word(page, "borders.together"), n, words_count(page->messages, n, count));
    if (n > 0)
        html_put(page->body, "<small>%s</small>",
                 words_day(page->messages, roll_day_parse(report_get(row, "last_shared")), day));
    if (n_planned > 0)
        page_put(page, "<small>{borders.planned}</small>", "n",
                 words_count(page->messages, n_planned, planned), NULL);
    g_string_append(page->body, "</td>");
}

/* The first of the topics that only one end holds, by name. */
static void
put_topics(Page *page, const ReportRow *row, const EndColumns *end)
{
    g_auto(GStrv) codes = g_strsplit(report_string(row, end->topics_only), ";", -1);
    guint n = g_strv_length(codes);
    g_autoptr(GString) names = g_string_new(NULL);
    Words rest;

    for (guint i = 0; i < MIN(n, MAX_TOPICS); i++) {
        g_autofree gchar *name = sentence_topic(page->context, codes[i]);

        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", name);
    }
    if (n == 0)
        return;
    page_put(page,
             n > MAX_TOPICS ? "<small>{borders.only-here-more}</small>"
                            : "<small>{borders.only-here}</small>",
             "place", report_place(page->context, report_string(row, end->adm1)), "topics",
             names->str, "n", words_count(page->messages, n - MIN(n, MAX_TOPICS), rest), NULL);
}

/* @what as overlap writes it: "a untrained", "never together". */
static void
put_missed_one(Page *page, const ReportRow *row, const gchar *what)
{
    static const struct {
        const gchar *what;
        const gchar *markup;
    } kinds[] = {
        {"unknown", "<span class=\"tag gap\">{borders.is-unknown}</span> "},
        {"untrained", "<span class=\"tag gap\">{borders.is-untrained}</span> "},
        {"behind", "<span class=\"tag coll\">{borders.is-behind}</span> "},
        {"without topic", "<span class=\"tag gap\">{borders.is-without-topic}</span> "},
        {"together", "<span class=\"tag gap\">{borders.never-together}</span> "},
    };
    const EndColumns *end = &ends[g_str_has_prefix(what, "b ") ? 1 : 0];

    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_str_has_suffix(what, kinds[i].what)) {
            page_put(page, kinds[i].markup, "place",
                     report_place(page->context, report_string(row, end->adm1)), NULL);
            return;
        }
}

static void
put_missed(Page *page, const ReportRow *row)
{
    g_auto(GStrv) missed = g_strsplit(report_string(row, "missed"), ";", -1);

    html_put(page->body, "<td role=\"cell\" class=\"whole\" data-v=\"%u\">", n_missed(row));
    for (guint i = 0; missed[i] != NULL; i++)
        put_missed_one(page, row, missed[i]);
    if (is_trained(row, &ends[0]) && is_trained(row, &ends[1]))
        for (guint i = 0; i < G_N_ELEMENTS(ends); i++)
            put_topics(page, row, &ends[i]);
    g_string_append(page->body, "</td>");
}

static void
put_corridor(Page *page, const ReportRow *row)
{
    html_put(page->body, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">%s<small>%s – %s",
             report_string(row, "corridor"),
             report_country(page->context, report_string(row, "adm1_a")),
             report_country(page->context, report_string(row, "adm1_b")));
    g_string_append(page->body, "</small></th>");
    put_end(page, row, &ends[0]);
    draw(page, row);
    put_end(page, row, &ends[1]);
    put_together(page, row);
    put_missed(page, row);
    g_string_append(page->body, "</tr>\n");
}

/* ---- the view ---- */

static void
put_table(Page *page, const GArray *rows)
{
    page_put(
        page,
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
        "aria-label=\"{borders.corridors}\"><table class=\"stack\" role=\"table\">"
        "<caption class=\"h\">{borders.caption}</caption><thead role=\"rowgroup\"><tr role=\"row\">"
        "<th scope=\"col\" role=\"columnheader\">{borders.corridor}</th><th scope=\"col\" "
        "role=\"columnheader\">{borders.one-end}</th>"
        "<th scope=\"col\" role=\"columnheader\"><span class=\"vh\">{borders.share}</span>",
        NULL);
    draw_axis(page);
    page_put(page,
             "</th><th scope=\"col\" role=\"columnheader\">{borders.other-end}</th>"
             "<th scope=\"col\" role=\"columnheader\" class=\"num\">{borders.together}</th>"
             "<th scope=\"col\" role=\"columnheader\">{borders.missed}</th></tr></thead><tbody "
             "role=\"rowgroup\">\n",
             NULL);
    for (guint i = 0; i < rows->len; i++)
        put_corridor(page, &g_array_index(rows, ReportRow, i));
    g_string_append(page->body, "</tbody></table></div>\n");
}

static void
put_unknown(Page *page, const GArray *rows)
{
    Words n;

    if (rows->len == 0)
        return;
    page_put(page, "<details><summary>{borders.unknown}</summary><ul class=\"lines\">\n", "n",
             words_count(page->messages, rows->len, n), NULL);
    for (guint i = 0; i < rows->len; i++) {
        const ReportRow *row = &g_array_index(rows, ReportRow, i);

        html_put(page->body, "<li>%s <span class=\"s\">%s – %s</span></li>\n",
                 report_string(row, "corridor"),
                 report_place(page->context, report_string(row, "adm1_a")),
                 report_place(page->context, report_string(row, "adm1_b")));
    }
    g_string_append(page->body, "</ul></details>\n");
}

static gchar *
headline(const Page *page, const GArray *rows, guint n_all)
{
    guint n_both = 0;
    guint n_together = 0;
    Words all;
    Words both;
    Words together;

    for (guint i = 0; i < rows->len; i++) {
        const ReportRow *row = &g_array_index(rows, ReportRow, i);

        n_both += is_trained(row, &ends[0]) && is_trained(row, &ends[1]) ? 1 : 0;
        n_together += report_number(row, "n_shared") > 0 ? 1 : 0;
    }
    if (n_all == 0)
        return page_text(page, "borders.none-known", NULL);
    return page_text(page, n_both > 0 ? "borders.finding" : "borders.none-both", "n",
                     words_count(page->messages, n_all, all), "both",
                     words_count(page->messages, n_both, both), "together",
                     words_count(page->messages, n_together, together), NULL);
}

void
page_borders(Page *page)
{
    const ReportTables *tables = page->context->tables;
    g_autoptr(GArray) known =
        report_sorted(tables, "cross_border", is_known_anywhere, compare_corridors);
    g_autoptr(GArray) unknown =
        report_sorted(tables, "cross_border", is_known_nowhere, compare_corridors);
    g_autofree gchar *finding = headline(page, known, known->len + unknown->len);

    page_open_view(page, "borders", "views.borders", -1);
    page_finding(page, "borders", finding,
                 page_word(page, known->len > 0 ? "borders.dek" : "borders.ask"));
    if (known->len > 0)
        put_table(page, known);
    put_unknown(page, unknown);
    page_close_view(page, "{borders.source}");
}
