#include "stages/report/page_officers.h"

#include <stdlib.h>

#include "stages/report/html.h"
#include "stages/report/svg.h"
#include "stages/report/words.h"

#define MAX_OFFICERS 40
#define LINE_WIDTH   236.0
#define MONTHS_BACK  36
#define MONTHS_AHEAD 3

/* The topic that an officer was taught most often. */
typedef struct {
    ReportRow row;
    gint64 n_sessions;
    gint64 n_orgs;
} Officer;

typedef struct {
    Page *page;
    GArray *officers; /* of Officer */
    RollDay from;
    RollDay to;
} Officers;

static gint
compare_officers(gconstpointer a, gconstpointer b)
{
    const Officer *x = a;
    const Officer *y = b;

    if (x->n_sessions != y->n_sessions)
        return x->n_sessions > y->n_sessions ? -1 : 1;
    if (x->n_orgs != y->n_orgs)
        return x->n_orgs > y->n_orgs ? -1 : 1;
    return strcmp(report_string(&x->row, "officer"), report_string(&y->row, "officer"));
}

/* Rows of one officer follow each other. */
static void
read_officers(const Officers *officers)
{
    ReportRow row = report_rows(officers->page->context->tables, "officer_duplicates");
    RollText last = ROLL_TEXT_EMPTY;

    while (report_next(&row)) {
        Officer officer = {.row = row,
                           .n_sessions = report_number(&row, "n_sessions"),
                           .n_orgs = report_number(&row, "n_orgs")};
        RollText number = report_get(&row, "officer");
        Officer *best;

        if (!roll_text_equal(number, last))
            g_array_append_val(officers->officers, officer);
        last = number;
        best = &g_array_index(officers->officers, Officer, officers->officers->len - 1);
        if (officer.n_sessions > best->n_sessions ||
            (officer.n_sessions == best->n_sessions && officer.n_orgs > best->n_orgs))
            *best = officer;
    }
    g_array_sort(officers->officers, compare_officers);
}

/* ---- the timeline ---- */

static gdouble
x_of(const Officers *officers, RollDay day)
{
    gdouble share = (gdouble)(day - officers->from) / (officers->to - officers->from);

    return 4 + (LINE_WIDTH - 8) * CLAMP(share, 0, 1);
}

typedef enum { MARK_REPEAT, MARK_OTHER, MARK_INVITED } Mark;

