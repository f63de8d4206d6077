#include "stages/report/map_key.h"

#include "pipeline/lib/html.h"
#include "stages/report/page_rows.h"
#include "stages/report/svg.h"
#include "stages/report/words.h"

#define MAX_RANKED 8
#define BAR_WIDTH  74

static guint
count_bin(const GArray *provinces, MapMode mode, guint bin)
{
    guint n = 0;

    for (guint i = 0; i < provinces->len; i++)
        n += g_array_index(provinces, MapProvince, i).bins[mode] == bin ? 1 : 0;
    return n;
}

void
map_key_legend(const Page *page, const GArray *provinces, const MapModeText *modes, MapMode mode)
{
    const MapModeText *text = &modes[mode];
    GString *out = page->body;
    Words count;

    page_put(page,
             "<h3>{title}</h3>\n<table class=\"bins\">"
             "<caption class=\"h\">{map.colours}</caption><thead><tr>"
             "<th scope=\"col\">{map.colour}</th>"
             "<th scope=\"col\" class=\"num\">{map.provinces}</th></tr></thead><tbody>\n",
             "title", page_word(page, text->title), NULL);
    for (guint bin = 0; text->bins[bin] != NULL; bin++) {
        g_string_append_printf(
            out,
            "<tr data-bin=\"%c%u\"><th scope=\"row\"><svg width=\"22\" "
            "height=\"13\" aria-hidden=\"true\"><rect class=\"p %c%u\" x=\"0.5\" "
            "y=\"0.5\" width=\"21\" height=\"12\"/></svg>",
            text->letter, bin, text->letter, bin);
        html_put(out, "%s</th><td class=\"num\">", page_word(page, text->bins[bin]));
        page_rows(page, words_count(page->messages, count_bin(provinces, mode, bin), count),
                  "coverage_gaps", "", "unit", "", "topic_code", "", NULL);
        g_string_append(out, "</td></tr>\n");
    }
    g_string_append(out, "</tbody></table>\n");
}

/* ---- rankings ---- */

static gboolean
is_ranked(const MapProvince *province, MapMode mode)
{
    if (mode == MAP_COVERAGE)
        return province->roll > 0 && province->trained > 0;
    if (mode == MAP_TWICE)
        return province->twice > 0;
    return province->roll > 0 && (province->months < 0 || province->months >= 12);
}

static gint
by_code(const MapProvince *a, const MapProvince *b)
{
    return strcmp(roll_code_id(a->code), roll_code_id(b->code));
}

static gint
compare_coverage(gconstpointer a, gconstpointer b)
{
    const MapProvince *x = a;
    const MapProvince *y = b;
    gint64 left = x->trained * y->roll;
    gint64 right = y->trained * x->roll;

    return left != right ? (left > right) - (left < right) : by_code(x, y);
}

static gint
compare_twice(gconstpointer a, gconstpointer b)
{
    const MapProvince *x = a;
    const MapProvince *y = b;

    return x->twice != y->twice ? (y->twice > x->twice) - (y->twice < x->twice) : by_code(x, y);
}

/* Never before long ago; then the most officers on the roll. */
static gint
compare_gap(gconstpointer a, gconstpointer b)
{
    const MapProvince *x = a;
    const MapProvince *y = b;
    gint64 since_x = x->months < 0 ? G_MAXINT64 : x->months;
    gint64 since_y = y->months < 0 ? G_MAXINT64 : y->months;

    if (since_x != since_y)
        return since_x > since_y ? -1 : 1;
    return x->roll != y->roll ? (y->roll > x->roll) - (y->roll < x->roll) : by_code(x, y);
}

typedef struct {
    const gchar *caption; /* a message, as all of these */
    const gchar *columns[3];
    GCompareFunc compare;
    const gchar *none;
} Ranking;

static const Ranking rankings[MAP_N_MODES] = {
    [MAP_COVERAGE] = {"map.lowest-coverage",
                      {"map.on-roll", "map.trained", "map.share"},
                      compare_coverage,
                      "map.lowest-none"},
    [MAP_TWICE] = {"map.most-twice",
                   {"map.trained", "map.taught-twice", "map.share"},
                   compare_twice,
                   "map.most-none"},
    [MAP_GAP] = {"map.long-ago",
                 {"map.on-roll", "map.trained", "map.last-session"},
                 compare_gap,
                 "map.long-ago-none"},
};

