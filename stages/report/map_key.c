#include "stages/report/map_key.h"

#include "pipeline/lib/html.h"
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

static void
put_legend(GString *out, const GArray *provinces, MapMode mode)
{
    const MapModeText *text = &map_modes[mode];

    html_put(out,
             "<h3>%s</h3>\n<table class=\"bins\"><caption class=\"h\">Colours of the map</caption>"
             "<thead><tr><th scope=\"col\">Colour</th><th scope=\"col\" class=\"num\">Provinces"
             "</th></tr></thead><tbody>\n",
             text->title);
    for (guint bin = 0; text->bins[bin] != NULL; bin++) {
        g_string_append_printf(
            out,
            "<tr data-bin=\"%c%u\"><th scope=\"row\"><svg width=\"22\" "
            "height=\"13\" aria-hidden=\"true\"><rect class=\"p %c%u\" x=\"0.5\" "
            "y=\"0.5\" width=\"21\" height=\"12\"/></svg>",
            text->letter, bin, text->letter, bin);
        html_put(out, "%s</th><td class=\"num\">%u</td></tr>\n", text->bins[bin],
                 count_bin(provinces, mode, bin));
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
    const gchar *caption;
    const gchar *columns[3];
    GCompareFunc compare;
    const gchar *none;
} Ranking;

static const Ranking rankings[MAP_N_MODES] = {
    [MAP_COVERAGE] = {"Lowest coverage among provinces with some training",
                      {"On the roll", "Trained", "Share"},
                      compare_coverage,
                      "No province that sent a roll has a trained officer."},
    [MAP_TWICE] = {"Most officers taught one topic twice or more",
                   {"Trained", "Taught twice", "Share"},
                   compare_twice,
                   "No officer was taught a topic twice."},
    [MAP_GAP] = {"On a roll, and no session within a year",
                 {"On the roll", "Trained", "Last session"},
                 compare_gap,
                 "Every province on a roll had a session within a year."},
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
put_last(GString *out, const MapProvince *province)
{
    if (province->months < 0)
        g_string_append(out, "<td class=\"gap\">never</td>");
    else
        html_put(out, "<td class=\"nw\">%d months ago</td>", (gint)province->months);
}

static void
put_bar(GString *out, const gchar *class, gint64 part, gint64 whole)
{
    Words share;

    g_string_append(out, "<td class=\"bar nw\">");
    svg_share(out, class, whole > 0 ? (gdouble)part / (gdouble)whole : 0, BAR_WIDTH, NULL);
    html_put(out, "%s</td>", words_percent((gdouble)part, (gdouble)whole, share));
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
    html_put(out, "<td class=\"num\">%s</td><td class=\"num\">%s</td>", words_count(left, first),
             words_count(right, second));
    if (mode == MAP_GAP)
        put_last(out, province);
    else
        put_bar(out, mode == MAP_TWICE ? "f-twice" : "f-ok", right, left);
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
        html_put(page->body, "<p class=\"none\">%s</p>\n", ranking->none);
        return;
    }
    g_array_sort(ranked, ranking->compare);
    html_put(page->body,
             "<table class=\"ranked\"><caption>%s</caption><thead><tr><th scope=\"col\">Province"
             "</th><th scope=\"col\" class=\"num\">%s</th><th scope=\"col\" class=\"num\">%s</th>"
             "<th scope=\"col\">%s</th></tr></thead><tbody>\n",
             ranking->caption, ranking->columns[0], ranking->columns[1], ranking->columns[2]);
    for (guint i = 0; i < MIN(ranked->len, MAX_RANKED); i++)
        put_ranked(page, &g_array_index(ranked, MapProvince, i), mode);
    g_string_append(page->body, "</tbody></table>\n");
}

void
map_key_put(Page *page, const GArray *provinces)
{
    for (guint mode = 0; mode < MAP_N_MODES; mode++) {
        html_put(page->body, "<div class=\"mode of-%s\">\n", map_modes[mode].id);
        put_legend(page->body, provinces, mode);
        put_ranking(page, provinces, mode);
        g_string_append(page->body, "</div>\n");
    }
}
