#include "stages/report/outline.h"

#include <math.h>

#include "pipeline/lib/error.h"

/* The map's upper left corner, and its scale: units a degree of latitude. */
#define WEST  9190
#define NORTH 2875
#define SCALE 46.0
/* A degree of longitude is shorter than one of latitude: the cosine of 16 degrees. */
#define NARROW 0.9612616959383189

#define MIN_NUMBERS 6 /* of a ring: three points */

/* The numbers of @text (transfer full; GArray of gint); NULL when it holds something else. */
static GArray *
read_numbers(const gchar *text)
{
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(gint));

    while (*text != '\0') {
        gchar *end = NULL;
        gint64 value = g_ascii_strtoll(text, &end, 10);
        gint number = (gint)value;

        if (end == text || (*end != ' ' && *end != '\0') || number != value)
            return NULL;
        g_array_append_val(numbers, number);
        text = end + (*end == ' ');
    }
    return g_steal_pointer(&numbers);
}

static gboolean
check_code(const RollCode *code, GError **error)
{
    const gchar *const *rings = roll_code_list(code, "outline");
    g_autoptr(GArray) point = read_numbers(roll_code_text(code, "at"));

    if (point == NULL || (point->len != 0 && point->len != 2)) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                    "places: [%s] at: longitude and latitude in hundredths of a degree, not \"%s\"",
                    roll_code_id(code), roll_code_text(code, "at"));
        return FALSE;
    }
    for (guint i = 0; rings[i] != NULL; i++) {
        g_autoptr(GArray) numbers = read_numbers(rings[i]);

        if (numbers != NULL && numbers->len >= MIN_NUMBERS && numbers->len % 2 == 0)
            continue;
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                    "places: [%s] outline: ring %u: whole numbers in pairs, three or more, not "
                    "\"%.40s\"",
                    roll_code_id(code), i + 1, rings[i]);
        return FALSE;
    }
    return TRUE;
}

gboolean
outline_check(const RollCodes *places, GError **error)
{
    for (guint i = 0; i < roll_codes_n(places); i++)
        if (!check_code(roll_codes_at(places, i), error))
            return FALSE;
    return TRUE;
}

static gint
x_of(gint east)
{
    return (gint)lround((east - WEST) * NARROW * SCALE / 100);
}

static gint
y_of(gint north)
{
    return (gint)lround((NORTH - north) * SCALE / 100);
}

gboolean
outline_point(const RollCode *code, gint *x, gint *y)
{
    g_autoptr(GArray) point = read_numbers(roll_code_text(code, "at"));

    if (point == NULL || point->len != 2)
        return FALSE;
    *x = x_of(g_array_index(point, gint, 0));
    *y = y_of(g_array_index(point, gint, 1));
    return TRUE;
}

gboolean
outline_has(const RollCode *code)
{
    return roll_code_list(code, "outline")[0] != NULL;
}

/* Each point is rounded where it lies; steps are differences of rounded points. */
static void
append_ring(const GArray *numbers, GString *out)
{
    gint east = g_array_index(numbers, gint, 0);
    gint north = g_array_index(numbers, gint, 1);
    gint x = x_of(east);
    gint y = y_of(north);

    g_string_append_printf(out, "M%d %dl", x, y);
    for (guint i = 2; i + 1 < numbers->len; i += 2) {
        gint next_x;
        gint next_y;

        east += g_array_index(numbers, gint, i);
        north += g_array_index(numbers, gint, i + 1);
        next_x = x_of(east);
        next_y = y_of(north);
        if (next_x == x && next_y == y)
            continue;
        g_string_append_printf(out, "%d %d ", next_x - x, next_y - y);
        x = next_x;
        y = next_y;
    }
    if (g_str_has_suffix(out->str, " "))
        g_string_truncate(out, out->len - 1);
    g_string_append_c(out, 'z');
}

void
outline_path(const RollCode *code, GString *out)
{
    const gchar *const *rings = roll_code_list(code, "outline");

    for (guint i = 0; rings[i] != NULL; i++) {
        g_autoptr(GArray) numbers = read_numbers(rings[i]);

        append_ring(numbers, out);
    }
}
