#include "stages/report/page_resources.h"

#include "pipeline/lib/html.h"
#include "stages/report/page_rows.h"
#include "stages/report/svg.h"
#include "stages/report/words.h"

#define MAX_ITEMS     3
#define MAX_PROVINCES 20
#define LINE_WIDTH    100.0
#define MEDIANS_SHOWN 3

/* A province with at least one reported item. */
typedef struct {
    gchar *code; /* owned */
    gint64 n_trained;
    ReportRow items[MAX_ITEMS]; /* .table is NULL where an item was not reported */
    guint n_gaps;
} Province;

typedef struct {
    Page *page;
    GPtrArray *names;        /* of the items that most provinces report */
    gdouble most[MAX_ITEMS]; /* per 100 that the line shows; beyond it the dot stands at its end */
    GPtrArray *provinces;    /* of Province */
} Resources;

static void
province_free(gpointer data)
{
    Province *province = data;

    g_free(province->code);
    g_free(province);
}

typedef struct {
    gchar *name;
    guint n;
} Item;

static gint
compare_items(gconstpointer a, gconstpointer b)
{
    const Item *x = a;
    const Item *y = b;

    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return strcmp(x->name, y->name);
}

/* The table is sorted by item. */
static void
find_items(Resources *resources)
{
    ReportRow row = report_rows(resources->page->context->tables, "resource_gap");
    g_autoptr(GArray) items = g_array_new(FALSE, TRUE, sizeof(Item));

    while (report_next(&row)) {
        Item item = {.n = 1};

        if (items->len > 0 &&
            report_is(&row, "item", g_array_index(items, Item, items->len - 1).name)) {
            g_array_index(items, Item, items->len - 1).n++;
            continue;
        }
        item.name = g_strdup(report_string(&row, "item"));
        g_array_append_val(items, item);
    }
    g_array_sort(items, compare_items);
    for (guint i = 0; i < items->len; i++) {
        if (i < MAX_ITEMS)
            g_ptr_array_add(resources->names, g_array_index(items, Item, i).name);
        else
            g_free(g_array_index(items, Item, i).name);
    }
}

static Province *
province_of(const Resources *resources, const gchar *code)
{
    Province *province;

    for (guint i = 0; i < resources->provinces->len; i++) {
        province = g_ptr_array_index(resources->provinces, i);
        if (strcmp(province->code, code) == 0)
            return province;
    }
    province = g_new0(Province, 1);
    province->code = g_strdup(code);
    g_ptr_array_add(resources->provinces, province);
    return province;
}

static void
read_provinces(Resources *resources)
{
    ReportRow row = report_rows(resources->page->context->tables, "resource_gap");

    while (report_next(&row)) {
        Province *province;
        guint item = 0;

        while (item < resources->names->len &&
               !report_is(&row, "item", g_ptr_array_index(resources->names, item)))
            item++;
        if (item == resources->names->len)
            continue;
        province = province_of(resources, report_string(&row, "adm1_code"));
        province->n_trained = report_number(&row, "n_trained");
        province->items[item] = row;
        province->n_gaps += report_is_blank(&row, "gap_flag") ? 0 : 1;
        resources->most[item] =
            report_is_blank(&row, "median_per_100")
                ? MAX(resources->most[item], report_real(&row, "per_100_trained"))
                : MEDIANS_SHOWN * report_real(&row, "median_per_100");
    }
}

static gint
compare_provinces(gconstpointer a, gconstpointer b)
{
    const Province *x = *(const Province *const *)a;
    const Province *y = *(const Province *const *)b;

    if (x->n_gaps != y->n_gaps)
        return x->n_gaps > y->n_gaps ? -1 : 1;
    if (x->n_trained != y->n_trained)
        return x->n_trained > y->n_trained ? -1 : 1;
    return strcmp(x->code, y->code);
}