static void
draw_dates(const Officers *officers, const gchar *joined, Mark mark)
{
    GString *out = officers->page->body;
    g_auto(GStrv) dates = g_strsplit(joined, ";", -1);

    for (guint i = 0; dates[i] != NULL; i++) {
        RollDay day = roll_day_parse(roll_text(dates[i]));
        gdouble x = x_of(officers, day);

        if (day < officers->from)
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
    gdouble now = x_of(officers, officers->page->context->as_of);
    Words first_text;
    Words last_text;
    g_autofree gchar *label = g_strdup_printf(
        "%s sessions with the topic from %s to %s%s", report_string(row, "n_sessions"),
        words_day(first, first_text), words_day(last, last_text),
        report_is_blank(row, "invited_dates") ? "" : "; invited again");

    svg_open(out, LINE_WIDTH, 24, label);
    svg_line(out, "s-line", 0, 9, LINE_WIDTH, 9);
    svg_line(out, "s-ink", now, 2, now, 22);
    svg_line(out, "s-dup", x_of(officers, first), 9, x_of(officers, last), 9);
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

static void
put_officer(const Officers *officers, const ReportRow *row)
{
    GString *out = officers->page->body;
    g_auto(GStrv) orgs = g_strsplit(report_string(row, "orgs"), ";", -1);
    g_autofree gchar *org_list = g_strjoinv(", ", orgs);

    html_put(out, "<tr><td class=\"nw\">%s</td><th scope=\"row\">", report_string(row, "officer"));
    html_bdi(out, report_get(row, "name"));
    if (!report_is_blank(row, "name_local")) {
        g_string_append(out, "<small>");
        html_local(out, report_get(row, "name_local"));
        g_string_append(out, "</small>");
    }
    g_string_append(out, "</th><td>");
    html_bdi(out, report_get(row, "rank"));
    g_string_append(out, report_is_blank(row, "rank") ? "" : ", ");
    put_first_of(out, report_string(row, "units"));
    g_string_append(out, "<small>");
    put_provinces(officers, row);
    html_put(out,
             "</small></td><td>%s<small>%s</small></td><td class=\"num\"><b>%s×</b></td>"
             "<td class=\"num\">%s</td><td>",
             report_topic(officers->page->context, report_string(row, "topic_code")), org_list,
             report_string(row, "n_sessions"), report_string(row, "n_orgs"));
    draw_timeline(officers, row);
    g_string_append(out, report_is(row, "decision", "review")
                             ? "</td><td><span class=\"tag gap\">in doubt</span></td></tr>\n"
                             : "</td><td><span class=\"tag ok\">sure</span></td></tr>\n");
}

static void
put_head(const Officers *officers)
{
    GString *out = officers->page->body;
    RollCalendarDay year = roll_day_split(officers->from);

    g_string_append(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                         "aria-label=\"Officers\"><table><caption class=\"h\">Officers taught one "
                         "topic most often</caption><thead><tr><th scope=\"col\">Officer</th>"
                         "<th scope=\"col\">Name</th><th scope=\"col\">Rank, unit, province</th>"
                         "<th scope=\"col\">Topic taught most, by</th>"
                         "<th scope=\"col\" class=\"num\" aria-sort=\"descending\">Times</th>"
                         "<th scope=\"col\" class=\"num\">Orgs</th><th scope=\"col\">"
                         "<span class=\"vh\">Sessions over time</span>");
    svg_open(out, LINE_WIDTH, 16, NULL);
    for (year.year++, year.month = 1, year.day = 1;
         roll_day_join(year) < roll_day_add_months(officers->page->context->as_of, -4);
         year.year++) {
        g_autofree gchar *text = g_strdup_printf("%d", year.year);

        svg_text(out, "", x_of(officers, roll_day_join(year)), 12, "middle", text);
    }
    svg_text(out, "", x_of(officers, officers->page->context->as_of), 12, "middle", "now");
    svg_close(out);
    g_string_append(out, "</th><th scope=\"col\">Identity</th></tr></thead><tbody>\n");
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
        return g_strdup("No officer was taught a topic twice");
    if (n_four == 0)
        return g_strdup_printf("%s officer%s taught a topic twice or more",
                               words_count(officers->officers->len, all),
                               officers->officers->len == 1 ? " was" : "s were");
    return g_strdup_printf(
        "%s officer%s taught a topic twice or more; %s of them four times or more",
        words_count(officers->officers->len, all), officers->officers->len == 1 ? " was" : "s were",
        words_count(n_four, four));
}

void
page_officers(Page *page)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Officer));
    Officers officers = {.page = page, .officers = found};
    g_autofree gchar *finding = NULL;
    guint n_shown;
    Words count;

    officers.from = roll_day_add_months(page->context->as_of, -MONTHS_BACK);
    officers.to = roll_day_add_months(page->context->as_of, MONTHS_AHEAD);
    read_officers(&officers);
    finding = headline(&officers);
    n_shown = MIN(found->len, MAX_OFFICERS);
    page_open_view(page, "officers", "Officers", found->len);
    page_finding(page, "officers", finding,
                 "One line an officer. In the timeline a purple dot is a session with the repeated "
                 "topic, a grey tick any other session, an orange diamond an invitation to come.");
    if (n_shown > 0) {
        put_head(&officers);
        for (guint i = 0; i < n_shown; i++)
            put_officer(&officers, &g_array_index(found, Officer, i).row);
        g_string_append(page->body, "</tbody></table></div>\n");
    }
    if (n_shown < found->len)
        html_put(page->body,
                 "<p class=\"none\">The first %u of %s officers; all stand in "
                 "<a href=\"officer_duplicates.csv.gz\">officer_duplicates.csv.gz</a>.</p>\n",
                 n_shown, words_count(found->len, count));
    page_close_view(page, "Repeated means inside the topic’s validity. Rows: "
                          "<a href=\"officer_duplicates.csv.gz\">officer_duplicates.csv.gz</a>, "
                          "every pair of sessions: "
                          "<a href=\"duplicate_pairs.csv.gz\">duplicate_pairs.csv.gz</a>.");
}