void
map_key_name(const Page *page, const gchar *code)
{
    html_put(page->body, "<th scope=\"row\"><a href=\"#place-%s\">%s</a><small>%s ", code,
             report_place(page->context, code), report_country(page->context, code));
    html_local(page->body, roll_text(report_place_local(page->context, code)));
    g_string_append(page->body, "</small></th>");
}

static void
put_last(const Page *page, const MapProvince *province)
{
    if (province->months < 0)
        page_put(page, "<td class=\"gap\">{provinces.never}</td>", NULL);
    else
        page_put(page, "<td class=\"nw\">{provinces.months-ago}</td>", "n",
                 words_count(page->messages, province->months, (Words){0}), NULL);
}

static void
put_bar(const Page *page, const gchar *class, gint64 part, gint64 whole)
{
    GString *out = page->body;
    Words share;

    g_string_append(out, "<td class=\"bar nw\">");
    svg_share(out, class, whole > 0 ? (gdouble)part / (gdouble)whole : 0, BAR_WIDTH, NULL);
    html_put(out, "%s</td>", words_percent(page->messages, (gdouble)part, (gdouble)whole, share));
}

static void
put_ranked(const Page *page, const MapProvince *province, MapMode mode)
{
    GString *out = page->body;
    Words first;
    Words second;
    gint64 left = mode == MAP_TWICE ? province->trained : province->roll;
    gint64 right = mode == MAP_TWICE ? province->twice : province->trained;

    g_string_append(out, "<tr>");
    map_key_name(page, roll_code_id(province->code));
    html_put(out, "<td class=\"num\">%s</td><td class=\"num\">",
             words_count(page->messages, left, first));
    page_rows(page, words_count(page->messages, right, second), "coverage_gaps",
              mode == MAP_TWICE ? "sum:n_twice" : "sum:n_trained", "adm1_code",
              roll_code_id(province->code), "unit", "", "topic_code", "", NULL);
    g_string_append(out, "</td>");
    if (mode == MAP_GAP)
        put_last(page, province);
    else
        put_bar(page, mode == MAP_TWICE ? "f-twice" : "f-ok", right, left);
    g_string_append(out, "</tr>\n");
}

static void
put_ranking(const Page *page, const GArray *provinces, MapMode mode)
{
    const Ranking *ranking = &rankings[mode];
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(MapProvince));

    for (guint i = 0; i < provinces->len; i++)
        if (is_ranked(&g_array_index(provinces, MapProvince, i), mode))
            g_array_append_val(ranked, g_array_index(provinces, MapProvince, i));
    if (ranked->len == 0) {
        html_put(page->body, "<p class=\"none\">%s</p>\n", page_word(page, ranking->none));
        return;
    }
    g_array_sort(ranked, ranking->compare);
    page_put(page,
             "<table class=\"ranked\"><caption>{caption}</caption><thead><tr>"
             "<th scope=\"col\">{map.province}</th>"
             "<th scope=\"col\" class=\"num\">{first}</th>"
             "<th scope=\"col\" class=\"num\">{second}</th>"
             "<th scope=\"col\">{third}</th></tr></thead><tbody>\n",
             "caption", page_word(page, ranking->caption), "first",
             page_word(page, ranking->columns[0]), "second", page_word(page, ranking->columns[1]),
             "third", page_word(page, ranking->columns[2]), NULL);
    for (guint i = 0; i < MIN(ranked->len, MAX_RANKED); i++)
        put_ranked(page, &g_array_index(ranked, MapProvince, i), mode);
    g_string_append(page->body, "</tbody></table>\n");
}

void
map_key_put(Page *page, const GArray *provinces)
{
    for (guint mode = 0; mode < MAP_N_MODES; mode++) {
        html_put(page->body, "<div class=\"mode of-%s\">\n", map_modes[mode].id);
        map_key_legend(page, provinces, map_modes, mode);
        put_ranking(page, provinces, mode);
        g_string_append(page->body, "</div>\n");
    }
}
