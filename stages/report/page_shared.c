#include "stages/report/page_shared.h"

#include <string.h>

#include "pipeline/lib/html.h"
#include "stages/report/page_rows.h"
#include "stages/report/words.h"

#define MAX_ORGS 20

/* Officers whom two organisations, or one twice, taught the same topic. */
typedef struct {
    guint n;
    RollText last; /* the officer counted last: rows of one follow each other */
} Pair;

typedef struct {
    Page *page;
    GHashTable *pairs; /* "HBF LBR", in byte order, to Pair */
    GHashTable *sums;  /* code to the officers in all its pairs */
    GPtrArray *orgs;   /* codes, owned: most officers first */
} Shared;

static gchar *
key_of(const gchar *a, const gchar *b)
{
    return strcmp(a, b) <= 0 ? g_strdup_printf("%s %s", a, b) : g_strdup_printf("%s %s", b, a);
}

static void
add_sum(const Shared *shared, const gchar *org)
{
    gpointer known = NULL;
    guint n = 1;

    if (g_hash_table_lookup_extended(shared->sums, org, NULL, &known))
        n += GPOINTER_TO_UINT(known);
    else
        g_ptr_array_add(shared->orgs, g_strdup(org));
    g_hash_table_insert(shared->sums, g_strdup(org), GUINT_TO_POINTER(n));
}

static void
add_pair(const Shared *shared, const ReportRow *row)
{
    const gchar *a = report_string(row, "org_a");
    const gchar *b = report_string(row, "org_b");
    RollText officer = report_get(row, "officer");
    gchar *key = key_of(a, b);
    Pair *pair = g_hash_table_lookup(shared->pairs, key);

    if (pair == NULL) {
        pair = g_new0(Pair, 1);
        g_hash_table_insert(shared->pairs, key, pair);
    } else {
        g_free(key);
    }
    if (pair->n > 0 && roll_text_equal(pair->last, officer))
        return;
    pair->n++;
    pair->last = officer;
    add_sum(shared, a);
    if (strcmp(a, b) != 0)
        add_sum(shared, b);
}

static gint
compare_orgs(gconstpointer a, gconstpointer b, gpointer sums)
{
    const gchar *x = *(const gchar *const *)a;
    const gchar *y = *(const gchar *const *)b;
    guint n_x = GPOINTER_TO_UINT(g_hash_table_lookup(sums, x));
    guint n_y = GPOINTER_TO_UINT(g_hash_table_lookup(sums, y));

    return n_x != n_y ? (n_y > n_x) - (n_y < n_x) : strcmp(x, y);
}

static void
read_pairs(const Shared *shared)
{
    ReportRow row = report_rows(shared->page->context->tables, "duplicate_pairs");

    while (report_next(&row))
        if (!report_is_blank(&row, "org_a") && !report_is_blank(&row, "org_b"))
            add_pair(shared, &row);
    g_ptr_array_sort_with_data(shared->orgs, compare_orgs, shared->sums);
}

/* The bins of the map: they do not change from month to month. */
static const gchar *
shade_of(guint n)
{
    static const guint from[] = {90, 50, 25, 10, 1};
    static const gchar *const classes[] = {"d5", "d4", "d3", "d2", "d1"};

    for (guint i = 0; i < G_N_ELEMENTS(from); i++)
        if (n >= from[i])
            return classes[i];
    return "z";
}

static void
put_cell(const Shared *shared, const gchar *row_org, const gchar *org)
{
    g_autofree gchar *key = key_of(row_org, org);
    const Pair *pair = g_hash_table_lookup(shared->pairs, key);
    Words count;

    if (pair == NULL)
        page_put(shared->page, "<td class=\"z\" data-v=\"0\">{shared.none}</td>", NULL);
    else
        html_put(shared->page->body, "<td class=\"%s\" data-shared=\"%u\">%s</td>",
                 shade_of(pair->n), pair->n, words_count(shared->page->messages, pair->n, count));
}

static void
put_table(const Shared *shared, guint n_orgs)
{
    GString *out = shared->page->body;

    page_put(shared->page,
             "<h3 class=\"apart\">{shared.who-taught-whom-again}</h3>\n"
             "<p class=\"dek\">{shared.officers-whom-two-organisations}</p>\n"
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"{shared.officers-shared-organisations}\">"
             "<table class=\"heat square\">"
             "<caption class=\"h\">{shared.officers-taught-same-topic}</caption><thead>"
             "<tr><th scope=\"col\">{shared.organisation}</th>",
             NULL);
    for (guint i = 0; i < n_orgs; i++)
        html_put(out, "<th scope=\"col\">%s</th>", (gchar *)g_ptr_array_index(shared->orgs, i));
    g_string_append(out, "</tr></thead><tbody>\n");
    for (guint i = 0; i < n_orgs; i++) {
        const gchar *org = g_ptr_array_index(shared->orgs, i);
        g_autofree gchar *id = report_folder_name(org);

        html_put(out, "<tr><th scope=\"row\"><a href=\"#org-%s\">%s</a> <span class=\"s\">", id,
                 report_organisation(shared->page->context, org));
        page_rows(shared->page, org, "duplicate_pairs", "", "org_a|org_b", org, NULL);
        g_string_append(out, "</span></th>");
        for (guint j = 0; j < n_orgs; j++)
            put_cell(shared, org, g_ptr_array_index(shared->orgs, j));
        g_string_append(out, "</tr>\n");
    }
    g_string_append(out, "</tbody></table></div>\n");
}

void
page_shared(Page *page)
{
    g_autoptr(GHashTable) pairs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GHashTable) sums = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) orgs = g_ptr_array_new_with_free_func(g_free);
    Shared shared = {page, pairs, sums, orgs};

    read_pairs(&shared);
    if (orgs->len > 0)
        put_table(&shared, MIN(orgs->len, MAX_ORGS));
}
