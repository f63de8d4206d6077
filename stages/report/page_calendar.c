#include "stages/report/page_calendar.h"

#include "pipeline/lib/html.h"
#include "stages/report/clash.h"
#include "stages/report/page_outcomes.h"
#include "stages/report/page_plans.h"
#include "stages/report/svg.h"
#include "stages/report/words.h"

#define MONTHS_BACK  3
#define MONTHS_AHEAD 3
#define WIDTH        1120.0
#define NAMES        150.0 /* left of the lanes */
#define HEAD         28.0
#define BAR_HEIGHT   12.0
#define LANE_PITCH   18.0
#define ROW_PADDING  9.0
#define LABEL_WIDTH  60.0
#define MAX_ROWS     24
#define MAX_BARS     12 /* held, and as many planned, of one province */

/* A session in the picture. */
typedef struct {
    ReportRow row;
    RollDay start;
    RollDay end;
    gboolean is_planned;
    gboolean collides;
    guint case_place; /* of a bar that collides: its case among the clashes */
    guint lane;
} Bar;

/* A province with plans. */
typedef struct {
    gchar *code; /* owned */
    GArray *bars;
    guint n_of[2]; /* bars held, bars planned */
    guint n_lanes;
    gboolean collides;
    RollDay first; /* planned */
    gdouble y;
} Lane;

typedef struct {
    Page *page;
    Clashes *clashes;
    GPtrArray *lanes; /* of Lane */
    RollDay from;     /* first day of the picture */
    RollDay to;       /* last */
    guint n_left_out; /* sessions of busy provinces that are not drawn */
} Calendar;

static void
lane_free(gpointer data)
{
    Lane *lane = data;

    g_free(lane->code);
    g_array_unref(lane->bars);
    g_free(lane);
}

static gdouble
x_of(const Calendar *calendar, RollDay day)
{
    gdouble share = (gdouble)(day - calendar->from) / (calendar->to - calendar->from + 1);

    return NAMES + (WIDTH - NAMES) * CLAMP(share, 0, 1);
}

/* ---- rows and lanes ---- */

static Lane *
lane_of(const Calendar *calendar, const gchar *code)
{
    Lane *lane;

    for (guint i = 0; i < calendar->lanes->len; i++) {
        lane = g_ptr_array_index(calendar->lanes, i);
        if (strcmp(lane->code, code) == 0)
            return lane;
    }
    lane = g_new0(Lane, 1);
    lane->code = g_strdup(code);
    lane->bars = g_array_new(FALSE, TRUE, sizeof(Bar));
    g_ptr_array_add(calendar->lanes, lane);
    return lane;
}

static Bar
read_bar(const Calendar *calendar, const ReportRow *row)
{
    Bar bar = {.row = *row,
               .start = roll_day_parse(report_get(row, "start_date")),
               .end = roll_day_parse(report_get(row, "end_date"))};

    bar.is_planned = page_plans_is_ahead(calendar->page, row);
    bar.collides = clashes_has(calendar->clashes, report_string(row, "session"));
    if (bar.collides) {
        guint place = GPOINTER_TO_UINT(
            g_hash_table_lookup(calendar->clashes->places, report_string(row, "session")));

        bar.case_place = clash_plan(calendar->clashes, place - 1)->case_place;
    }
    return bar;
}

static gint
compare_lanes(gconstpointer a, gconstpointer b)
{
    const Lane *x = *(const Lane *const *)a;
    const Lane *y = *(const Lane *const *)b;

    if (x->collides != y->collides)
        return x->collides ? -1 : 1;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return strcmp(x->code, y->code);
}

