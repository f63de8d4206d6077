/* svg: shapes with coordinates of one decimal, so that bytes repeat; colours come by class.
 *
 * Classes and markup are literals of the code; text and titles are escaped. */
#pragma once

#include <glib.h>

void svg_open(GString *out, gdouble width, gdouble height, const gchar *label);
void svg_close(GString *out);
void svg_rect(GString *out, const gchar *class, gdouble x, gdouble y, gdouble width,
              gdouble height);
void svg_line(GString *out, const gchar *class, gdouble x1, gdouble y1, gdouble x2, gdouble y2);
void svg_circle(GString *out, const gchar *class, gdouble x, gdouble y, gdouble r);
/* A square on its corner. */
void svg_diamond(GString *out, const gchar *class, gdouble x, gdouble y, gdouble r);
/* One path of many marks that have no meaning each; those that have are shapes of their own. */
void svg_path_open(GString *out, const gchar *class);
void svg_path_dot(GString *out, gdouble x, gdouble y, gdouble r);
void svg_path_rect(GString *out, gdouble x, gdouble y, gdouble width, gdouble height);
/* Two strokes through a square of twice @r. */
void svg_path_cross(GString *out, gdouble x, gdouble y, gdouble r);
/* From a point down to @base, to the side, and up to the other. */
typedef struct {
    gdouble x;
    gdouble y;
    gdouble base;
    gdouble to_x;
    gdouble to_y;
} SvgBracket;
void svg_path_bracket(GString *out, const SvgBracket *bracket);
void svg_path_close(GString *out);
/* @anchor: start, middle, end. */
void svg_text(GString *out, const gchar *class, gdouble x, gdouble y, const gchar *anchor,
              const gchar *text);
/* A number with one decimal at most. */
void svg_number(GString *out, gdouble value);
/* A bar of @width: the part in @class on a track. */
void svg_share(GString *out, const gchar *class, gdouble share, guint width, const gchar *label);
/* @n values as a line in 152 by 30, with a dot at the end. */
void svg_spark(GString *out, const gdouble *values, guint n, const gchar *label);
