#include "stages/report/page_own_calendar.h"

#include <string.h>

#include "stages/report/page_calendar.h"
#include "stages/report/page_outcomes.h"
#include "stages/report/page_plans.h"

typedef struct {
    Page *page;
    const ReportTables *own;
    GHashTable *groups; /* number of an own plan that collides to its group + 1 */
    GArray *others;     /* of SwimBar: the plans it collides with, each once */
    CalendarPlans plans;
} OwnCalendar;

/* ---- what collides ---- */

static gboolean
is_same_bar(const SwimBar *a, const SwimBar *b)
{
    return a->start == b->start && a->end == b->end && strcmp(a->org, b->org) == 0 &&
           strcmp(a->place, b->place) == 0;
}

static SwimBar
read_other(const ReportRow *row, guint group)
{
    return (SwimBar){.place = report_string(row, "adm1_code"),
                     .org = report_string(row, "clash_org"),
                     .topics = report_string(row, "topics_shared"),
                     .start = roll_day_parse(report_get(row, "clash_start")),
                     .end = roll_day_parse(report_get(row, "clash_end")),
                     .is_planned = TRUE,
                     .collides = TRUE,
                     .group = group};
}

/* An own plan belongs with the others that it collides with. */
static void
read_collisions(const OwnCalendar *self)
{
    ReportRow row = report_rows(self->own, "planned_collisions");

    while (report_next(&row)) {
        const gchar *session = report_string(&row, "planned_session");
        guint group = GPOINTER_TO_UINT(g_hash_table_lookup(self->groups, session));
        SwimBar other = read_other(&row, group > 0 ? group - 1 : g_hash_table_size(self->groups));
        gboolean is_known = !report_is(&row, "clash_type", "same week");

        for (guint i = 0; i < self->others->len && !is_known; i++) {
            is_known = is_same_bar(&g_array_index(self->others, SwimBar, i), &other);
            if (is_known && group == 0)
                other.group = g_array_index(self->others, SwimBar, i).group;
        }
        if (!is_known)
            g_array_append_val(self->others, other);
        if (group == 0)
            g_hash_table_insert(self->groups, g_strdup(session), GUINT_TO_POINTER(other.group + 1));
    }
}

/* ---- bars ---- */

static SwimBar
read_bar(const OwnCalendar *self, const ReportRow *row)
{
    guint group =
        GPOINTER_TO_UINT(g_hash_table_lookup(self->groups, report_string(row, "session")));

    return (SwimBar){.place = report_string(row, "adm1_code"),
                     .org = self->page->owner,
                     .topics = report_string(row, "topic_codes"),
                     .start = roll_day_parse(report_get(row, "start_date")),
                     .end = roll_day_parse(report_get(row, "end_date")),
                     .is_planned = page_plans_is_ahead(self->page, row),
                     .collides = group > 0,
                     .group = group > 0 ? group - 1 : 0};
}

static gint
compare_bars(gconstpointer a, gconstpointer b)
{
    const SwimBar *x = a;
    const SwimBar *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end != y->end ? (x->end > y->end) - (x->end < y->end) : strcmp(x->org, y->org);
}

/* By their first day: the own and the others. */
static GArray *
read_bars(OwnCalendar *self)
{
    GArray *bars = g_array_new(FALSE, FALSE, sizeof(SwimBar));
    ReportRow row = report_rows(self->own, "sessions");

    while (report_next(&row)) {
        SwimBar bar = read_bar(self, &row);

        if (bar.is_planned)
            calendar_plans_add(&self->plans, &bar);
        if (bar.is_planned || report_is(&row, "status", "complete"))
            g_array_append_val(bars, bar);
    }
    g_array_append_vals(bars, self->others->data, self->others->len);
    g_array_sort(bars, compare_bars);
    return bars;
}

/* ---- the view ---- */

static void
put_view(const OwnCalendar *self, const GArray *bars)
{
    g_autoptr(Swimlanes) lanes = swimlanes_new(self->page, TRUE);
    g_autofree gchar *finding = calendar_headline(self->page, &self->plans);
    gboolean has_bar = FALSE;

    page_open_view(self->page, "cal", "views.cal", self->plans.n_plans);
    page_finding(self->page, "cal", finding, page_word(self->page, "partner.calendar-dek"));
    for (guint i = 0; i < bars->len; i++)
        has_bar = swimlanes_add(lanes, &g_array_index(bars, SwimBar, i)) || has_bar;
    if (has_bar) {
        swimlanes_key(self->page);
        swimlanes_put(lanes);
    } else {
        page_put(self->page, "<p class=\"none\">{partner.calendar-empty}</p>\n", NULL);
    }
    page_outcomes(self->page, self->own);
    page_close_view(self->page, calendar_has_plans(self->page, self->own)
                                    ? "{partner.calendar-source} {calendar.for-programs}"
                                    : "{partner.calendar-source}");
}

void
page_own_calendar(Page *page, const ReportTables *own)
{
    g_autoptr(GHashTable) groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GArray) others = g_array_new(FALSE, FALSE, sizeof(SwimBar));
    g_autoptr(GArray) bars = NULL;
    OwnCalendar self = {.page = page, .own = own, .groups = groups, .others = others};

    read_collisions(&self);
    bars = read_bars(&self);
    put_view(&self, bars);
}
