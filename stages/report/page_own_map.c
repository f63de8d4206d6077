#include "stages/report/page_own_map.h"

#include <string.h>

#include "pipeline/lib/html.h"
#include "stages/report/map.h"
#include "stages/report/map_key.h"
#include "stages/report/outline.h"
#include "stages/report/words.h"

#define MONTHS_BACK 24

static const MapModeText modes[MAP_N_MODES] = {
    [MAP_COVERAGE] = {"mode-coverage",
                      "partner.map-sessions",
                      "partner.map-sessions-title",
                      'c',
                      {"partner.map-sessions-0", "partner.map-sessions-1", "partner.map-sessions-2",
                       "partner.map-sessions-3", "partner.map-sessions-4", "partner.map-sessions-5",
                       NULL}},
    [MAP_TWICE] = {"mode-twice",
                   "map.twice",
                   "partner.map-twice-title",
                   't',
                   {"map.twice-0", "partner.map-twice-1", "map.twice-2", "map.twice-3",
                    "map.twice-4", "map.twice-5", NULL}},
    [MAP_GAP] = {"mode-gap",
                 "map.gap",
                 "partner.map-gap-title",
                 'g',
                 {"map.gap-0", "map.gap-1", "map.gap-2", "map.gap-3", "map.gap-never", NULL}},
};

typedef struct {
    Page *page;
    const ReportTables *own;
    GHashTable *places;   /* code to MapProvince; owned, as the next */
    GHashTable *sessions; /* number to the code of its province */
} OwnMap;

/* ---- what the package says ---- */

static MapProvince *
province_of(const OwnMap *map, const gchar *code)
{
    MapProvince *province = g_hash_table_lookup(map->places, code);

    if (province != NULL)
        return province;
    province = g_new0(MapProvince, 1);
    province->code = roll_codes_find(map->page->context->places, code);
    province->months = -1;
    g_hash_table_insert(map->places, g_strdup(code), province);
    return province;
}

static gint64
months_since(RollDay day, RollDay now)
{
    gint64 months = 0;

    while (roll_day_add_months(day, (gint)months + 1) <= now)
        months++;
    return months;
}

static void
read_sessions(const OwnMap *map)
{
    RollDay now = map->page->context->as_of;
    ReportRow row = report_rows(map->own, "sessions");

    while (report_next(&row)) {
        const gchar *code = report_string(&row, "adm1_code");
        RollDay start = roll_day_parse(report_get(&row, "start_date"));
        MapProvince *province;

        if (*code == '\0' || start == 0 || start > now)
            continue;
        province = province_of(map, code);
        g_hash_table_insert(map->sessions, g_strdup(report_string(&row, "session")),
                            g_strdup(code));
        if (start > roll_day_add_months(now, -MONTHS_BACK)) {
            province->sessions++;
            province->people += report_number(&row, "n_people");
        }
        if (province->months < 0 || months_since(start, now) < province->months)
            province->months = months_since(start, now);
    }
}

/* A line counts once, whatever the number of its topics. */
static void
read_duplicates(const OwnMap *map)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    ReportRow row = report_rows(map->own, "duplicates");

    while (report_next(&row)) {
        const gchar *code = g_hash_table_lookup(map->sessions, report_string(&row, "session"));

        if (code != NULL && g_hash_table_add(seen, g_strconcat(report_string(&row, "export"), "\n",
                                                               report_string(&row, "row"), NULL)))
            province_of(map, code)->twice++;
    }
}

/* A plan may collide with several. */
static void
read_collisions(const OwnMap *map)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    ReportRow row = report_rows(map->own, "planned_collisions");

    while (report_next(&row))
        if (!report_is_blank(&row, "adm1_code") &&
            g_hash_table_add(seen, g_strdup(report_string(&row, "planned_session"))))
            province_of(map, report_string(&row, "adm1_code"))->n_colliding++;
}

static void
set_bins(MapProvince *province)
{
    static const gint64 sessions[] = {1, 3, 7, 12, 20, 0};

    province->bins[MAP_COVERAGE] = map_bin(province->sessions, 1, sessions);
    province->bins[MAP_TWICE] = map_bin(province->twice, 1, map_twice_bounds);
    province->bins[MAP_GAP] =
        province->months < 0 ? MAP_NEVER : map_bin(province->months, 1, map_gap_bounds);
}

/* In the order of their codes. */
static GArray *
read_provinces(const OwnMap *map)
{
    const RollCodes *codes = map->page->context->places;
    GArray *provinces = g_array_new(FALSE, FALSE, sizeof(MapProvince));

    read_sessions(map);
    read_duplicates(map);
    read_collisions(map);
    for (guint i = 0; i < roll_codes_n(codes); i++) {
        const RollCode *code = roll_codes_at(codes, i);
        const MapProvince *known = g_hash_table_lookup(map->places, roll_code_id(code));
        MapProvince province = {.code = code, .months = -1};

        if (!map_is_drawn(map->page->context, code, map->places))
            continue;
        if (known != NULL)
            province = *known;
        set_bins(&province);
        g_array_append_val(provinces, province);
    }
    return provinces;
}

