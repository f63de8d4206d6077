#include "stages/report/page_topics.h"

#include "pipeline/lib/html.h"
#include "stages/report/page_contradiction.h"
#include "stages/report/page_law.h"
#include "stages/report/page_rows.h"
#include "stages/report/svg.h"
#include "stages/report/words.h"

#define MAX_ORGS           24
#define MAX_CONTRADICTIONS 40
#define MAX_LAWS           40
#define MAX_UNREAD         12 /* named in a sentence */
#define BAR_WIDTH          74

typedef struct {
    Page *page;
    GPtrArray *orgs;   /* codes, most sessions first */
    GHashTable *cells; /* "TOPIC|ORG" to sessions in 24 months */
    GHashTable *sums;  /* org to sessions in 24 months */
    GHashTable *marks; /* "TOPIC|ORG" of a curriculum that contradicts an agreed message */
    GHashTable *laws;  /* "TOPIC|ORG" of one by a law that is outdated */
} Topics;

static gchar *
cell_key(const gchar *topic, const gchar *org)
{
    return g_strconcat(topic, "|", org, NULL);
}

static void
read_cells(Topics *topics)
{
    ReportRow row = report_rows(topics->page->context->tables, "topic_org_matrix");

    while (report_next(&row)) {
        const gchar *org = report_string(&row, "org");
        guint n = (guint)report_number(&row, "n_sessions");
        guint sum;

        if (org[0] == '\0')
            continue;
        sum = GPOINTER_TO_UINT(g_hash_table_lookup(topics->sums, org));
        if (!g_hash_table_contains(topics->sums, org))
            g_ptr_array_add(topics->orgs, g_strdup(org));
        g_hash_table_insert(topics->sums, g_strdup(org), GUINT_TO_POINTER(sum + n));
        g_hash_table_insert(topics->cells, cell_key(report_string(&row, "topic_code"), org),
                            GUINT_TO_POINTER(n));
        if (!report_is_blank(&row, "messages_contradicted"))
            g_hash_table_add(topics->marks, cell_key(report_string(&row, "topic_code"), org));
        if (page_law_is_outdated(&row))
            g_hash_table_add(topics->laws, cell_key(report_string(&row, "topic_code"), org));
    }
}

static gint
compare_orgs(gconstpointer a, gconstpointer b, gpointer self)
{
    const Topics *topics = self;
    const gchar *x = *(const gchar *const *)a;
    const gchar *y = *(const gchar *const *)b;
    guint n_x = GPOINTER_TO_UINT(g_hash_table_lookup(topics->sums, x));
    guint n_y = GPOINTER_TO_UINT(g_hash_table_lookup(topics->sums, y));

    if (n_x != n_y)
        return n_x > n_y ? -1 : 1;
    return strcmp(x, y);
}

static gboolean
is_total(const ReportRow *row)
{
    return report_is_blank(row, "org");
}

static gint
compare_topics(gconstpointer a, gconstpointer b)
{
    const ReportRow *x = a;
    const ReportRow *y = b;
    gint64 orgs_x = report_number(x, "n_orgs");
    gint64 orgs_y = report_number(y, "n_orgs");
    gint64 n_x = report_number(x, "n_sessions");
    gint64 n_y = report_number(y, "n_sessions");

    if (orgs_x != orgs_y)
        return orgs_x > orgs_y ? -1 : 1;
    if (n_x != n_y)
        return n_x > n_y ? -1 : 1;
    return strcmp(report_string(x, "topic_code"), report_string(y, "topic_code"));
}

static const gchar *
shade_of(guint n)
{
    static const struct {
        guint from;
        const gchar *class;
    } shades[] = {{20, "d5"}, {12, "d4"}, {7, "d3"}, {3, "d2"}, {1, "d1"}};

    for (guint i = 0; i < G_N_ELEMENTS(shades); i++)
        if (n >= shades[i].from)
            return shades[i].class;
    return "z";
}

static void
put_head(const Topics *topics)
{
    GString *out = topics->page->body;

    page_put(topics->page,
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"{topics.topics-organisations}\"><table class=\"heat\">"
             "<caption class=\"h\">{topics.sessions-last-months-topic}</caption><thead>"
             "<tr><th scope=\"col\">{topics.topic}</th>",
             NULL);
    for (guint i = 0; i < MIN(topics->orgs->len, MAX_ORGS); i++) {
        const gchar *org = g_ptr_array_index(topics->orgs, i);
        g_autofree gchar *id = report_folder_name(org);

        html_put(out, "<th scope=\"col\"><a href=\"#org-%s\"><abbr title=\"%s\">%s</abbr></a></th>",
                 id, report_organisation(topics->page->context, org), org);
    }
    page_put(topics->page,
             "<th scope=\"col\" class=\"num\">{topics.officers}</th>"
             "<th scope=\"col\">{topics.twice}</th></tr></thead><tbody>\n",
             NULL);
}

static void
put_cell(const Topics *topics, const gchar *topic, const gchar *org)
{
    g_autofree gchar *key = cell_key(topic, org);
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(topics->cells, key));

    if (n == 0)
        page_put(topics->page, "<td class=\"z\" data-n=\"0\">{topics.none}", NULL);
    else
        html_put(topics->page->body, "<td class=\"%s\" data-n=\"%u\">%u", shade_of(n), n, n);
    if (g_hash_table_contains(topics->marks, key))
        page_put(topics->page, "<b role=\"img\" aria-label=\"{topics.contradicts}\">!</b>", NULL);
    if (g_hash_table_contains(topics->laws, key))
        page_put(topics->page,
                 "<b class=\"law\" role=\"img\" aria-label=\"{topics.outdated}\">§</b>", NULL);
    g_string_append(topics->page->body, "</td>");
}