/* Provinces with plans first make rows; then what was held there is added. */
static void
read_plans(const Calendar *calendar)
{
    ReportRow row = report_rows(calendar->page->context->tables, "calendar");

    while (report_next(&row)) {
        Bar bar = read_bar(calendar, &row);
        Lane *lane;

        if (!bar.is_planned || bar.start > calendar->to)
            continue;
        lane = lane_of(calendar, report_string(&row, "adm1_code"));
        lane->collides = lane->collides || bar.collides;
        lane->first = lane->first == 0 ? bar.start : MIN(lane->first, bar.start);
    }
    g_ptr_array_sort(calendar->lanes, compare_lanes);
    if (calendar->lanes->len > MAX_ROWS)
        g_ptr_array_set_size(calendar->lanes, MAX_ROWS);
}

static void
add_bar(Calendar *calendar, Lane *lane, const Bar *bar)
{
    if (lane->n_of[bar->is_planned]++ < MAX_BARS)
        g_array_append_val(lane->bars, *bar);
    else
        calendar->n_left_out++;
}

static void
read_bars(Calendar *calendar)
{
    ReportRow row = report_rows(calendar->page->context->tables, "calendar");

    while (report_next(&row)) {
        Bar bar = read_bar(calendar, &row);

        if (bar.start < calendar->from || bar.start > calendar->to ||
            (!bar.is_planned && !report_is(&row, "status", "complete")))
            continue;
        for (guint i = 0; i < calendar->lanes->len; i++) {
            Lane *lane = g_ptr_array_index(calendar->lanes, i);

            if (report_is(&row, "adm1_code", lane->code))
                add_bar(calendar, lane, &bar);
        }
    }
}

static gdouble
width_of(const Calendar *calendar, const Bar *bar)
{
    return MAX(x_of(calendar, bar->end + 1) - x_of(calendar, bar->start), 5);
}

/* The label of a bar that was held stands left of it where it would reach into what is to come. */
static gboolean
is_left(const Calendar *calendar, const Bar *bar)
{
    return !bar->is_planned && x_of(calendar, bar->start) + width_of(calendar, bar) + LABEL_WIDTH >
                                   x_of(calendar, calendar->page->context->as_of + 1);
}

/* Each bar takes the first lane whose last bar ends before it, both with their labels. */
static void
pack(const Calendar *calendar, Lane *lane)
{
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(gdouble));

    for (guint i = 0; i < lane->bars->len; i++) {
        Bar *bar = &g_array_index(lane->bars, Bar, i);
        gdouble start = x_of(calendar, bar->start);
        gdouble end = start + width_of(calendar, bar);

        start -= is_left(calendar, bar) ? LABEL_WIDTH : 0;
        end += is_left(calendar, bar) ? 0 : LABEL_WIDTH;
        while (bar->lane < ends->len && g_array_index(ends, gdouble, bar->lane) > start)
            bar->lane++;
        if (bar->lane == ends->len)
            g_array_append_val(ends, end);
        else
            g_array_index(ends, gdouble, bar->lane) = end;
    }
    lane->n_lanes = MAX(ends->len, 1);
}

/* ---- drawing ---- */

static void
draw_months(const Calendar *calendar, gdouble height)
{
    GString *out = calendar->page->body;
    RollDay as_of = calendar->page->context->as_of;
    gdouble now = x_of(calendar, as_of + 1);
    Words text;

    svg_rect(out, "f-panel", now, HEAD, WIDTH - now, height - HEAD);
    for (RollDay day = calendar->from; day <= calendar->to; day = roll_day_add_months(day, 1)) {
        svg_line(out, "s-line", x_of(calendar, day), 4, x_of(calendar, day), height);
        svg_text(out, "lab", x_of(calendar, day) + 4, 18, "start",
                 words_month_name(calendar->page->messages, roll_day_split(day).month));
    }
    svg_line(out, "s-ink", now, HEAD, now, height);
    svg_text(out, "", now - 4, HEAD + 11, "end",
             words_day_short(calendar->page->messages, as_of, text));
}

