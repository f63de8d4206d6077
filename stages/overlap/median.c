#include "stages/overlap/median.h"

static gint
compare_reals(gconstpointer a, gconstpointer b)
{
    gdouble x = *(const gdouble *)a;
    gdouble y = *(const gdouble *)b;

    return (x > y) - (x < y);
}

gdouble
overlap_median(GArray *numbers)
{
    gdouble upper;

    g_array_sort(numbers, compare_reals);
    upper = g_array_index(numbers, gdouble, numbers->len / 2);
    return numbers->len % 2 == 1
               ? upper
               : (upper + g_array_index(numbers, gdouble, numbers->len / 2 - 1)) / 2;
}
