#include "stages/report/page_officers.h"

#include <stdlib.h>

#include "pipeline/lib/html.h"
#include "stages/report/officer.h"
#include "stages/report/officer_blocks.h"
#include "stages/report/page_years.h"
#include "stages/report/svg.h"
#include "stages/report/words.h"

#define MAX_OFFICERS 12 /* without a script */
#define MONTHS_BACK  36
#define MONTHS_AHEAD 3
#define EDGE         4 /* half a mark */

typedef struct {
    Page *page;
    GArray *officers; /* of Officer */
    PageYears years;
} Officers;

/* ---- the timeline ---- */

typedef enum { MARK_REPEAT, MARK_OTHER, MARK_INVITED } Mark;

static void
draw_dates(const Officers *officers, const gchar *joined, Mark mark)
{
    GString *out = officers->page->body;
    g_auto(GStrv) dates = g_strsplit(joined, ";", -1);

    for (guint i = 0; dates[i] != NULL; i++) {
        RollDay day = roll_day_parse(roll_text(dates[i]));
        gdouble x = page_years_x(&officers->years, day);

        if (day < officers->years.from)
            continue;
        if (mark == MARK_OTHER)
            svg_line(out, "s-ink3", x, 15, x, 21);
        else if (mark == MARK_INVITED)
            svg_diamond(out, "f-coll", x, 9, 4.5);
        else
            svg_circle(out, "f-dup s-paper", x, 9, 3.6);
    }
}

static void
draw_timeline(const Officers *officers, const ReportRow *row)
{
    GString *out = officers->page->body;
    RollDay first = roll_day_parse(report_get(row, "first_date"));
    RollDay last = roll_day_parse(report_get(row, "last_date"));
    gdouble now = page_years_x(&officers->years, officers->page->context->as_of);
    Words first_text;
    Words last_text;
    g_autofree gchar *label = page_text(
        officers->page,
        report_is_blank(row, "invited_dates") ? "officers.timeline" : "officers.timeline-invited",
        "n", report_string(row, "n_sessions"), "from",
        words_day(officers->page->messages, first, first_text), "to",
        words_day(officers->page->messages, last, last_text), NULL);

    svg_open(out, PAGE_YEARS_WIDTH, 24, label);
    svg_line(out, "s-line", 0, 9, PAGE_YEARS_WIDTH, 9);
    svg_line(out, "s-ink", now, 2, now, 22);
    svg_line(out, "s-dup", page_years_x(&officers->years, first), 9,
             page_years_x(&officers->years, last), 9);
    draw_dates(officers, report_string(row, "other_dates"), MARK_OTHER);
    draw_dates(officers, report_string(row, "dates"), MARK_REPEAT);
    draw_dates(officers, report_string(row, "invited_dates"), MARK_INVITED);
    svg_close(out);
}

/* ---- rows ---- */

static void
put_first_of(GString *out, const gchar *joined)
{
    g_auto(GStrv) parts = g_strsplit(joined, ";", -1);

    if (parts[0] != NULL)
        html_bdi(out, roll_text(parts[0]));
}

static void
put_provinces(const Officers *officers, const ReportRow *row)
{
    g_auto(GStrv) codes = g_strsplit(report_string(row, "provinces"), ";", -1);

    for (guint i = 0; codes[i] != NULL && i < 2; i++)
        html_put(officers->page->body, "%s%s", i > 0 ? ", " : "",
                 report_place(officers->page->context, codes[i]));
}

/* Dates in a list that is joined by semicolons. */
static gint64
count_of(const gchar *joined)
{
    g_auto(GStrv) parts = g_strsplit(joined, ";", -1);

    return g_strv_length(parts);
}

/* Roles are written out: on a telephone rows are blocks, which takes them away in some browsers. */
static void
put_person(const Officers *officers, const ReportRow *row)
{
    GString *out = officers->page->body;

    html_put(out,
             officers->page->context->evidence != NULL
                 ? "<tr role=\"row\"><td role=\"cell\" class=\"nw\"><a href=\"#why-%s\">%s</a></td>"
                   "<th scope=\"row\" role=\"rowheader\">"
                 : "<tr role=\"row\" id=\"officer-%s\"><td role=\"cell\" class=\"nw\">%s</td>"
                   "<th scope=\"row\" role=\"rowheader\">",
             report_string(row, "officer"), report_string(row, "officer"));
    html_bdi(out, report_get(row, "name"));
    if (!report_is_blank(row, "name_local")) {
        g_string_append(out, "<small>");
        html_local(out, report_get(row, "name_local"));
        g_string_append(out, "</small>");
    }
    g_string_append(out, "</th><td role=\"cell\">");
    html_bdi(out, report_get(row, "rank"));
    g_string_append(out, report_is_blank(row, "rank") ? "" : ", ");
    put_first_of(out, report_string(row, "units"));
    g_string_append(out, "<small>");
    put_provinces(officers, row);
    g_string_append(out, "</small></td>");
}