static void
draw_bar(const Calendar *calendar, const Lane *lane, const Bar *bar)
{
    GString *out = calendar->page->body;
    const gchar *org = report_string(&bar->row, "org");
    g_auto(GStrv) topics = g_strsplit(report_string(&bar->row, "topics"), ";", 2);
    g_autofree gchar *label = g_strconcat(org, " ", topics[0] != NULL ? topics[0] : "", NULL);
    gdouble x = x_of(calendar, bar->start);
    gdouble y = lane->y + ROW_PADDING + bar->lane * LANE_PITCH;
    gdouble width = width_of(calendar, bar);
    gboolean left = is_left(calendar, bar);
    Words range;

    page_put(calendar->page, "<g><title>{org}, {range}, ", "org", org, "range",
             words_range(calendar->page->messages, bar->start, bar->end, range), NULL);
    page_put(calendar->page, bar->is_planned ? "{calendar.planned}" : "{calendar.held}", NULL);
    page_put(calendar->page, bar->collides ? ", {calendar.collides}</title>" : "</title>", NULL);
    svg_rect(out,
             bar->collides     ? "f-coll"
             : bar->is_planned ? "f-none s-ink"
                               : "f-held",
             x, y, width, BAR_HEIGHT);
    svg_text(out, bar->collides ? "t-coll" : "", left ? x - 4 : x + width + 4, y + 10.5,
             left ? "end" : "start", label);
    g_string_append(out, "</g>");
}

/* Below the bars, from the first of a case to its next in the province. */
static void
draw_bracket(const Calendar *calendar, const Lane *lane, const Bar *first, const Bar *next)
{
    GString *out = calendar->page->body;
    gdouble top = lane->y + ROW_PADDING + BAR_HEIGHT;
    gdouble x = x_of(calendar, first->start) + 2;
    gdouble next_x = x_of(calendar, next->start) + 2;
    gdouble base = top + MAX(first->lane, next->lane) * LANE_PITCH + 4;

    svg_line(out, "s-coll", x, top + first->lane * LANE_PITCH, x, base);
    svg_line(out, "s-coll", x, base, next_x, base);
    svg_line(out, "s-coll", next_x, top + next->lane * LANE_PITCH, next_x, base);
}

static void
draw_brackets(const Calendar *calendar, const Lane *lane)
{
    for (guint i = 0; i < lane->bars->len; i++) {
        const Bar *bar = &g_array_index(lane->bars, Bar, i);
        guint j = i + 1;

        if (!bar->collides)
            continue;
        while (j < lane->bars->len &&
               (!g_array_index(lane->bars, Bar, j).collides ||
                g_array_index(lane->bars, Bar, j).case_place != bar->case_place))
            j++;
        if (j < lane->bars->len)
            draw_bracket(calendar, lane, bar, &g_array_index(lane->bars, Bar, j));
    }
}

static gdouble
place_lanes(const Calendar *calendar)
{
    gdouble y = HEAD + 18;

    for (guint i = 0; i < calendar->lanes->len; i++) {
        Lane *lane = g_ptr_array_index(calendar->lanes, i);

        pack(calendar, lane);
        lane->y = y;
        y += lane->n_lanes * LANE_PITCH + 2 * ROW_PADDING - 4;
    }
    return y;
}

static void
draw(const Calendar *calendar)
{
    GString *out = calendar->page->body;
    gdouble height = place_lanes(calendar);

    page_put(calendar->page,
             "<div class=\"cal\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"{calendar.calendar}\">",
             NULL);
    svg_open(out, WIDTH, height, page_word(calendar->page, "calendar.picture"));
    draw_months(calendar, height);
    for (guint i = 0; i < calendar->lanes->len; i++) {
        const Lane *lane = g_ptr_array_index(calendar->lanes, i);
        const gchar *name = report_place(calendar->page->context, lane->code);

        svg_line(out, "s-line", 0, lane->y, WIDTH, lane->y);
        svg_text(out, "lab", 0, lane->y + ROW_PADDING + 10.5, "start",
                 name[0] != '\0' ? name : page_word(calendar->page, "sentence.no-place"));
        for (guint j = 0; j < lane->bars->len; j++)
            draw_bar(calendar, lane, &g_array_index(lane->bars, Bar, j));
        draw_brackets(calendar, lane);
    }
    svg_close(out);
    g_string_append(out, "</div>\n");
}

