/* chart: lines, or bars, over two years; the axis begins at zero, always. */
#pragma once

#include "stages/report/page.h"

typedef struct {
    const gchar *class; /* of the stroke: s-ink, s-dup, s-ok */
    const gchar *label; /* at the end of the line */
    gdouble *values;
} ChartLine;

typedef struct {
    const Messages *say; /* of the months and numbers */
    const gchar *title;
    const gchar *subtitle;
    gboolean is_share;      /* its values are per cent */
    gboolean is_part;       /* bars: of the first, outlined, the second is the part filled */
    const gchar *end;       /* of bars: what stands behind the last */
    const ChartLine *lines; /* one or two; the area between two lines is shaded */
    guint n_lines;
    RollDay first; /* month of the first value */
    guint n;       /* values of each line */
} Chart;

void chart_put(GString *out, const Chart *chart);
