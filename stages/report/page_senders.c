#include "stages/report/page_senders.h"

#include <string.h>

#include "pipeline/lib/html.h"
#include "stages/report/page_quality.h"
#include "stages/report/page_rows.h"
#include "stages/report/svg.h"
#include "stages/report/words.h"

#define N_MONTHS 12
#define PITCH    12.0
#define SIDE     10.0

typedef enum { STATE_UNKNOWN, STATE_ON_TIME, STATE_LATE, STATE_MISSING, N_STATES } State;

/* An organisation's months, the report's last. */
typedef struct {
    ReportRow row; /* of this month */
    State states[N_MONTHS];
    guint n_of[N_STATES];
} Sender;

static State
state_of(const ReportRow *row)
{
    if (report_is(row, "state", "on time"))
        return STATE_ON_TIME;
    return report_is(row, "state", "late") ? STATE_LATE : STATE_MISSING;
}

/* The place of the row's month among the twelve; outside: negative, or N_MONTHS and more. */
static gint
month_of(const Page *page, const ReportRow *row)
{
    RollCalendarDay last = roll_day_split(page->context->as_of);
    RollCalendarDay month = roll_day_split(roll_day_parse_month(report_get(row, "month")));

    return (month.year - last.year) * 12 + month.month - last.month + N_MONTHS - 1;
}

static Sender
read_sender(const Page *page, const ReportRow *now)
{
    ReportRow row = report_rows(page->context->tables, "submissions");
    Sender sender = {.row = *now};
    guint n_known = 0;

    while (report_next(&row)) {
        gint i = month_of(page, &row);

        if (i < 0 || i >= N_MONTHS || !report_is(&row, "org", report_string(now, "org")))
            continue;
        sender.states[i] = state_of(&row);
        sender.n_of[sender.states[i]]++;
        n_known++;
    }
    sender.n_of[STATE_UNKNOWN] = N_MONTHS - n_known;
    return sender;
}

/* ---- the squares ---- */

/* A month sent on time is a square, one that came late the lower half of one, one that is missing a
 * cross; before the first report there is but a line. */
static void
put_state(const Page *page, const Sender *sender, State state)
{
    static const gchar *const classes[] = {[STATE_UNKNOWN] = "f-track",
                                           [STATE_ON_TIME] = "f-ok",
                                           [STATE_LATE] = "f-brown",
                                           [STATE_MISSING] = "f-none s-ink3"};

    if (sender->n_of[state] == 0)
        return;
    svg_path_open(page->body, classes[state]);
    for (guint i = 0; i < N_MONTHS; i++) {
        if (sender->states[i] != state)
            continue;
        if (state == STATE_UNKNOWN)
            svg_path_rect(page->body, PITCH * i, SIDE - 1.5, SIDE, 1.5);
        else if (state == STATE_ON_TIME)
            svg_path_rect(page->body, PITCH * i, 0, SIDE, SIDE);
        else if (state == STATE_LATE)
            svg_path_rect(page->body, PITCH * i, SIDE / 2, SIDE, SIDE / 2);
        else
            svg_path_cross(page->body, PITCH * i + SIDE / 2, SIDE / 2, SIDE / 2 - 1);
    }
    svg_path_close(page->body);
}

static void
put_squares(const Page *page, const Sender *sender)
{
    static const gchar letters[] = {
        [STATE_UNKNOWN] = '-', [STATE_ON_TIME] = 'o', [STATE_LATE] = 'l', [STATE_MISSING] = 'm'};
    gchar told[N_MONTHS + 1] = "";
    g_autofree gchar *label = NULL;

    for (guint i = 0; i < N_MONTHS; i++)
        told[i] = letters[sender->states[i]];
    label = page_text(page, "quality.squares", "on-time",
                      words_count(page->messages, sender->n_of[STATE_ON_TIME], (Words){0}), "late",
                      words_count(page->messages, sender->n_of[STATE_LATE], (Words){0}), "missing",
                      words_count(page->messages, sender->n_of[STATE_MISSING], (Words){0}), NULL);
    html_put(page->body, "<td class=\"months\" data-v=\"%u\" data-months=\"%s\" title=\"%s\">",
             sender->n_of[STATE_ON_TIME], told, label);
    svg_open(page->body, PITCH * N_MONTHS, SIDE, label);
    for (State state = STATE_UNKNOWN; state < N_STATES; state++)
        put_state(page, sender, state);
    svg_close(page->body);
    g_string_append(page->body, "</td>");
}

/* ---- what to say ---- */

typedef struct {
    gchar *id; /* owned by the list */
    gint64 n;
} Kind;

static void
kind_clear(gpointer data)
{
    Kind *kind = data;

    g_free(kind->id);
}

