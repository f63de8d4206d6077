#include "stages/report/swimlane.h"

#include <string.h>

#include "pipeline/lib/html.h"
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

/* A bar in the picture. */
typedef struct {
    SwimBar told;
    guint lane;
} Bar;

/* A province. */
typedef struct {
    const gchar *code;
    GArray *bars;  /* of Bar */
    guint n_of[2]; /* bars held, bars planned */
    guint n_lanes;
    gboolean collides;
    RollDay first; /* planned; 0: nothing is */
    gdouble y;
} Lane;

struct Swimlanes {
    Page *page;
    gboolean with_held; /* provinces without plans have a row, too */
    GArray *told;       /* of SwimBar */
    GPtrArray *lanes;   /* of Lane */
    RollDay from;       /* first day of the picture */
    RollDay to;         /* last */
    guint n_left_out;   /* sessions of busy provinces that are not drawn */
};

static void
lane_free(gpointer data)
{
    Lane *lane = data;

    g_array_unref(lane->bars);
    g_free(lane);
}

static gdouble
x_of(const Swimlanes *self, RollDay day)
{
    gdouble share = (gdouble)(day - self->from) / (self->to - self->from + 1);

    return NAMES + (WIDTH - NAMES) * CLAMP(share, 0, 1);
}

Swimlanes *
swimlanes_new(Page *page, gboolean with_held)
{
    RollCalendarDay first = roll_day_split(page->context->as_of);
    Swimlanes *self = g_new0(Swimlanes, 1);

    first.day = 1;
    self->page = page;
    self->with_held = with_held;
    self->told = g_array_new(FALSE, FALSE, sizeof(SwimBar));
    self->lanes = g_ptr_array_new_with_free_func(lane_free);
    self->from = roll_day_add_months(roll_day_join(first), 1 - MONTHS_BACK);
    self->to = roll_day_add_months(roll_day_join(first), 1 + MONTHS_AHEAD) - 1;
    return self;
}

void
swimlanes_free(Swimlanes *self)
{
    if (self == NULL)
        return;
    g_array_unref(self->told);
    g_ptr_array_unref(self->lanes);
    g_free(self);
}

gboolean
swimlanes_add(Swimlanes *self, const SwimBar *bar)
{
    if (bar->start < self->from || bar->start > self->to)
        return FALSE;
    g_array_append_val(self->told, *bar);
    return TRUE;
}

/* ---- rows and lanes ---- */

/* NULL: there is none yet. */
static Lane *
find_lane(const Swimlanes *self, const gchar *code)
{
    for (guint i = 0; i < self->lanes->len; i++) {
        Lane *lane = g_ptr_array_index(self->lanes, i);

        if (strcmp(lane->code, code) == 0)
            return lane;
    }
    return NULL;
}

static Lane *
lane_of(const Swimlanes *self, const gchar *code)
{
    Lane *lane = find_lane(self, code);

    if (lane != NULL)
        return lane;
    lane = g_new0(Lane, 1);
    lane->code = code;
    lane->bars = g_array_new(FALSE, TRUE, sizeof(Bar));
    g_ptr_array_add(self->lanes, lane);
    return lane;
}

/* Those with collisions on top, then by the first plan; those without plans last. */
static gint
compare_lanes(gconstpointer a, gconstpointer b)
{
    const Lane *x = *(const Lane *const *)a;
    const Lane *y = *(const Lane *const *)b;

    if (x->collides != y->collides)
        return x->collides ? -1 : 1;
    if ((x->first == 0) != (y->first == 0))
        return x->first == 0 ? 1 : -1;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return strcmp(x->code, y->code);
}

static void
make_lanes(const Swimlanes *self)
{
    for (guint i = 0; i < self->told->len; i++) {
        const SwimBar *bar = &g_array_index(self->told, SwimBar, i);
        Lane *lane;

        if (!bar->is_planned && !self->with_held)
            continue;
        lane = lane_of(self, bar->place);
        lane->collides = lane->collides || bar->collides;
        if (bar->is_planned)
            lane->first = lane->first == 0 ? bar->start : MIN(lane->first, bar->start);
    }
    g_ptr_array_sort(self->lanes, compare_lanes);
    if (self->lanes->len > MAX_ROWS)
        g_ptr_array_set_size(self->lanes, MAX_ROWS);
}

static void
fill_lanes(Swimlanes *self)
{
    for (guint i = 0; i < self->told->len; i++) {
        Bar bar = {.told = g_array_index(self->told, SwimBar, i)};
        Lane *lane = find_lane(self, bar.told.place);

        if (lane == NULL)
            continue;
        if (lane->n_of[bar.told.is_planned]++ < MAX_BARS)
            g_array_append_val(lane->bars, bar);
        else
            self->n_left_out++;
    }
}

static gdouble
width_of(const Swimlanes *self, const Bar *bar)
{
    return MAX(x_of(self, bar->told.end + 1) - x_of(self, bar->told.start), 5);
}

/* The label of a bar that was held stands left of it where it would reach into what is to come. */
static gboolean
is_left(const Swimlanes *self, const Bar *bar)
{
    return !bar->told.is_planned &&
           x_of(self, bar->told.start) + width_of(self, bar) + LABEL_WIDTH >
               x_of(self, self->page->context->as_of + 1);
}

