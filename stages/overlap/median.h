/* median: the middle of some numbers. */
#pragma once

#include <glib.h>

/* Of @numbers (of gdouble, one at least), which are sorted for it. */
gdouble overlap_median(GArray *numbers);