static void
put_officer(const Officers *officers, const ReportRow *row)
{
    GString *out = officers->page->body;
    g_auto(GStrv) orgs = g_strsplit(report_string(row, "orgs"), ";", -1);
    g_autofree gchar *org_list = g_strjoinv(", ", orgs);
    gint64 n_all =
        count_of(report_string(row, "dates")) + count_of(report_string(row, "other_dates"));

    put_person(officers, row);
    html_put(out,
             "<td role=\"cell\">%s<small>%s</small></td>"
             "<td role=\"cell\" class=\"num\"><b>%s×</b></td><td role=\"cell\" class=\"num\">%s"
             "</td><td role=\"cell\" class=\"num\">%" G_GINT64_FORMAT "</td><td role=\"cell\">",
             report_topic(officers->page->context, report_string(row, "topic_code")), org_list,
             report_string(row, "n_sessions"), report_string(row, "n_orgs"), n_all);
    draw_timeline(officers, row);
    html_put(out, "</td><td role=\"cell\"><span class=\"%s\">%s</span></td></tr>\n",
             report_is(row, "decision", "review") ? "tag gap" : "tag ok",
             page_word(officers->page, report_is(row, "decision", "review") ? "officers.in-doubt"
                                                                            : "officers.sure"));
}

static void
put_head(const Officers *officers)
{
    static const struct {
        const gchar *key; /* by which the script sorts */
        const gchar *class;
        const gchar *name; /* a message */
    } heads[] = {
        {"number", "", "officers.head-number"},       {"name", "", "officers.head-name"},
        {"place", "", "officers.head-place"},         {"topic", "", "officers.head-topic"},
        {"times", "num", "officers.head-times"},      {"orgs", "num", "officers.head-orgs"},
        {"sessions", "num", "officers.head-sessions"}};
    GString *out = officers->page->body;

    page_put(officers->page,
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"{officers.officers}\"><table class=\"officers\" role=\"table\">"
             "<caption class=\"h\">{officers.officers-taught-one-topic}</caption>"
             "<thead role=\"rowgroup\"><tr role=\"row\">",
             NULL);
    for (guint i = 0; i < G_N_ELEMENTS(heads); i++)
        html_put(
            out,
            g_strcmp0(heads[i].key, "times") == 0
                ? "<th scope=\"col\" role=\"columnheader\" data-key=\"%s\" class=\"%s\" "
                  "aria-sort=\"descending\">%s</th>"
                : "<th scope=\"col\" role=\"columnheader\" data-key=\"%s\" class=\"%s\">%s</th>",
            heads[i].key, heads[i].class, page_word(officers->page, heads[i].name));
    page_put(officers->page,
             "<th scope=\"col\" role=\"columnheader\">"
             "<span class=\"vh\">{officers.sessions-over-time}</span>",
             NULL);
    page_years_draw(officers->page, &officers->years, "officers.now");
    page_put(officers->page,
             "</th>"
             "<th scope=\"col\" role=\"columnheader\">{officers.identity}</th></tr></thead>"
             "<tbody id=\"officer-rows\" role=\"rowgroup\">\n",
             NULL);
}

static gchar *
headline(const Officers *officers)
{
    guint n_four = 0;
    Words all;
    Words four;

    for (guint i = 0; i < officers->officers->len; i++)
        n_four += g_array_index(officers->officers, Officer, i).n_sessions >= 4 ? 1 : 0;
    if (officers->officers->len == 0)
        return page_text(officers->page, "officers.no-officer-taught-topic", NULL);
    words_count(officers->page->messages, officers->officers->len, all);
    return page_text(officers->page, n_four == 0 ? "officers.twice" : "officers.twice-four", "n",
                     all, "four", words_count(officers->page->messages, n_four, four), NULL);
}

static void
put_table(const Officers *officers)
{
    Page *page = officers->page;
    guint n_shown = MIN(officers->officers->len, MAX_OFFICERS);
    Words count;

    put_head(officers);
    for (guint i = 0; i < n_shown; i++)
        put_officer(officers, &g_array_index(officers->officers, Officer, i).row);
    g_string_append(page->body, "</tbody></table></div>\n");
    if (n_shown < officers->officers->len)
        page_put(page, "<p class=\"none nojs\">{officers.first-shown}</p>\n", "n-shown",
                 words_count(officers->page->messages, n_shown, (Words){0}), "count",
                 words_count(officers->page->messages, officers->officers->len, count), NULL);
    officer_blocks_put(page->context, officers->officers,
                       (OfficerSpan){officers->years.from, officers->years.to}, page->tail);
}

void
page_officers(Page *page)
{
    g_autoptr(GArray) found = officer_list(page->context);
    Officers officers = {.page = page, .officers = found};
    g_autofree gchar *finding = headline(&officers);

    officers.years = (PageYears){roll_day_add_months(page->context->as_of, -MONTHS_BACK),
                                 roll_day_add_months(page->context->as_of, MONTHS_AHEAD), EDGE};
    page_open_view(page, "officers", "views.officers", found->len);
    page_finding(page, "officers", finding, page_word(page, "officers.dek"));
    if (found->len > 0)
        put_table(&officers);
    else
        page_put(page, "<p class=\"none\">{officers.none-this-month}</p>\n", NULL);
    page_close_view(page, "{officers.source}");
}