static gint
compare_kinds(gconstpointer a, gconstpointer b)
{
    const Kind *x = a;
    const Kind *y = b;

    return x->n != y->n ? (x->n > y->n ? -1 : 1) : strcmp(x->id, y->id);
}

static void
add_kind(GArray *kinds, const gchar *id, gint64 n)
{
    Kind kind;

    for (guint i = 0; i < kinds->len; i++)
        if (strcmp(g_array_index(kinds, Kind, i).id, id) == 0) {
            g_array_index(kinds, Kind, i).n += n;
            return;
        }
    kind = (Kind){g_strdup(id), n};
    g_array_append_val(kinds, kind);
}

/* The findings of all files of an organisation, as those of one: "extra-label:3;blank-row:1".
 * (transfer full) */
static gchar *
join_findings(const Page *page, const gchar *org)
{
    ReportRow file = report_rows(page->context->tables, "org_submission_quality");
    g_autoptr(GArray) kinds = g_array_new(FALSE, FALSE, sizeof(Kind));
    GString *text = g_string_new(NULL);

    g_array_set_clear_func(kinds, kind_clear);
    while (report_next(&file)) {
        g_auto(GStrv) parts = g_strsplit(
            report_is(&file, "org", org) ? report_string(&file, "findings_by_type") : "", ";", -1);

        for (guint i = 0; parts[i] != NULL; i++) {
            g_auto(GStrv) part = g_strsplit(parts[i], ":", 2);

            if (part[0] != NULL && part[1] != NULL)
                add_kind(kinds, part[0], g_ascii_strtoll(part[1], NULL, 10));
        }
    }
    g_array_sort(kinds, compare_kinds);
    for (guint i = 0; i < kinds->len; i++)
        g_string_append_printf(text, "%s%s:%" G_GINT64_FORMAT, i > 0 ? ";" : "",
                               g_array_index(kinds, Kind, i).id, g_array_index(kinds, Kind, i).n);
    return g_string_free(text, FALSE);
}

/* ---- a line ---- */

static void
put_sender(const Page *page, const Sender *sender)
{
    const ReportRow *row = &sender->row;
    const gchar *org = report_string(row, "org");
    g_autofree gchar *findings = join_findings(page, org);
    Words rows;
    Words change;

    html_put(page->body, "<tr><th scope=\"row\">%s<small>%s</small></th>",
             report_organisation(page->context, org), org);
    put_squares(page, sender);
    g_string_append(page->body, "<td class=\"num\">");
    page_rows(page, words_count(page->messages, report_number(row, "rows"), rows), "submissions",
              "sum:rows", "org", org, "month", page->context->month, NULL);
    g_string_append(page->body, "</td>");
    page_quality_lost(page, row);
    g_string_append(page->body, "<td class=\"num\">");
    if (!report_is_blank(row, "prev_month_delta"))
        html_put(
            page->body, "%s",
            words_real_change(page->messages, report_real(row, "prev_month_delta"), 1, change));
    g_string_append(page->body, "</td>");
    page_quality_say(page, findings);
    g_string_append(page->body, "</tr>\n");
}

static void
put_head(const Page *page)
{
    RollDay before = roll_day_add_months(roll_day_parse_month(roll_text(page->context->month)), -1);

    page_put(page,
             "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"{quality.senders}\"><table class=\"senders\">"
             "<caption class=\"h\">{quality.senders}</caption><thead><tr>"
             "<th scope=\"col\">{quality.organisation}</th>"
             "<th scope=\"col\">{quality.last-months}</th>"
             "<th scope=\"col\" class=\"num\">{quality.lines}</th>"
             "<th scope=\"col\" class=\"num\">{quality.refused}</th>"
             "<th scope=\"col\" class=\"num\">{quality.no-place}</th>"
             "<th scope=\"col\" class=\"num\">{quality.no-topic}</th>"
             "<th scope=\"col\" class=\"num\">{quality.no-date}</th>"
             "<th scope=\"col\" class=\"num\">{quality.since}</th>"
             "<th scope=\"col\">{quality.say}</th></tr></thead><tbody>\n",
             "month", words_month_name(page->messages, roll_day_split(before).month), NULL);
}

void
page_senders(const Page *page)
{
    ReportRow row = report_rows(page->context->tables, "submissions");
    gboolean has_one = FALSE;

    while (report_next(&row)) {
        Sender sender;

        if (!report_is(&row, "month", page->context->month) || !page_quality_is_shown(page, &row))
            continue;
        if (!has_one)
            put_head(page);
        has_one = TRUE;
        sender = read_sender(page, &row);
        put_sender(page, &sender);
    }
    if (has_one)
        g_string_append(page->body, "</tbody></table></div>\n");
}
