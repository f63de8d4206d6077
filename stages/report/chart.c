#include "stages/report/chart.h"

#include <math.h>

#include "pipeline/lib/html.h"
#include "stages/report/svg.h"
#include "stages/report/words.h"

#define WIDTH  330.0
#define HEIGHT 150.0
#define LEFT   48.0
#define RIGHT  76.0
#define TOP    10.0
#define BOTTOM 24.0

#define BAR_WIDTH 12.0

/* 1, 2 or 5 times a power of ten, so that at most four steps reach @most. */
static gdouble
step_for(gdouble most)
{
    gdouble power = pow(10, floor(log10(MAX(most, 1) / 4)));
    static const gdouble factors[] = {1, 2, 5, 10};

    for (guint i = 0; i < G_N_ELEMENTS(factors); i++)
        if (factors[i] * power * 4 >= most)
            return MAX(factors[i] * power, 1);
    return 10 * power;
}

typedef struct {
    const Chart *chart;
    gdouble most; /* the upper end of the axis */
} Frame;

static gdouble
x_of(const Frame *frame, guint i)
{
    return LEFT + (WIDTH - LEFT - RIGHT) * i / MAX(frame->chart->n - 1, 1);
}

static gdouble
y_of(const Frame *frame, gdouble value)
{
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / frame->most;
}

static void
put_point(GString *out, const Frame *frame, const ChartLine *line, guint i)
{
    svg_number(out, x_of(frame, i));
    g_string_append_c(out, ',');
    svg_number(out, y_of(frame, line->values[i]));
    g_string_append_c(out, ' ');
}

static void
put_area(GString *out, const Frame *frame)
{
    guint n = frame->chart->n;

    g_string_append(out, "<polygon class=\"f-shade\" points=\"");
    for (guint i = 0; i < n; i++)
        put_point(out, frame, &frame->chart->lines[0], i);
    for (guint i = n; i > 0; i--)
        put_point(out, frame, &frame->chart->lines[1], i - 1);
    g_string_append(out, "\"/>");
}

/* (transfer full) */
static gchar *
label_of(const Chart *chart, gdouble value)
{
    Words count;

    words_count(chart->say, (gint64)value, count);
    return chart->is_share ? messages_text(chart->say, "numbers.percent", "number", count, NULL)
                           : g_strdup(count);
}

static void
put_line(GString *out, const Frame *frame, const ChartLine *line)
{
    guint last = frame->chart->n - 1;
    g_autofree gchar *text = label_of(frame->chart, round(line->values[last]));

    html_put(out, "<polyline class=\"f-none %s\" stroke-width=\"2\" points=\"", line->class);
    for (guint i = 0; i <= last; i++)
        put_point(out, frame, line, i);
    g_string_append(out, "\"/>");
    svg_circle(out, "f-ink", x_of(frame, last), y_of(frame, line->values[last]), 3);
    svg_text(out, "lab", x_of(frame, last) + 8, y_of(frame, line->values[last]) + 1, "start", text);
    svg_text(out, "", x_of(frame, last) + 8, y_of(frame, line->values[last]) + 15, "start",
             line->label);
}

/* The bars of one kind as one shape: their values stand in the description. */
static void
put_bars(GString *out, const Frame *frame, const ChartLine *line)
{
    guint n = frame->chart->n;
    gdouble pitch = (WIDTH - LEFT - RIGHT) / n;
    gdouble width = CLAMP(pitch - 2, 2, BAR_WIDTH);

    svg_path_open(out, line->class);
    for (guint i = 0; i < n; i++)
        if (line->values[i] > 0)
            svg_path_rect(out, LEFT + pitch * (i + 0.5) - width / 2, y_of(frame, line->values[i]),
                          width, y_of(frame, 0) - y_of(frame, line->values[i]));
    svg_path_close(out);
}

static void
put_parts(GString *out, const Frame *frame)
{
    const Chart *chart = frame->chart;

    put_bars(out, frame, &chart->lines[1]);
    put_bars(out, frame, &chart->lines[0]);
    svg_text(out, "lab", WIDTH - RIGHT + 8, y_of(frame, 0) - 18, "start", chart->end);
    svg_text(out, "", WIDTH - RIGHT + 8, y_of(frame, 0) - 4, "start", chart->lines[1].label);
}

static void
put_lines(GString *out, const Frame *frame)
{
    const Chart *chart = frame->chart;

    if (chart->n_lines == 2)
        put_area(out, frame);
    for (guint line = 0; line < chart->n_lines; line++)
        put_line(out, frame, &chart->lines[line]);
}

static void
put_axes(GString *out, const Frame *frame, gdouble step)
{
    Words text;

    for (guint i = 0; i <= (guint)lround(frame->most / step); i++) {
        gdouble value = i * step;
        g_autofree gchar *label = label_of(frame->chart, value);

        svg_line(out, i == 0 ? "s-ink3" : "s-line", LEFT, y_of(frame, value), WIDTH - RIGHT,
                 y_of(frame, value));
        svg_text(out, "", LEFT - 6, y_of(frame, value) + 4, "end", label);
    }
    svg_text(out, "", LEFT, HEIGHT - 6, "start",
             words_month_short(frame->chart->say, frame->chart->first, text));
    svg_text(out, "", WIDTH - RIGHT, HEIGHT - 6, "end",
             words_month_short(frame->chart->say,
                               roll_day_add_months(frame->chart->first, (gint)frame->chart->n - 1),
                               text));
}

/* All values in words, for those who hear the chart. */
static void
put_description(GString *out, const Chart *chart)
{
    g_string_append(out, "<desc>");
    for (guint line = 0; line < chart->n_lines; line++) {
        html_put(out, "%s:", chart->lines[line].label);
        for (guint i = 0; i < chart->n; i++) {
            g_string_append_c(out, ' ');
            svg_number(out, chart->lines[line].values[i]);
        }
        g_string_append(out, line + 1 < chart->n_lines ? "; " : "");
    }
    g_string_append(out, "</desc>");
}

void
chart_put(GString *out, const Chart *chart)
{
    gdouble most = 1;
    gdouble step;
    Frame frame = {.chart = chart};

    for (guint line = 0; line < chart->n_lines; line++)
        for (guint i = 0; i < chart->n; i++)
            most = MAX(most, chart->lines[line].values[i]);
    step = step_for(most);
    frame.most = ceil(most / step) * step;
    html_put(out, "<figure><figcaption><b>%s</b>%s</figcaption>", chart->title, chart->subtitle);
    svg_open(out, WIDTH, HEIGHT, chart->title);
    put_description(out, chart);
    put_axes(out, &frame, step);
    if (chart->is_part)
        put_parts(out, &frame);
    else
        put_lines(out, &frame);
    svg_close(out);
    g_string_append(out, "</figure>\n");
}
