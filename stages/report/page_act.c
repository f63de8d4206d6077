#include "stages/report/page_act.h"

#include "pipeline/lib/html.h"
#include "stages/report/page_differs.h"
#include "stages/report/page_outcomes.h"
#include "stages/report/page_rows.h"
#include "stages/report/same_people.h"
#include "stages/report/sentence.h"
#include "stages/report/svg.h"
#include "stages/report/words.h"

#define MAX_CASES    10
#define MAX_ITEMS    3
#define MAX_ON_PAPER 5 /* of the cases: the style prints no more, so that the brief is one page */
#define SOON_DAYS    60
#define MAX_DOTS     60
#define DOTS_PER_ROW 15

static RollDay
day_of(const ReportRow *row, const gchar *column)
{
    return roll_day_parse(report_get(row, column));
}

/* ---- planned collisions ---- */

/* The seats from @first to before @end, as one shape. */
static void
put_dots(const Page *page, const gchar *class, guint first, guint end)
{
    if (first >= end)
        return;
    svg_path_open(page->body, class);
    for (guint i = first; i < end; i++) {
        guint line = i / DOTS_PER_ROW;

        svg_path_dot(page->body, 7 + 14.0 * (i % DOTS_PER_ROW), 7 + 14.0 * line, 4.6);
    }
    svg_path_close(page->body);
}

/* A circle a seat, filled where its holder had the topic already; over 60 seats a bar. */
static void
put_seats(const Page *page, const ReportRow *row)
{
    gint64 n_listed = report_number(row, "n_listed");
    gint64 n_already = report_number(row, "n_already");
    gint64 n_seats = MAX(n_listed, report_number(row, "seats"));
    guint n_rows = (guint)((n_seats + DOTS_PER_ROW - 1) / DOTS_PER_ROW);
    g_autofree gchar *label = page_text(
        page, "act.seats-taken", "n-already", words_count(page->messages, n_already, (Words){0}),
        "n-listed", words_count(page->messages, n_listed, (Words){0}), NULL);
    g_autofree gchar *taken = NULL;

    if (n_listed == 0)
        return;
    if (n_seats > MAX_DOTS) {
        svg_open(page->body, 210, 10, label);
        svg_rect(page->body, "f-track", 0, 0, 210, 10);
        svg_rect(page->body, "f-coll", 0, 0, 210.0 * (gdouble)n_already / (gdouble)n_seats, 10);
    } else {
        svg_open(page->body, 210, 14.0 * n_rows, label);
        put_dots(page, "f-coll s-coll", 0, (guint)n_already);
        put_dots(page, "f-none s-coll", (guint)n_already, (guint)n_seats);
    }
    svg_close(page->body);
    taken = page_text(page, "act.seats-taken-short", "n-already",
                      words_count(page->messages, n_already, (Words){0}), "n-listed",
                      words_count(page->messages, n_listed, (Words){0}), NULL);
    g_string_append(page->body, "<p>");
    page_rows(page, taken, "planned_collisions", "", "planned_session",
              report_string(row, "planned_session"), NULL);
    g_string_append(page->body, "</p>");
}

static void
put_contacts(const Page *page, const Clashes *clashes, const GArray *places)
{
    gboolean is_first = TRUE;

    for (guint i = 0; i < places->len; i++) {
        const ReportRow *row = &clash_plan(clashes, g_array_index(places, guint, i))->row;
        const gchar *organisation = report_string(row, "org");
        const gchar *contact = report_contact(page->context, organisation);

        if (strchr(contact, '@') == NULL)
            continue;
        g_string_append(page->body, is_first ? "<p class=\"mail\">" : " · ");
        page_put(page, "<a href=\"mailto:{contact}\">{act.write}</a>", "contact", contact,
                 "organisation", organisation, NULL);
        is_first = FALSE;
    }
    if (!is_first)
        g_string_append(page->body, "</p>");
}

