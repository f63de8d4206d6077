#include "stages/report/page_leaf.h"

#include "pipeline/lib/html.h"
#include "stages/report/page_rows.h"
#include "stages/report/sentence.h"
#include "stages/report/words.h"

#define MAX_SESSIONS 4 /* of a kind */

/* Rows of a table by the value of one column; each list in the order of the table. */
typedef struct {
    GHashTable *lists; /* value to GArray of ReportRow */
} Groups;

static void
free_list(gpointer data)
{
    g_array_unref(data);
}

/* @row may be NULL: the list of @key is made, so that it is known. */
static void
groups_add(const Groups *groups, const gchar *key, const ReportRow *row)
{
    GArray *list = g_hash_table_lookup(groups->lists, key);

    if (list == NULL) {
        list = g_array_new(FALSE, FALSE, sizeof(ReportRow));
        g_hash_table_insert(groups->lists, g_strdup(key), list);
    }
    if (row != NULL)
        g_array_append_val(list, *row);
}

static Groups
groups_new(void)
{
    return (Groups){g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_list)};
}

static guint
groups_n(const Groups *groups, const gchar *key)
{
    const GArray *list = g_hash_table_lookup(groups->lists, key);

    return list != NULL ? list->len : 0;
}

static const ReportRow *
groups_at(const Groups *groups, const gchar *key, guint i)
{
    const GArray *list = g_hash_table_lookup(groups->lists, key);

    return &g_array_index(list, ReportRow, i);
}

typedef struct {
    Page *page;
    Groups by_place; /* sessions, one that two organisations report once */
    Groups by_org;   /* sessions, all */
} Leaves;

/* ---- sessions ---- */

static RollDay
start_of(const ReportRow *row)
{
    return roll_day_parse(report_get(row, "start_date"));
}

static gint
latest_first(gconstpointer a, gconstpointer b)
{
    RollDay x = start_of(a);
    RollDay y = start_of(b);

    return x != y ? (y > x) - (y < x)
                  : strcmp(report_string(a, "session"), report_string(b, "session"));
}

static void
read_sessions(const Leaves *leaves)
{
    g_autoptr(GArray) rows =
        report_sorted(leaves->page->context->tables, "sessions", NULL, latest_first);
    ReportRow topic = report_rows(leaves->page->context->tables, "topic_org_matrix");

    for (guint i = 0; i < rows->len; i++) {
        const ReportRow *row = &g_array_index(rows, ReportRow, i);

        groups_add(&leaves->by_org, report_string(row, "organisation"), row);
        if (roll_text_equal(report_get(row, "session"), report_get(row, "event")))
            groups_add(&leaves->by_place, report_string(row, "adm1_code"), row);
    }
    while (report_next(&topic)) /* a curriculum may come without a session */
        groups_add(&leaves->by_org, report_string(&topic, "org"), NULL);
}

static gboolean
is_to_come(const Leaves *leaves, const ReportRow *row)
{
    return report_is(row, "status", "planned") && start_of(row) > leaves->page->context->as_of;
}

static void
put_session(const Leaves *leaves, const ReportRow *row, gboolean with_org)
{
    const ReportContext *context = leaves->page->context;
    GString *out = leaves->page->body;
    g_autofree gchar *topics =
        sentence_topics(context, leaves->page->messages, report_string(row, "topic_codes"));
    gint64 n_people = report_number(row, "n_people");
    Words day;
    Words people;

    html_put(out, "<li><b>%s</b> ", words_day(leaves->page->messages, start_of(row), day));
    if (with_org)
        html_bdi(out, report_get(row, "organisation"));
    else if (report_is_blank(row, "adm1_code"))
        page_put(leaves->page, "{leaf.place-unknown}", NULL);
    else
        html_put(out, "%s", report_place(context, report_string(row, "adm1_code")));
    html_put(out, ": %s", topics);
    if (n_people > 0)
        page_put(leaves->page, ", {leaf.people}", "n",
                 words_count(leaves->page->messages, n_people, people), NULL);
    g_string_append(out, "</li>\n");
}

