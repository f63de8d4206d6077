#include "stages/report/svg.h"

#include <math.h>

#include "pipeline/lib/html.h"

void
svg_number(GString *out, gdouble value)
{
    gchar text[32];
    gdouble rounded = round(value * 10) / 10;

    if (rounded == 0)
        rounded = 0; /* never -0 */
    g_ascii_formatd(text, sizeof text, "%.1f", rounded);
    if (g_str_has_suffix(text, ".0"))
        text[strlen(text) - 2] = '\0';
    g_string_append(out, text);
}

static void
put(GString *out, const gchar *name, gdouble value)
{
    html_put(out, " %s=\"", name);
    svg_number(out, value);
    g_string_append_c(out, '"');
}

void
svg_open(GString *out, gdouble width, gdouble height, const gchar *label)
{
    g_string_append(out, "<svg");
    put(out, "width", width);
    put(out, "height", height);
    g_string_append(out, " viewBox=\"0 0 ");
    svg_number(out, width);
    g_string_append_c(out, ' ');
    svg_number(out, height);
    if (label != NULL)
        html_put(out, "\" role=\"img\" aria-label=\"%s\">", label);
    else
        g_string_append(out, "\" aria-hidden=\"true\">");
}

void
svg_close(GString *out)
{
    g_string_append(out, "</svg>");
}

void
svg_rect(GString *out, const gchar *class, gdouble x, gdouble y, gdouble width, gdouble height)
{
    html_put(out, "<rect class=\"%s\"", class);
    put(out, "x", x);
    put(out, "y", y);
    put(out, "width", width);
    put(out, "height", height);
    g_string_append(out, "/>");
}

void
svg_line(GString *out, const gchar *class, gdouble x1, gdouble y1, gdouble x2, gdouble y2)
{
    html_put(out, "<line class=\"%s\"", class);
    put(out, "x1", x1);
    put(out, "y1", y1);
    put(out, "x2", x2);
    put(out, "y2", y2);
    g_string_append(out, "/>");
}

void
svg_circle(GString *out, const gchar *class, gdouble x, gdouble y, gdouble r)
{
    html_put(out, "<circle class=\"%s\"", class);
    put(out, "cx", x);
    put(out, "cy", y);
    put(out, "r", r);
    g_string_append(out, "/>");
}

void
svg_diamond(GString *out, const gchar *class, gdouble x, gdouble y, gdouble r)
{
    html_put(out, "<path class=\"%s\" d=\"M", class);
    svg_number(out, x);
    g_string_append_c(out, ' ');
    svg_number(out, y - r);
    g_string_append_c(out, 'l');
    svg_number(out, r);
    g_string_append_c(out, ' ');
    svg_number(out, r);
    g_string_append_c(out, ' ');
    svg_number(out, -r);
    g_string_append_c(out, ' ');
    svg_number(out, r);
    g_string_append_c(out, ' ');
    svg_number(out, -r);
    g_string_append_c(out, ' ');
    svg_number(out, -r);
    g_string_append(out, "z\"/>");
}

void
svg_path_open(GString *out, const gchar *class)
{
    html_put(out, "<path class=\"%s\" d=\"", class);
}

static void
put_numbers(GString *out, const gdouble *values, guint n)
{
    for (guint i = 0; i < n; i++) {
        if (i > 0)
            g_string_append_c(out, ' ');
        svg_number(out, values[i]);
    }
}

void
svg_path_dot(GString *out, gdouble x, gdouble y, gdouble r)
{
    const gdouble from[] = {x - r, y};
    const gdouble there[] = {r, r, 0, 1, 0, 2 * r, 0};
    const gdouble back[] = {r, r, 0, 1, 0, -2 * r, 0};

    g_string_append_c(out, 'M');
    put_numbers(out, from, G_N_ELEMENTS(from));
    g_string_append_c(out, 'a');
    put_numbers(out, there, G_N_ELEMENTS(there));
    g_string_append_c(out, 'a');
    put_numbers(out, back, G_N_ELEMENTS(back));
    g_string_append_c(out, 'z');
}

void
svg_path_rect(GString *out, gdouble x, gdouble y, gdouble width, gdouble height)
{
    const gdouble from[] = {x, y};

    g_string_append_c(out, 'M');
    put_numbers(out, from, G_N_ELEMENTS(from));
    g_string_append_c(out, 'h');
    svg_number(out, width);
    g_string_append_c(out, 'v');
    svg_number(out, height);
    g_string_append_c(out, 'h');
    svg_number(out, -width);
    g_string_append_c(out, 'z');
}

void
svg_path_cross(GString *out, gdouble x, gdouble y, gdouble r)
{
    const gdouble down[] = {x - r, y - r};
    const gdouble up[] = {x - r, y + r};

    g_string_append_c(out, 'M');
    put_numbers(out, down, G_N_ELEMENTS(down));
    g_string_append_c(out, 'l');
    put_numbers(out, (const gdouble[]){2 * r, 2 * r}, 2);
    g_string_append_c(out, 'M');
    put_numbers(out, up, G_N_ELEMENTS(up));
    g_string_append_c(out, 'l');
    put_numbers(out, (const gdouble[]){2 * r, -2 * r}, 2);
}

void
svg_path_bracket(GString *out, const SvgBracket *bracket)
{
    const gdouble from[] = {bracket->x, bracket->y};

    g_string_append_c(out, 'M');
    put_numbers(out, from, G_N_ELEMENTS(from));
    g_string_append_c(out, 'V');
    svg_number(out, bracket->base);
    g_string_append_c(out, 'H');
    svg_number(out, bracket->to_x);
    g_string_append_c(out, 'V');
    svg_number(out, bracket->to_y);
}

void
svg_path_close(GString *out)
{
    g_string_append(out, "\"/>");
}

void
svg_text(GString *out, const gchar *class, gdouble x, gdouble y, const gchar *anchor,
         const gchar *text)
{
    html_put(out, "<text class=\"%s\" text-anchor=\"%s\"", class, anchor);
    put(out, "x", x);
    put(out, "y", y);
    html_put(out, ">%s</text>", text);
}

void
svg_share(GString *out, const gchar *class, gdouble share, guint width, const gchar *label)
{
    svg_open(out, width, 8, label);
    svg_rect(out, "f-track", 0, 3, width, 3);
    svg_rect(out, class, 0, 0, CLAMP(share, 0, 1) * width, 8);
    svg_close(out);
}

void
svg_spark(GString *out, const gdouble *values, guint n, const gchar *label)
{
    gdouble least = n > 0 ? values[0] : 0;
    gdouble most = least;
    gdouble step = n > 1 ? 146.0 / (n - 1) : 0;
    gdouble y = 0;

    for (guint i = 0; i < n; i++) {
        least = MIN(least, values[i]);
        most = MAX(most, values[i]);
    }
    svg_open(out, 152, 30, label);
    g_string_append(out, "<polyline class=\"f-none s-ink3\" stroke-width=\"1.5\" points=\"");
    for (guint i = 0; i < n; i++) {
        y = most > least ? 26 - 22 * (values[i] - least) / (most - least) : 15;
        if (i > 0)
            g_string_append_c(out, ' ');
        svg_number(out, 2 + step * i);
        g_string_append_c(out, ',');
        svg_number(out, y);
    }
    g_string_append(out, "\"/>");
    svg_circle(out, "f-ink", 2 + step * (n - 1), y, 3);
    svg_close(out);
}