/* A dot on a line, the median as a tick; a diamond when under half of it. */
static void
put_item(const Resources *resources, const Province *province, guint item)
{
    GString *out = resources->page->body;
    const Messages *say = resources->page->messages;
    const ReportRow *row = &province->items[item];
    gdouble scale = LINE_WIDTH / MAX(resources->most[item], 0.1);
    g_autofree gchar *label = NULL;
    Words quantity;
    Words per_100;
    Words median;
    gdouble x;

    if (row->table == NULL) {
        page_put(resources->page, "<td class=\"num s\" colspan=\"2\">{resources.not-reported}</td>",
                 NULL);
        return;
    }
    html_put(out, "<td class=\"num\">%s</td><td>",
             words_count(say, report_number(row, "quantity"), quantity));
    if (!report_is_blank(row, "per_100_trained")) {
        label = page_text(resources->page, "resources.per-trained-median", "per-100-trained",
                          words_written(say, report_string(row, "per_100_trained"), per_100),
                          "median-per-100",
                          words_written(say, report_string(row, "median_per_100"), median), NULL);
        x = 6 + MIN(report_real(row, "per_100_trained") * scale, LINE_WIDTH);
        svg_open(out, LINE_WIDTH + 12, 18, label);
        svg_line(out, "s-line", 6, 9, LINE_WIDTH + 6, 9);
        if (!report_is_blank(row, "median_per_100"))
            svg_line(out, "s-ink", 6 + report_real(row, "median_per_100") * scale, 2,
                     6 + report_real(row, "median_per_100") * scale, 16);
        if (report_is_blank(row, "gap_flag"))
            svg_circle(out, "f-ok", x, 9, 4);
        else
            svg_diamond(out, "f-coll", x, 9, 5);
        svg_close(out);
    }
    g_string_append(out, "</td>");
}

static void
put_gaps(const Resources *resources, const Province *province)
{
    g_autoptr(GString) names = g_string_new(NULL);

    for (guint item = 0; item < resources->names->len; item++) {
        const ReportRow *row = &province->items[item];

        if (row->table != NULL && !report_is_blank(row, "gap_flag"))
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "",
                                   (const gchar *)g_ptr_array_index(resources->names, item));
    }
    g_string_append(resources->page->body, "<td>");
    if (names->len > 0)
        html_put(resources->page->body, "<span class=\"tag coll\">%s</span>", names->str);
    g_string_append(resources->page->body, "</td></tr>\n");
}

static void
put_province(const Resources *resources, const Province *province)
{
    GString *out = resources->page->body;
    const ReportContext *context = resources->page->context;
    Words trained;

    html_put(out, "<tr><th scope=\"row\">%s<small>%s ", report_place(context, province->code),
             report_country(context, province->code));
    html_local(out, roll_text(report_place_local(context, province->code)));
    g_string_append(out, "</small></th><td class=\"num\">");
    page_rows(resources->page, words_count(resources->page->messages, province->n_trained, trained),
              "resource_gap", "", "adm1_code", province->code, NULL);
    g_string_append(out, "</td>");
    for (guint item = 0; item < resources->names->len; item++)
        put_item(resources, province, item);
    put_gaps(resources, province);
}

static void
put_table(const Resources *resources)
{
    GString *out = resources->page->body;

    page_put(resources->page,
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"{resources.training-equipment}\"><table>"
             "<caption class=\"h\">{resources.trained-officers-equipment-province}</caption>"
             "<thead><tr><th scope=\"col\">{resources.province}</th>"
             "<th scope=\"col\" class=\"num\">{resources.trained}</th>",
             NULL);
    for (guint item = 0; item < resources->names->len; item++)
        page_put(resources->page,
                 "<th scope=\"col\" class=\"num\">{item}</th>"
                 "<th scope=\"col\">{resources.per}</th>",
                 "item", (const gchar *)g_ptr_array_index(resources->names, item), NULL);
    page_put(resources->page,
             "<th scope=\"col\">{resources.under-half-median}</th></tr></thead><tbody>\n", NULL);
    for (guint i = 0; i < MIN(resources->provinces->len, MAX_PROVINCES); i++)
        put_province(resources, g_ptr_array_index(resources->provinces, i));
    g_string_append(out, "</tbody></table></div>\n");
}

static gchar *
headline(const Resources *resources)
{
    guint n_gaps = 0;
    Words gaps;
    Words n;

    for (guint i = 0; i < resources->provinces->len; i++) {
        const Province *province = g_ptr_array_index(resources->provinces, i);

        n_gaps += province->n_gaps > 0 ? 1 : 0;
    }
    if (resources->provinces->len == 0)
        return page_text(resources->page, "resources.nobody-reported-vehicles-handcuffs", NULL);
    return page_text(resources->page, "resources.finding", "gaps",
                     words_count(resources->page->messages, n_gaps, gaps), "n",
                     words_count(resources->page->messages, resources->provinces->len, n), NULL);
}

void
page_resources(Page *page)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) provinces = g_ptr_array_new_with_free_func(province_free);
    Resources resources = {.page = page, .names = names, .provinces = provinces};
    g_autofree gchar *finding = NULL;

    find_items(&resources);
    read_provinces(&resources);
    g_ptr_array_sort(provinces, compare_provinces);
    finding = headline(&resources);
    page_open_view(page, "resources", "views.resources", -1);
    page_finding(page, "resources", finding,
                 page_word(page, provinces->len > 0 ? "resources.dek" : "resources.ask"));
    if (provinces->len > 0)
        put_table(&resources);
    page_close_view(page, "{resources.source}");
}