/* The sessions of @key that are @planned, or those that were held. */
static void
put_sessions(const Leaves *leaves, const Groups *groups, const gchar *key, gboolean planned)
{
    guint most = MAX_SESSIONS;
    guint n = 0;
    Words count;

    page_put(leaves->page,
             planned ? "<h3>{leaf.planned}</h3>\n<ul class=\"lines\">\n"
                     : "<h3>{leaf.held}</h3>\n<ul class=\"lines\">\n",
             NULL);
    for (guint i = 0; i < groups_n(groups, key); i++) {
        const ReportRow *row = groups_at(groups, key, i);

        if (is_to_come(leaves, row) != planned)
            continue;
        if (n++ < most)
            put_session(leaves, row, groups == &leaves->by_place);
    }
    if (n == 0)
        page_put(leaves->page, "<li>{leaf.none}</li>\n", NULL);
    if (n > most)
        page_put(leaves->page, "<li>{leaf.more-sessions-csv-gz}</li>\n", "count",
                 words_count(leaves->page->messages, n - most, count), NULL);
    g_string_append(leaves->page->body, "</ul>\n");
}

/* ---- facts ---- */

static void
open_leaf(const Leaves *leaves, const gchar *kind, const gchar *code, const gchar *kick)
{
    g_autofree gchar *key = report_folder_name(code);

    html_put(leaves->page->body,
             "<section class=\"view leaf\" id=\"%s-%s\" aria-labelledby=\"%s-%s-h\">\n"
             "<p class=\"kick\">%s</p>\n",
             kind, key, kind, key, kick);
}

/* In one paragraph: there are many such views, and each element costs. */
static void
put_place_facts(const Leaves *leaves, const ReportRow *row)
{
    const Page *page = leaves->page;
    gint64 roll = report_number(row, "establishment");
    gint64 trained = report_number(row, "n_trained");
    RollDay last = roll_day_parse(report_get(row, "last_training"));
    Words on_roll;
    Words count;
    Words share;
    Words women;
    Words twice;
    Words day;

    words_count(leaves->page->messages, trained, count);
    words_percent(leaves->page->messages, (gdouble)trained, (gdouble)roll, share);
    page_put(page,
             roll > 0 ? "<p class=\"dek\">{leaf.on-roll} {leaf.trained-share} "
                      : "<p class=\"dek\">{leaf.no-roll} {leaf.trained} ",
             "n", words_count(leaves->page->messages, roll, on_roll), "trained", count, "share",
             share, "women",
             words_count(leaves->page->messages, report_number(row, "n_women"), women), "twice",
             words_count(leaves->page->messages, report_number(row, "n_twice"), twice), NULL);
    page_put(page, last != 0 ? "{leaf.last-training}</p>\n" : "{leaf.never}</p>\n", "day",
             words_day(page->messages, last, day), NULL);
}

static void
put_place(const Leaves *leaves, const ReportRow *row)
{
    const ReportContext *context = leaves->page->context;
    const gchar *code = report_string(row, "adm1_code");
    GString *out = leaves->page->body;

    open_leaf(leaves, "place", code, report_country(context, code));
    html_put(out, "<h2 id=\"place-%s-h\">%s ", code, report_place(context, code));
    html_local(out, roll_text(report_place_local(context, code)));
    g_string_append(out, " <span class=\"s\">");
    page_rows(leaves->page, code, "coverage_gaps", "", "adm1_code", code, NULL);
    g_string_append(out, "</span></h2>\n");
    put_place_facts(leaves, row);
    put_sessions(leaves, &leaves->by_place, code, TRUE);
    put_sessions(leaves, &leaves->by_place, code, FALSE);
    page_close_view(leaves->page, "{leaf.place-source}");
}