static void
put_dates(const Page *page, const Clashes *clashes, const GArray *places)
{
    RollDay first = 0;
    Words days;

    for (guint i = 0; i < places->len; i++) {
        const ReportRow *row = &clash_plan(clashes, g_array_index(places, guint, i))->row;
        Words range;

        words_range(page->messages, day_of(row, "start"), day_of(row, "end"), range);
        if (i == 0) {
            first = day_of(row, "start");
            html_put(page->body, "<b>%s</b>", range);
        } else {
            page_put(page, "{act.and-range}<br>", "range", range, NULL);
        }
    }
    page_put(page, "{act.days-after}", "days",
             words_count(page->messages, first - page->context->as_of, days), NULL);
}

static void
put_case(const Page *page, const Clashes *clashes, guint first)
{
    g_autoptr(GArray) places = clashes_case(clashes, first);
    g_autofree gchar *headline = sentence_case(page->context, page->messages, clashes, places);
    g_autofree gchar *evidence = sentence_evidence(page->messages, clashes, places);
    g_autofree gchar *suggestion =
        sentence_suggestion(page->context, page->messages, clashes, places);

    g_string_append(page->body, "<li class=\"case\"><div class=\"when\">");
    put_dates(page, clashes, places);
    page_put(page,
             "</div><div><h4><bdi>{headline}</bdi></h4><p><bdi>{evidence}</bdi></p>"
             "<p class=\"say\">{act.suggest}</p></div><div class=\"seats\">",
             "headline", headline, "evidence", evidence, "suggestion", suggestion, NULL);
    put_seats(page, &clash_plan(clashes, first)->row);
    put_contacts(page, clashes, places);
    g_string_append(page->body, "</div></li>\n");
}

static void
put_none(const Page *page, gint64 n_planned)
{
    Words count;

    g_string_append(page->body, "<p class=\"none\">");
    if (n_planned > 0)
        page_put(page, "{act.none-collides}", "n", words_count(page->messages, n_planned, count),
                 NULL);
    else
        page_put(page, "{act.no-plans}", NULL);
    g_string_append(page->body, "</p>\n");
}

static void
put_cases(const Page *page, const Clashes *clashes, const GArray *ranked)
{
    guint n_shown = 0;
    guint n_sessions = clashes->plans->len;
    Words cases;
    Words sessions;

    page_put(page,
             "<div class=\"part\"><svg width=\"16\" height=\"16\" aria-hidden=\"true\">"
             "<path class=\"f-coll\" d=\"M8 1l7 7-7 7-7-7z\"/></svg>"
             "<h3>{act.collisions}</h3> "
             "<span>{act.cases-of-sessions} {act.can-be-moved}</span></div>\n<ol>\n",
             "cases", words_count(page->messages, ranked->len, cases), "sessions",
             words_count(page->messages, n_sessions, sessions), NULL);
    for (guint i = 0; i < ranked->len && n_shown < MAX_CASES; i++) {
        guint first = g_array_index(ranked, guint, i);

        if (day_of(&clash_plan(clashes, first)->row, "start") > page->context->as_of + SOON_DAYS)
            break;
        put_case(page, clashes, first);
        n_shown++;
    }
    g_string_append(page->body, "</ol>\n");
    if (n_shown < ranked->len || n_shown > MAX_ON_PAPER)
        page_put(page,
                 n_shown < ranked->len
                     ? "<p class=\"none\"><a href=\"#cal\">{act.all-cases-stand-calendar}</a></p>\n"
                     : "<p class=\"none paper\">{act.all-cases-stand-calendar}</p>\n",
                 "cases", cases, NULL);
}

/* ---- what was taught twice ---- */

static void
put_cohort(const Page *page, const ReportRow *row)
{
    g_autofree gchar *topics =
        sentence_topics(page->context, page->messages, report_string(row, "topics_shared"));
    Words start_a;
    Words start_b;
    Words share;

    g_string_append(page->body, "<li class=\"item\"><b class=\"dup\">");
    page_rows(page, report_string(row, "n_common"), "cohort_overlap", "sum:n_common", "session_a",
              report_string(row, "session_a"), "session_b", report_string(row, "session_b"), NULL);
    page_put(page,
             report_is_blank(row, "adm1_code") ? "</b><div><h4>{act.sat-in-both}</h4>"
                                               : "</b><div><h4>{act.sat-in-both-at}</h4>",
             "n", report_string(row, "n_common"), "org-a", report_string(row, "org_a"), "start-a",
             words_day_short(page->messages, day_of(row, "start_a"), start_a), "org-b",
             report_string(row, "org_b"), "start-b",
             words_day_short(page->messages, day_of(row, "start_b"), start_b), "place",
             report_place(page->context, report_string(row, "adm1_code")), NULL);
    page_put(page, "<p>{act.smaller-group}</p></div></li>\n", "share",
             words_real(page->messages, report_real(row, "pct_smaller"), 0, share), "days",
             report_string(row, "days_between"), "topics", topics, NULL);
}