static void
put_topic(const Topics *topics, const ReportRow *row)
{
    GString *out = topics->page->body;
    const gchar *topic = report_string(row, "topic_code");
    g_autofree gchar *label = NULL;
    Words officers;
    Words share;

    html_put(out, "<tr><th scope=\"row\">%s <span class=\"s\">",
             report_topic(topics->page->context, topic));
    page_rows(topics->page, topic, "topic_org_matrix", "", "topic_code", topic, NULL);
    g_string_append(out, "</span></th>");
    for (guint i = 0; i < MIN(topics->orgs->len, MAX_ORGS); i++)
        put_cell(topics, topic, g_ptr_array_index(topics->orgs, i));
    words_real(topics->page->messages, report_real(row, "pct_twice"), 0, share);
    label = page_text(topics->page, "topics.share-twice", "share", share, NULL);
    html_put(out, "<td class=\"num\">%s</td><td class=\"bar\">",
             words_count(topics->page->messages, report_number(row, "n_officers"), officers));
    svg_share(out, "f-dup", report_real(row, "pct_twice") / 100, BAR_WIDTH, label);
    html_put(out, "%s %%</td></tr>\n", share);
}

static gchar *
headline(const Topics *topics, const GArray *rows)
{
    const ReportRow *first = &g_array_index(rows, ReportRow, 0);
    guint n_few = 0;
    Words n;
    Words few;

    if (rows->len == 0)
        return page_text(topics->page, "topics.no-course-could-be", NULL);
    for (guint i = 0; i < rows->len; i++)
        n_few += report_number(&g_array_index(rows, ReportRow, i), "n_orgs") <= 2 ? 1 : 0;
    return page_text(topics->page, "topics.finding", "teaching", report_string(first, "n_orgs"),
                     "n", words_count(topics->page->messages, topics->orgs->len, n), "topic",
                     report_topic(topics->page->context, report_string(first, "topic_code")), "few",
                     words_count(topics->page->messages, n_few, few), NULL);
}

static void
put_key(const Topics *topics)
{
    static const gchar *const names[] = {"1–2", "3–6", "7–11", "12–19", "topics.twenty-more"};

    page_put(topics->page, "<div class=\"key\"><span>{topics.sessions}</span>", NULL);
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        html_put(topics->page->body, "<span><i class=\"d%u\"></i>%s</span>", i + 1,
                 strchr(names[i], '.') != NULL ? page_word(topics->page, names[i]) : names[i]);
    g_string_append(topics->page->body, "</div>\n");
}

/* The head of a list of @n; FALSE, and no head, when there are none. */
static gboolean
put_list_head(const Topics *topics, const gchar *head, guint n)
{
    Words all;

    if (n > 0)
        page_put(topics->page, head, "n", words_count(topics->page->messages, n, all), NULL);
    return n > 0;
}

/* What the marks mean, each: who, what was agreed or is in force, and what the curriculum says. */
static void
put_marks(const Topics *topics)
{
    const ReportTables *tables = topics->page->context->tables;

    if (put_list_head(topics, "<h3>{topics.contradictions}</h3>\n",
                      page_contradictions_count(tables, "topic_org_matrix")))
        page_contradictions_put(topics->page, tables, "topic_org_matrix", MAX_CONTRADICTIONS);
    if (put_list_head(topics, "<h3>{topics.laws}</h3>\n",
                      page_laws_count(tables, "topic_org_matrix")))
        page_laws_put(topics->page, tables, "topic_org_matrix", MAX_LAWS);
}

/* Curricula of which nobody can tell what they leave out: who, and in what language. */
static void
put_unread(const Topics *topics)
{
    ReportRow row = report_rows(topics->page->context->tables, "topic_org_matrix");
    g_autoptr(GString) list = g_string_new(NULL);
    guint n = 0;
    Words all;

    while (report_next(&row)) {
        if (report_is_blank(&row, "messages_unknown"))
            continue;
        if (n++ < MAX_UNREAD)
            g_string_append_printf(list, "%s%s %s (%s)", list->len > 0 ? ", " : "",
                                   report_string(&row, "org"), report_string(&row, "topic_code"),
                                   report_string(&row, "messages_language"));
    }
    if (n > MAX_UNREAD)
        g_string_append(list, " …");
    if (n > 0)
        page_put(topics->page, "<p class=\"none\">{topics.unread}</p>\n", "n",
                 words_count(topics->page->messages, n, all), "list", list->str, NULL);
}

static void
put_view(Topics *topics)
{
    Page *page = topics->page;
    g_autoptr(GArray) rows =
        report_sorted(page->context->tables, "topic_org_matrix", is_total, compare_topics);
    g_autofree gchar *finding = NULL;

    read_cells(topics);
    g_ptr_array_sort_with_data(topics->orgs, compare_orgs, topics);
    finding = headline(topics, rows);
    page_open_view(page, "topics", "views.topics", -1);
    page_finding(page, "topics", finding, page_word(page, "topics.dek"));
    if (rows->len > 0) {
        put_head(topics);
        for (guint i = 0; i < rows->len; i++)
            put_topic(topics, &g_array_index(rows, ReportRow, i));
        g_string_append(page->body, "</tbody></table></div>\n");
        put_key(topics);
        put_marks(topics);
        put_unread(topics);
    }
    page_close_view(page, "{topics.source}");
}

void
page_topics(Page *page)
{
    g_autoptr(GPtrArray) orgs = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) cells = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) sums = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) marks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) laws = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Topics topics = {page, orgs, cells, sums, marks, laws};

    put_view(&topics);
}
