#include "stages/report/map.h"

#include "pipeline/lib/html.h"
#include "stages/report/clash.h"
#include "stages/report/outline.h"
#include "stages/report/svg.h"
#include "stages/report/words.h"

#define CIRCLE 17 /* of a unit without an outline */
#define MARK   17 /* half the height of a diamond */

const MapModeText map_modes[MAP_N_MODES] = {
    [MAP_COVERAGE] = {"mode-coverage",
                      "map.coverage",
                      "map.coverage-title",
                      'c',
                      {"map.coverage-0", "map.coverage-1", "map.coverage-2", "map.coverage-3",
                       "map.coverage-4", "map.coverage-5", "map.coverage-unknown", NULL}},
    [MAP_TWICE] = {"mode-twice",
                   "map.twice",
                   "map.twice-title",
                   't',
                   {"map.twice-0", "map.twice-1", "map.twice-2", "map.twice-3", "map.twice-4",
                    "map.twice-5", NULL}},
    [MAP_GAP] = {"mode-gap",
                 "map.gap",
                 "map.gap-title",
                 'g',
                 {"map.gap-0", "map.gap-1", "map.gap-2", "map.gap-3", "map.gap-never", NULL}},
};

/* ---- what is drawn ---- */

const gint64 map_twice_bounds[] = {1, 10, 25, 50, 90, 0};
const gint64 map_gap_bounds[] = {3, 12, 24, 0};

guint
map_bin(gint64 value, gint64 factor, const gint64 *bounds)
{
    guint bin = 0;

    while (bounds[bin] != 0 && value >= bounds[bin] * factor)
        bin++;
    return bin;
}

/* By whole numbers, never by a share that was rounded. */
static void
set_bins(MapProvince *province)
{
    static const gint64 shares[] = {10, 20, 35, 50, 0};

    if (province->roll <= 0)
        province->bins[MAP_COVERAGE] = MAP_NO_ROLL;
    else if (province->trained > 0)
        province->bins[MAP_COVERAGE] = 1 + map_bin(100 * province->trained, province->roll, shares);
    province->bins[MAP_TWICE] = map_bin(province->twice, 1, map_twice_bounds);
    province->bins[MAP_GAP] =
        province->months < 0 ? MAP_NEVER : map_bin(province->months, 1, map_gap_bounds);
}

static guint
count_colliding(const Clashes *clashes, const gchar *code)
{
    guint n = 0;

    for (guint i = 0; i < clashes->plans->len; i++)
        n += report_is(&clash_plan(clashes, i)->row, "adm1_code", code) ? 1 : 0;
    return n;
}

/* Rows of provinces as wholes: the code to a place in @rows, from 1. */
static GHashTable *
index_rows(const ReportContext *context, GArray *rows)
{
    GHashTable *places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    ReportRow row = report_rows(context->tables, "coverage_gaps");

    while (report_next(&row)) {
        if (!report_is_blank(&row, "unit") || !report_is_blank(&row, "topic_code"))
            continue;
        g_array_append_val(rows, row);
        g_hash_table_insert(places, g_strdup(report_string(&row, "adm1_code")),
                            GUINT_TO_POINTER(rows->len));
    }
    return places;
}

gboolean
map_is_drawn(const ReportContext *context, const RollCode *code, GHashTable *places)
{
    const gchar *const *parts = roll_code_list(code, "parts");
    gboolean is_known = g_hash_table_contains(places, roll_code_id(code));
    gint x;
    gint y;

    if (g_strcmp0(report_province(context, code), roll_code_id(code)) != 0 ||
        !outline_point(code, &x, &y))
        return FALSE;
    if (is_known || !outline_has(code))
        return is_known;
    for (guint i = 0; parts[i] != NULL; i++)
        if (g_hash_table_contains(places, parts[i]))
            return FALSE;
    return TRUE;
}