/* Each bar takes the first lane whose last bar ends before it, both with their labels. */
static void
pack(const Swimlanes *self, Lane *lane)
{
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(gdouble));

    for (guint i = 0; i < lane->bars->len; i++) {
        Bar *bar = &g_array_index(lane->bars, Bar, i);
        gdouble start = x_of(self, bar->told.start);
        gdouble end = start + width_of(self, bar);

        start -= is_left(self, bar) ? LABEL_WIDTH : 0;
        end += is_left(self, bar) ? 0 : LABEL_WIDTH;
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
draw_months(const Swimlanes *self, gdouble height)
{
    GString *out = self->page->body;
    RollDay as_of = self->page->context->as_of;
    gdouble now = x_of(self, as_of + 1);
    Words text;

    svg_rect(out, "f-panel", now, HEAD, WIDTH - now, height - HEAD);
    for (RollDay day = self->from; day <= self->to; day = roll_day_add_months(day, 1)) {
        svg_line(out, "s-line", x_of(self, day), 4, x_of(self, day), height);
        svg_text(out, "lab", x_of(self, day) + 4, 18, "start",
                 words_month_name(self->page->messages, roll_day_split(day).month));
    }
    svg_line(out, "s-ink", now, HEAD, now, height);
    svg_text(out, "", now - 4, HEAD + 11, "end",
             words_day_short(self->page->messages, as_of, text));
}

static void
draw_bar(const Swimlanes *self, const Lane *lane, const Bar *bar)
{
    GString *out = self->page->body;
    const gchar *org = bar->told.org;
    g_auto(GStrv) topics = g_strsplit(bar->told.topics, ";", 2);
    g_autofree gchar *label = g_strconcat(org, " ", topics[0] != NULL ? topics[0] : "", NULL);
    gdouble x = x_of(self, bar->told.start);
    gdouble y = lane->y + ROW_PADDING + bar->lane * LANE_PITCH;
    gdouble width = width_of(self, bar);
    gboolean left = is_left(self, bar);
    Words range;

    page_put(self->page, "<g><title>{org}, {range}, ", "org", org, "range",
             words_range(self->page->messages, bar->told.start, bar->told.end, range), NULL);
    page_put(self->page, bar->told.is_planned ? "{calendar.planned}" : "{calendar.held}", NULL);
    page_put(self->page, bar->told.collides ? ", {calendar.collides}</title>" : "</title>", NULL);
    svg_rect(out,
             bar->told.collides     ? "f-coll"
             : bar->told.is_planned ? "f-none s-ink"
                                    : "f-held",
             x, y, width, BAR_HEIGHT);
    svg_text(out, bar->told.collides ? "t-coll" : "", left ? x - 4 : x + width + 4, y + 10.5,
             left ? "end" : "start", label);
    g_string_append(out, "</g>");
}

/* Below the bars, from the first of a case to its next in the province. */
static void
draw_bracket(const Swimlanes *self, const Lane *lane, const Bar *first, const Bar *next)
{
    GString *out = self->page->body;
    gdouble top = lane->y + ROW_PADDING + BAR_HEIGHT;
    gdouble x = x_of(self, first->told.start) + 2;
    gdouble next_x = x_of(self, next->told.start) + 2;
    gdouble base = top + MAX(first->lane, next->lane) * LANE_PITCH + 4;

    svg_path_open(out, "f-none s-coll");
    svg_path_bracket(out, &(SvgBracket){x, top + first->lane * LANE_PITCH, base, next_x,
                                        top + next->lane * LANE_PITCH});
    svg_path_close(out);
}

static void
draw_brackets(const Swimlanes *self, const Lane *lane)
{
    for (guint i = 0; i < lane->bars->len; i++) {
        const Bar *bar = &g_array_index(lane->bars, Bar, i);
        guint j = i + 1;

        if (!bar->told.collides)
            continue;
        while (j < lane->bars->len &&
               (!g_array_index(lane->bars, Bar, j).told.collides ||
                g_array_index(lane->bars, Bar, j).told.group != bar->told.group))
            j++;
        if (j < lane->bars->len)
            draw_bracket(self, lane, bar, &g_array_index(lane->bars, Bar, j));
    }
}

static gdouble
place_lanes(const Swimlanes *self)
{
    gdouble y = HEAD + 18;

    for (guint i = 0; i < self->lanes->len; i++) {
        Lane *lane = g_ptr_array_index(self->lanes, i);

        pack(self, lane);
        lane->y = y;
        y += lane->n_lanes * LANE_PITCH + 2 * ROW_PADDING - 4;
    }
    return y;
}

void
swimlanes_put(Swimlanes *self)
{
    GString *out = self->page->body;
    gdouble height;

    make_lanes(self);
    fill_lanes(self);
    height = place_lanes(self);
    page_put(self->page,
             "<div class=\"cal\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"{calendar.calendar}\">",
             NULL);
    svg_open(out, WIDTH, height, page_word(self->page, "calendar.picture"));
    draw_months(self, height);
    for (guint i = 0; i < self->lanes->len; i++) {
        const Lane *lane = g_ptr_array_index(self->lanes, i);
        const gchar *name = report_place(self->page->context, lane->code);

        svg_line(out, "s-line", 0, lane->y, WIDTH, lane->y);
        svg_text(out, "lab", 0, lane->y + ROW_PADDING + 10.5, "start",
                 name[0] != '\0' ? name : page_word(self->page, "sentence.no-place"));
        for (guint j = 0; j < lane->bars->len; j++)
            draw_bar(self, lane, &g_array_index(lane->bars, Bar, j));
        draw_brackets(self, lane);
    }
    svg_close(out);
    g_string_append(out, "</div>\n");
    if (self->n_left_out > 0)
        page_put(self->page, "<p class=\"none\">{calendar.more-busy-provinces-stand}</p>\n",
                 "n-left-out", words_count(self->page->messages, self->n_left_out, (Words){0}),
                 NULL);
}

void
swimlanes_key(const Page *page)
{
    page_put(page,
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
}