/* The officer taught one topic most often: most sessions, then most organisations. */
static void
put_most_repeated(const Page *page)
{
    ReportRow row = report_rows(page->context->tables, "officer_duplicates");
    ReportRow best = {0};
    gint64 n_best = 0;
    g_autofree gchar *times = NULL;

    while (report_next(&row)) {
        gint64 n = report_number(&row, "n_sessions") * 1000 + report_number(&row, "n_orgs");

        if (n <= n_best)
            continue;
        n_best = n;
        best = row;
    }
    if (best.table == NULL)
        return;
    times = g_strconcat(report_string(&best, "n_sessions"), "×", NULL);
    g_string_append(page->body, "<li class=\"item\"><b class=\"dup\">");
    page_rows(page, times, "officer_duplicates", "sum:n_sessions", "officer",
              report_string(&best, "officer"), "topic_code", report_string(&best, "topic_code"),
              NULL);
    page_put(page, "</b><div><h4>{act.same-officer}</h4><p>{act.open-officer}</p></div></li>\n",
             "n", report_string(&best, "n_sessions"), "topic",
             report_topic(page->context, report_string(&best, "topic_code")), "orgs",
             report_string(&best, "n_orgs"), "officer", report_string(&best, "officer"), NULL);
}

static void
put_duplicates(const Page *page)
{
    g_autoptr(GArray) rows = same_people_ranked(page->context->tables);
    gboolean is_none = report_n_rows(page->context->tables, "officer_duplicates") == 0;

    page_put(page,
             "<div><div class=\"part\">"
             "<svg width=\"20\" height=\"16\" aria-hidden=\"true\">"
             "<circle class=\"f-none s-dup\" cx=\"7\" cy=\"8\" r=\"5\" stroke-width=\"2\"/>"
             "<circle class=\"f-none s-dup\" cx=\"12\" cy=\"8\" r=\"5\" "
             "stroke-width=\"2\"/></svg><h3>{act.duplicates}</h3> "
             "<span>{act.already-taught-tell-organisations}</span></div>\n<ul>\n",
             NULL);
    for (guint i = 0; i < MIN(rows->len, MAX_ITEMS); i++)
        put_cohort(page, &g_array_index(rows, ReportRow, i));
    put_most_repeated(page);
    g_string_append(page->body, "</ul>\n");
    if (is_none && rows->len == 0)
        page_put(page, "<p class=\"none\">{act.none-this-month}</p>\n", NULL);
    g_string_append(page->body, "</div>\n");
}

/* ---- who is never reached ---- */

static gboolean
is_untrained_province(const ReportRow *row)
{
    return report_is_blank(row, "unit") && report_is_blank(row, "topic_code") &&
           report_number(row, "n_trained") == 0 && report_number(row, "establishment") > 0;
}

static gint
compare_gaps(gconstpointer a, gconstpointer b)
{
    const ReportRow *x = a;
    const ReportRow *y = b;
    gint64 n_x = report_number(x, "establishment");
    gint64 n_y = report_number(y, "establishment");

    if (n_x != n_y)
        return n_x > n_y ? -1 : 1;
    return strcmp(report_string(x, "adm1_code"), report_string(y, "adm1_code"));
}