static MapProvince
read_province(const RollCode *code, const ReportRow *row, const Clashes *clashes)
{
    MapProvince province = {.code = code, .months = -1};

    province.n_colliding = count_colliding(clashes, roll_code_id(code));
    if (row != NULL) {
        province.row = *row;
        province.roll = report_number(row, "establishment");
        province.trained = report_number(row, "n_trained");
        province.twice = report_number(row, "n_twice");
        if (!report_is_blank(row, "months_since"))
            province.months = report_number(row, "months_since");
    }
    set_bins(&province);
    return province;
}

GArray *
map_provinces(const ReportContext *context)
{
    g_autoptr(Clashes) clashes = clashes_new(context);
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(ReportRow));
    g_autoptr(GHashTable) places = index_rows(context, rows);
    GArray *provinces = g_array_new(FALSE, FALSE, sizeof(MapProvince));

    for (guint i = 0; i < roll_codes_n(context->places); i++) {
        const RollCode *code = roll_codes_at(context->places, i);
        guint place = GPOINTER_TO_UINT(g_hash_table_lookup(places, roll_code_id(code)));
        MapProvince province;

        if (!map_is_drawn(context, code, places))
            continue;
        province = read_province(
            code, place > 0 ? &g_array_index(rows, ReportRow, place - 1) : NULL, clashes);
        g_array_append_val(provinces, province);
    }
    return provinces;
}

/* ---- the picture ---- */

static void
put_countries(GString *out, const ReportContext *context, const gchar *class)
{
    html_put(out, "<path class=\"%s\" d=\"", class);
    for (guint i = 0; i < roll_codes_n(context->places); i++) {
        const RollCode *code = roll_codes_at(context->places, i);

        if (roll_code_number(code, "level") == 0)
            outline_path(code, out);
    }
    g_string_append(out, "\"/>\n");
}

static void
put_title(const Page *page, const MapProvince *province)
{
    Words trained;
    Words roll;
    Words share;
    Words twice;
    Words months;

    page_put(
        page, province->roll > 0 ? "<title>{map.of-roll}, " : "<title>{map.no-roll}, ", "place",
        roll_code_name(province->code), "trained",
        words_count(page->messages, province->trained, trained), "n",
        words_count(page->messages, province->roll, roll), "share",
        words_percent(page->messages, (gdouble)province->trained, (gdouble)province->roll, share),
        NULL);
    page_put(page,
             province->months < 0 ? "{map.n-twice}, {map.never}</title>"
                                  : "{map.n-twice}, {map.months-ago}</title>",
             "n", words_count(page->messages, province->twice, twice), "months",
             words_count(page->messages, province->months, months), NULL);
}

static void
put_values(const Page *page, const MapProvince *province)
{
    html_put(page->body, " data-trained=\"%" G_GINT64_FORMAT "\"", province->trained);
    if (province->roll > 0)
        html_put(page->body, " data-roll=\"%" G_GINT64_FORMAT "\"", province->roll);
    html_put(page->body, " data-twice=\"%" G_GINT64_FORMAT "\"", province->twice);
    if (province->months >= 0)
        html_put(page->body, " data-months=\"%" G_GINT64_FORMAT "\"", province->months);
}

const MapKind map_of_all = {map_modes, put_values, put_title};

/* Of each place, in the order of the codes, the province that its land is of on the day of the
 * report; NULL where it is of none (transfer container). */
static const gchar **
lands_of(const ReportContext *context)
{
    guint n = roll_codes_n(context->places);
    const gchar **lands = g_new0(const gchar *, n + 1);

    for (guint i = 0; i < n; i++)
        lands[i] = report_province(context, roll_codes_at(context->places, i));
    return lands;
}

/* The land of @province, and of what was merged into it. */
static void
put_land(const Page *page, const MapProvince *province, const gchar *const *lands)
{
    const RollCodes *places = page->context->places;

    for (guint i = 0; i < roll_codes_n(places); i++)
        if (g_strcmp0(lands[i], roll_code_id(province->code)) == 0)
            outline_path(roll_codes_at(places, i), page->body);
}