/* ---- the view ---- */

typedef struct {
    guint n_plans;
    guint n_colliding;
    RollDay last;
} Plans;

static Plans
count_plans(const Calendar *calendar)
{
    ReportRow row = report_rows(calendar->page->context->tables, "calendar");
    Plans plans = {0};

    while (report_next(&row)) {
        Bar bar = read_bar(calendar, &row);

        if (!bar.is_planned)
            continue;
        plans.n_plans++;
        plans.n_colliding += bar.collides ? 1 : 0;
        plans.last = MAX(plans.last, bar.start);
    }
    return plans;
}

static gchar *
headline(const Calendar *calendar, const Plans *plans)
{
    Words n;
    Words colliding;
    Words month;

    if (plans->n_plans == 0)
        return page_text(calendar->page, "calendar.none-planned", NULL);
    words_count(calendar->page->messages, plans->n_plans, n);
    words_month(calendar->page->messages, plans->last, month);
    if (plans->n_colliding == 0)
        return page_text(calendar->page, "calendar.none-collides", "n", n, "month", month, NULL);
    return page_text(
        calendar->page, plans->n_colliding == 1 ? "calendar.one-collides" : "calendar.some-collide",
        "colliding", words_count(calendar->page->messages, plans->n_colliding, colliding), "n", n,
        "month", month, NULL);
}

static void
put_view(const Calendar *calendar)
{
    Plans plans = count_plans(calendar);
    g_autofree gchar *finding = headline(calendar, &plans);

    page_open_view(calendar->page, "cal", "views.cal", plans.n_plans);
    page_finding(calendar->page, "cal", finding,
                 plans.n_plans == 0 ? page_word(calendar->page, "calendar.no-plans")
                                    : page_word(calendar->page, "calendar.dek"));
    if (plans.n_plans > 0) {
        page_put(calendar->page,
                 "<div class=\"key\"><span>"
                 "<svg width=\"22\" height=\"12\" aria-hidden=\"true\">"
                 "<rect class=\"f-held\" width=\"22\" height=\"12\"/></svg>{calendar.held}</span>"
                 "<span><svg width=\"22\" height=\"12\" aria-hidden=\"true\">"
                 "<rect class=\"f-none s-ink\" x=\"1\" y=\"1\" width=\"20\" "
                 "height=\"10\"/></svg>{calendar.planned-no-conflict}</span>"
                 "<span class=\"coll\"><svg width=\"22\" height=\"12\" aria-hidden=\"true\">"
                 "<rect class=\"f-coll\" width=\"22\" height=\"12\"/></svg>"
                 "<b>{calendar.planned-collides}</b></span></div>\n",
                 NULL);
        draw(calendar);
        if (calendar->n_left_out > 0)
            page_put(calendar->page, "<p class=\"none\">{calendar.more-busy-provinces-stand}</p>\n",
                     "n-left-out",
                     words_count(calendar->page->messages, calendar->n_left_out, (Words){0}), NULL);
        page_plans(calendar->page, calendar->clashes, plans.n_plans);
    }
    page_outcomes(calendar->page, calendar->page->context->tables);
    page_close_view(calendar->page, "{calendar.source}");
}

void
page_calendar(Page *page)
{
    RollCalendarDay first = roll_day_split(page->context->as_of);
    g_autoptr(Clashes) clashes = clashes_new(page->context);
    g_autoptr(GPtrArray) lanes = g_ptr_array_new_with_free_func(lane_free);
    Calendar calendar = {.page = page, .clashes = clashes, .lanes = lanes};

    first.day = 1;
    calendar.from = roll_day_add_months(roll_day_join(first), 1 - MONTHS_BACK);
    calendar.to = roll_day_add_months(roll_day_join(first), 1 + MONTHS_AHEAD) - 1;
    read_plans(&calendar);
    read_bars(&calendar);
    put_view(&calendar);
}