static gboolean
is_province(const ReportRow *row)
{
    return report_is_blank(row, "unit") && report_is_blank(row, "topic_code") &&
           !report_is_blank(row, "adm1_code");
}

static void
put_places(const Leaves *leaves)
{
    ReportRow row = report_rows(leaves->page->context->tables, "coverage_gaps");

    while (report_next(&row))
        if (is_province(&row))
            put_place(leaves, &row);
}

/* ---- organisations ---- */

/* Pairs of sessions with the same people in which @org held one. */
static void
put_shared(const Leaves *leaves, const gchar *org)
{
    GString *out = leaves->page->body;
    ReportRow row = report_rows(leaves->page->context->tables, "cohort_overlap");
    guint n = 0;
    Words share;

    page_put(leaves->page, "<h3>{leaf.same-people-as}</h3>\n<ul class=\"lines\">\n", NULL);
    while (report_next(&row)) {
        gboolean is_a = report_is(&row, "org_a", org);
        RollDay other = roll_day_parse(report_get(&row, is_a ? "start_b" : "start_a"));

        if ((!is_a && !report_is(&row, "org_b", org)) || n++ >= MAX_SESSIONS)
            continue;
        page_put(
            leaves->page, "<li>{leaf.of-one-session}</li>\n", "n", report_string(&row, "n_common"),
            "org", report_string(&row, is_a ? "org_b" : "org_a"), "day",
            words_day(leaves->page->messages, other, (Words){0}), "share",
            words_real(leaves->page->messages, report_real(&row, "pct_smaller"), 0, share), NULL);
    }
    if (n == 0)
        page_put(leaves->page, "<li>{leaf.none}</li>\n", NULL);
    g_string_append(out, "</ul>\n");
}

static void
put_org_facts(const Leaves *leaves, const gchar *org)
{
    ReportRow row = report_rows(leaves->page->context->tables, "double_count_adjustment");
    Words people;
    Words reported;
    Words others;

    while (report_next(&row)) {
        if (!report_is(&row, "org", org) ||
            !report_is(&row, "indicator", "people trained in 12 months"))
            continue;
        page_put(
            leaves->page, "<p class=\"dek\">{leaf.org-facts}</p>\n", "people",
            words_count(leaves->page->messages, report_number(&row, "unique_persons_est"), people),
            "reported",
            words_count(leaves->page->messages, report_number(&row, "reported_persons"), reported),
            "others",
            words_count(leaves->page->messages, report_number(&row, "cross_org_overlap_est"),
                        others),
            NULL);
    }
}

static void
put_org(const Leaves *leaves, const gchar *org)
{
    GString *out = leaves->page->body;
    g_autofree gchar *id = report_folder_name(org);

    open_leaf(leaves, "org", org, page_word(leaves->page, "leaf.organisation"));
    html_put(out, "<h2 id=\"org-%s-h\">%s <span class=\"s\">", id,
             report_organisation(leaves->page->context, org));
    page_rows(leaves->page, org, "topic_org_matrix", "", "org", org, NULL);
    g_string_append(out, "</span></h2>\n");
    put_org_facts(leaves, org);
    put_sessions(leaves, &leaves->by_org, org, TRUE);
    put_sessions(leaves, &leaves->by_org, org, FALSE);
    put_shared(leaves, org);
    page_close_view(leaves->page, "{leaf.org-source}");
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(a, b);
}

void
page_leaf(Page *page)
{
    Leaves leaves = {page, groups_new(), groups_new()};
    g_autoptr(GList) orgs = NULL;

    read_sessions(&leaves);
    put_places(&leaves);
    orgs = g_list_sort(g_hash_table_get_keys(leaves.by_org.lists), compare_names);
    for (const GList *org = orgs; org != NULL; org = org->next)
        if (*(const gchar *)org->data != '\0')
            put_org(&leaves, org->data);
    g_hash_table_unref(leaves.by_place.lists);
    g_hash_table_unref(leaves.by_org.lists);
}