static void
put_province(const Page *page, const MapProvince *province, const MapKind *kind,
             const gchar *const *lands)
{
    GString *out = page->body;
    gboolean has_outline = outline_has(province->code);
    gint x = 0;
    gint y = 0;

    html_put(out, has_outline ? "<path class=\"p" : "<circle class=\"p");
    for (guint mode = 0; mode < MAP_N_MODES; mode++)
        g_string_append_printf(out, " %c%u", kind->modes[mode].letter, province->bins[mode]);
    html_put(out, "\" data-p=\"%s\"", roll_code_id(province->code));
    kind->put_values(page, province);
    if (has_outline) {
        g_string_append(out, " d=\"");
        put_land(page, province, lands);
        g_string_append(out, "\">");
    } else if (outline_point(province->code, &x, &y)) {
        html_put(out, " cx=\"%d\" cy=\"%d\" r=\"%d\">", x, y, CIRCLE);
    }
    kind->put_title(page, province);
    g_string_append(out, has_outline ? "</path>\n" : "</circle>\n");
}

/* Planned sessions that collide, and how many. */
static void
put_marks(const Page *page, const GArray *provinces)
{
    GString *out = page->body;
    for (guint i = 0; i < provinces->len; i++) {
        const MapProvince *province = &g_array_index(provinces, MapProvince, i);
        gint x = 0;
        gint y = 0;

        if (province->n_colliding == 0 || !outline_point(province->code, &x, &y))
            continue;
        html_put(out, "<g data-p=\"%s\" data-colliding=\"%u\">", roll_code_id(province->code),
                 province->n_colliding);
        page_put(page, "<title>{map.colliding}</title>", "place", roll_code_name(province->code),
                 "n", words_count(page->messages, province->n_colliding, (Words){0}), NULL);
        svg_diamond(out, "f-coll s-paper", x, y, MARK);
        html_put(out,
                 "<text class=\"mark\" text-anchor=\"middle\" x=\"%d\" y=\"%d\">%u</text></g>\n", x,
                 y + 6, province->n_colliding);
    }
}

void
map_put_modes(const Page *page, const MapModeText *modes)
{
    page_put(page, "<fieldset class=\"modes\"><legend class=\"vh\">{map.what-colour}</legend>\n",
             NULL);
    for (guint mode = 0; mode < MAP_N_MODES; mode++)
        html_put(page->body,
                 mode == 0 ? "<input type=\"radio\" name=\"mode\" id=\"%s\" checked>"
                             "<label for=\"%s\">%s</label>\n"
                           : "<input type=\"radio\" name=\"mode\" id=\"%s\">"
                             "<label for=\"%s\">%s</label>\n",
                 modes[mode].id, modes[mode].id, page_word(page, modes[mode].name));
    g_string_append(page->body, "</fieldset>\n");
}

static void
put_names(GString *out, const ReportContext *context)
{
    for (guint i = 0; i < roll_codes_n(context->places); i++) {
        const RollCode *code = roll_codes_at(context->places, i);
        gint x;
        gint y;

        if (roll_code_number(code, "level") == 0 && outline_point(code, &x, &y))
            html_put(out,
                     "<text class=\"land\" text-anchor=\"middle\" x=\"%d\" y=\"%d\">%s</text>\n", x,
                     y, roll_code_name(code));
    }
}

void
map_put(Page *page, const GArray *provinces, const MapKind *kind)
{
    GString *out = page->body;
    g_autofree const gchar **lands = lands_of(page->context);

    html_put(out, "<svg class=\"map\" viewBox=\"0 0 %d %d\" role=\"img\" ", OUTLINE_WIDTH,
             OUTLINE_HEIGHT);
    page_put(page,
             "aria-label=\"{map.picture}\">\n<defs>"
             "<pattern id=\"hatch\" width=\"8\" height=\"8\" "
             "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
             "<rect class=\"hatch0\" width=\"8\" height=\"8\"/>"
             "<rect class=\"hatch1\" width=\"2\" height=\"8\"/></pattern></defs>\n",
             "n", words_count(page->messages, provinces->len, (Words){0}), NULL);
    put_countries(out, page->context, "country");
    for (guint i = 0; i < provinces->len; i++)
        put_province(page, &g_array_index(provinces, MapProvince, i), kind, lands);
    put_countries(out, page->context, "border");
    put_names(out, page->context);
    put_marks(page, provinces);
    svg_close(out);
}
