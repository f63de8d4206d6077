#include "stages/cluster/numbers.h"

#define DIGITS_MAX 15 /* so many are a whole number that a double holds to the last */

static guint32
read_whole(RollText text)
{
    guint64 number = 0;

    if (text.length == 0)
        return CLUSTER_BLANK;
    for (guint32 i = 0; i < text.length; i++) {
        if (!g_ascii_isdigit(text.data[i]))
            return CLUSTER_NO_NUMBER;
        number = MIN(number * 10 + (guint64)(text.data[i] - '0'), CLUSTER_NO_NUMBER);
    }
    return (guint32)number;
}

/* The quotient of two numbers that are held exactly is rounded once, as g_ascii_strtod() does. */
static gdouble
read_real(RollText text)
{
    gboolean is_negative = text.data[0] == '-';
    guint64 digits = 0;
    gdouble scale = 0; /* from the point on: ten to the number of digits */

    if (text.length > DIGITS_MAX)
        return g_ascii_strtod(text.data, NULL);
    for (guint32 i = is_negative ? 1 : 0; i < text.length; i++) {
        if (text.data[i] == '.' && scale < 1) {
            scale = 1;
            continue;
        }
        if (!g_ascii_isdigit(text.data[i]))
            return g_ascii_strtod(text.data, NULL);
        digits = digits * 10 + (guint64)(text.data[i] - '0');
        scale *= 10;
    }
    return (is_negative ? -1 : 1) * ((gdouble)digits / MAX(scale, 1));
}

void
cluster_numbers_whole(const RollColumn *column, guint32 *numbers)
{
    guint n = roll_column_n_records(column);
    g_autofree guint32 *of_value = g_new(guint32, (gsize)roll_column_n_values(column) + 1);

    for (guint code = 0; code < roll_column_n_values(column); code++)
        of_value[code] = read_whole(roll_column_value(column, code));
    roll_column_codes(column, 0, n, numbers);
    for (guint i = 0; i < n; i++)
        numbers[i] = of_value[numbers[i]];
}

void
cluster_numbers_real(const RollColumn *column, gfloat *numbers)
{
    guint n = roll_column_n_records(column);
    guint32 codes[ROLL_BATCH_RECORDS];
    g_autofree gfloat *of_value = g_new(gfloat, (gsize)roll_column_n_values(column) + 1);

    for (guint code = 0; code < roll_column_n_values(column); code++)
        of_value[code] = (gfloat)read_real(roll_column_value(column, code));
    roll_column_codes(column, 0, n, codes);
    for (guint i = 0; i < n; i++)
        numbers[i] = of_value[codes[i]];
}
