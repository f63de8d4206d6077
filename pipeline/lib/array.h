/* array: arrays whose elements own something. */
#pragma once

#include <glib.h>

/* Of elements of @size bytes, zero at first, that @clear empties; NULL: they own nothing (transfer
 * full). */
static inline GArray *
roll_array_new(guint size, GDestroyNotify clear)
{
    GArray *array = g_array_new(FALSE, TRUE, size);

    if (clear != NULL)
        g_array_set_clear_func(array, clear);
    return array;
}