/* ---- the picture ---- */

static void
put_values(const Page *page, const MapProvince *province)
{
    html_put(page->body,
             " data-sessions=\"%" G_GINT64_FORMAT "\" data-twice=\"%" G_GINT64_FORMAT "\"",
             province->sessions, province->twice);
    if (province->months >= 0)
        html_put(page->body, " data-months=\"%" G_GINT64_FORMAT "\"", province->months);
}

static void
put_title(const Page *page, const MapProvince *province)
{
    Words sessions;
    Words twice;
    Words months;

    page_put(page,
             province->months < 0 ? "<title>{partner.map-says}, {map.never}</title>"
                                  : "<title>{partner.map-says}, {map.months-ago}</title>",
             "place", roll_code_name(province->code), "n",
             words_count(page->messages, province->sessions, sessions), "twice",
             words_count(page->messages, province->twice, twice), "months",
             words_count(page->messages, province->months, months), NULL);
}

static void
put_map(const OwnMap *map, const GArray *provinces)
{
    static const MapKind kind = {modes, put_values, put_title};
    Page *page = map->page;

    map_put_modes(page, modes);
    g_string_append(page->body, "<div class=\"mapped\">\n<figure>");
    map_put(page, provinces, &kind);
    g_string_append(page->body, "</figure>\n<div>\n");
    for (guint mode = 0; mode < MAP_N_MODES; mode++) {
        html_put(page->body, "<div class=\"mode of-%s\">\n", modes[mode].id);
        map_key_legend(page, provinces, modes, mode);
        g_string_append(page->body, "</div>\n");
    }
    g_string_append(page->body, "</div>\n</div>\n");
}

/* ---- the table ---- */

static gboolean
is_listed(const MapProvince *province)
{
    return province->months >= 0 || province->n_colliding > 0;
}

static void
put_province(const OwnMap *map, const MapProvince *province)
{
    const Page *page = map->page;
    const gchar *code = roll_code_id(province->code);
    Words sessions;
    Words people;
    Words twice;
    Words months;

    html_put(page->body, "<tr><th scope=\"row\">%s<small>%s ", roll_code_name(province->code),
             report_country(page->context, code));
    html_local(page->body, roll_text(report_place_local(page->context, code)));
    html_put(page->body,
             "</small></th><td class=\"num\">%s</td><td class=\"num\">%s</td>"
             "<td class=\"num\">%s</td>",
             words_count(map->page->messages, province->sessions, sessions),
             words_count(map->page->messages, province->people, people),
             words_count(map->page->messages, province->twice, twice));
    page_put(page,
             province->months < 0    ? "<td data-v=\"9999\">{provinces.never}</td>"
             : province->months == 0 ? "<td data-v=\"0\">{provinces.this-month}</td>"
                                     : "<td data-v=\"{months}\">{provinces.months-ago}</td>",
             "months", words_count(map->page->messages, province->months, months), "n", months,
             NULL);
    html_put(page->body, "<td class=\"num\">%u</td></tr>\n", province->n_colliding);
}

static void
put_table(const OwnMap *map, const GArray *provinces)
{
    page_put(map->page,
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"{partner.map-table}\"><table><caption class=\"h\">{partner.map-table}"
             "</caption><thead><tr><th scope=\"col\">{partner.province}</th>"
             "<th scope=\"col\" class=\"num\">{partner.map-sessions}</th>"
             "<th scope=\"col\" class=\"num\">{partner.map-people}</th>"
             "<th scope=\"col\" class=\"num\">{partner.map-lines-twice}</th>"
             "<th scope=\"col\">{map.last-session}</th>"
             "<th scope=\"col\" class=\"num\">{partner.map-colliding}</th></tr></thead><tbody>\n",
             NULL);
    for (guint i = 0; i < provinces->len; i++)
        if (is_listed(&g_array_index(provinces, MapProvince, i)))
            put_province(map, &g_array_index(provinces, MapProvince, i));
    g_string_append(map->page->body, "</tbody></table></div>\n");
}

void
page_own_map(Page *page, const ReportTables *own)
{
    g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GHashTable) sessions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    OwnMap map = {page, own, places, sessions};
    g_autoptr(GArray) provinces = read_provinces(&map);
    g_autofree gchar *finding = NULL;
    guint n = 0;
    Words count;

    for (guint i = 0; i < provinces->len; i++)
        n += g_array_index(provinces, MapProvince, i).sessions > 0 ? 1 : 0;
    finding =
        page_text(page, "partner.map-finding", "n", words_count(page->messages, n, count), NULL);
    page_open_view(page, "map", "views.map", -1);
    page_finding(page, "map", finding, page_word(page, "partner.map-dek"));
    put_map(&map, provinces);
    if (g_hash_table_size(places) > 0)
        put_table(&map, provinces);
    page_close_view(page, "{partner.map-source}");
}