static void
put_gap(const Page *page, const ReportRow *row)
{
    const gchar *code = report_string(row, "adm1_code");
    gint64 n_planned = report_number(row, "n_planned");
    Words count;
    Words planned;

    words_count(page->messages, report_number(row, "establishment"), count);
    g_string_append(page->body, "<li class=\"item\"><b class=\"gap\">");
    page_rows(page, count, "coverage_gaps", "sum:establishment", "adm1_code", code, "unit", "",
              "topic_code", "", NULL);
    page_put(page, "</b><div><h4>{act.on-roll-untrained}</h4><p>", "n", count, "place",
             report_place(page->context, code), "country", report_country(page->context, code),
             NULL);
    page_put(page, n_planned == 0 ? "{act.none-planned} " : "{act.planned-there} ", "n",
             words_count(page->messages, n_planned, planned), NULL);
    page_put(page, "<a href=\"#place-{code}\">{act.see-province}</a></p></div></li>\n", "code",
             code, NULL);
}

static gint64
count_without_roll(const Page *page)
{
    ReportRow row = report_rows(page->context->tables, "coverage_gaps");
    gint64 n = 0;

    while (report_next(&row))
        n += report_is_blank(&row, "unit") && report_is_blank(&row, "topic_code") &&
             report_is(&row, "basis", "no denominator");
    return n;
}

static void
put_gaps(const Page *page)
{
    g_autoptr(GArray) rows =
        report_sorted(page->context->tables, "coverage_gaps", is_untrained_province, compare_gaps);
    gint64 n_unknown = count_without_roll(page);
    Words count;

    page_put(page,
             "<div><div class=\"part\">"
             "<svg width=\"16\" height=\"16\" aria-hidden=\"true\">"
             "<circle class=\"f-none s-gap\" cx=\"8\" cy=\"8\" r=\"6\" stroke-width=\"2\" "
             "stroke-dasharray=\"3 2\"/></svg><h3>{act.gaps}</h3> "
             "<span>{act.nobody-goes-there}</span></div>\n<ul>\n",
             NULL);
    for (guint i = 0; i < MIN(rows->len, MAX_ITEMS); i++)
        put_gap(page, &g_array_index(rows, ReportRow, i));
    if (n_unknown > 0) {
        g_string_append(page->body, "<li class=\"item\"><b class=\"gap\">");
        page_rows(page, words_count(page->messages, n_unknown, count), "coverage_gaps", "count",
                  "unit", "", "topic_code", "", "basis", "no denominator", NULL);
        page_put(page, "</b><div><h4>{act.no-roll}</h4><p>{act.ask-strengths}</p></div></li>\n",
                 "n", count, NULL);
    }
    g_string_append(page->body, "</ul>\n");
    if (rows->len == 0 && n_unknown == 0)
        page_put(page, "<p class=\"none\">{act.every-province-roll-reached}</p>\n", NULL);
    g_string_append(page->body, "</div>\n");
}

/* ---- the view ---- */

static gint64
count_plans(const Page *page)
{
    ReportRow row = report_rows(page->context->tables, "calendar");
    gint64 n = 0;

    while (report_next(&row))
        n += report_is(&row, "status", "planned") &&
             day_of(&row, "start_date") > page->context->as_of;
    return n;
}

static gchar *
headline(const Page *page, const Clashes *clashes, const GArray *ranked)
{
    g_autoptr(GArray) places = NULL;

    if (ranked->len == 0)
        return page_text(page, "act.no-planned-session-collides", NULL);
    places = clashes_case(clashes, g_array_index(ranked, guint, 0));
    return sentence_headline(page->context, page->messages, clashes, places);
}

void
page_act(Page *page)
{
    g_autoptr(Clashes) clashes = clashes_new(page->context);
    g_autoptr(GArray) ranked = clashes_ranked(clashes);
    g_autofree gchar *finding = headline(page, clashes, ranked);
    Words day;
    g_autofree gchar *dek =
        page_text(page, page->context->as_of != 0 ? "act.dek" : "act.dek-undated", "day",
                  words_day(page->messages, page->context->as_of, day), NULL);

    page_open_view(page, "act", "views.act", ranked->len);
    page_finding(page, "act", finding, dek);
    if (ranked->len == 0)
        put_none(page, count_plans(page));
    else
        put_cases(page, clashes, ranked);
    page_outcomes_told(page);
    g_string_append(page->body, "<div class=\"two\">\n");
    put_duplicates(page);
    put_gaps(page);
    page_differs(page);
    g_string_append(page->body, "</div>\n");
    page_close_view(page, "{act.source}");
}
