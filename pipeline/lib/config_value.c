/* The typed readers of config.h: each takes a value and says what it should have been. */
#include "pipeline/lib/config.h"

#include <math.h>
#include <string.h>

gboolean
roll_group_flag(RollGroup *group, const gchar *key, gboolean *value, GError **error)
{
    const gchar *text = roll_group_take(group, key);

    if (text == NULL)
        return TRUE;
    if (!g_str_equal(text, "yes") && !g_str_equal(text, "no")) {
        roll_group_error(group, key, error, "\"%s\" is neither yes nor no", text);
        return FALSE;
    }
    *value = text[0] == 'y';
    return TRUE;
}

gboolean
roll_group_number(RollGroup *group, const gchar *key, RollRange range, gint64 *value,
                  GError **error)
{
    const gchar *text = roll_group_take(group, key);
    gint64 min = (gint64)range.min;
    gint64 max = (gint64)range.max;
    gint64 number = 0;

    if (text == NULL)
        return TRUE;
    if (!g_ascii_string_to_signed(text, 10, min, max, &number, NULL)) {
        roll_group_error(group, key, error,
                         "\"%s\" is not a whole number from %" G_GINT64_FORMAT
                         " to %" G_GINT64_FORMAT,
                         text, min, max);
        return FALSE;
    }
    *value = number;
    return TRUE;
}

/* A decimal number and nothing else: no "nan", "inf", "0x10", no locale. */
static gboolean
parse_real(const gchar *text, gdouble *number)
{
    gchar *end = NULL;

    if (text[0] == '\0' || strspn(text, "+-.0123456789eE") != strlen(text))
        return FALSE;
    *number = g_ascii_strtod(text, &end);
    return *end == '\0' && isfinite(*number);
}

gboolean
roll_group_real(RollGroup *group, const gchar *key, RollRange range, gdouble *value, GError **error)
{
    const gchar *text = roll_group_take(group, key);
    gchar min[G_ASCII_DTOSTR_BUF_SIZE];
    gchar max[G_ASCII_DTOSTR_BUF_SIZE];
    gdouble number = 0;

    if (text == NULL)
        return TRUE;
    if (!parse_real(text, &number) || number < range.min || number > range.max) {
        roll_group_error(group, key, error, "\"%s\" is not a number from %s to %s", text,
                         g_ascii_formatd(min, sizeof min, "%g", range.min),
                         g_ascii_formatd(max, sizeof max, "%g", range.max));
        return FALSE;
    }
    *value = number;
    return TRUE;
}

gboolean
roll_group_choice(RollGroup *group, const gchar *key, const gchar *const *names, gint *value,
                  GError **error)
{
    const gchar *text = roll_group_take(group, key);
    const gchar *nearest = NULL;
    g_autoptr(GString) all = NULL;

    if (text == NULL)
        return TRUE;
    for (gint i = 0; names[i] != NULL; i++) {
        if (g_str_equal(names[i], text)) {
            *value = i;
            return TRUE;
        }
    }
    all = g_string_new(names[0]);
    for (gint i = 1; names[0] != NULL && names[i] != NULL; i++)
        g_string_append_printf(all, ", %s", names[i]);
    nearest = roll_nearest(text, names);
    roll_group_error(group, key, error, "\"%s\" is none of %s%s%s%s", text, all->str,
                     nearest != NULL ? "; did you mean " : "", nearest != NULL ? nearest : "",
                     nearest != NULL ? "?" : "");
    return FALSE;
}

/* Takes the backslash off every "\;". */
static void
unescape(gchar *part)
{
    gchar *to = part;

    for (const gchar *from = part; *from != '\0'; from++) {
        if (from[0] == '\\' && from[1] == ';')
            from++;
        *to++ = *from;
    }
    *to = '\0';
}

/* Adds what lies between @begin and @end without the blanks at its ends, if that is anything. */
static void
add_part(GPtrArray *parts, const gchar *begin, const gchar *end)
{
    gchar *part = NULL;

    while (begin < end && g_ascii_isspace(*begin))
        begin++;
    while (begin < end && g_ascii_isspace(end[-1]))
        end--;
    if (begin == end)
        return;
    part = g_strndup(begin, (gsize)(end - begin));
    if (memchr(part, '\\', (gsize)(end - begin)) != NULL)
        unescape(part);
    g_ptr_array_add(parts, part);
}

static void
add_parts(GPtrArray *parts, const gchar *value)
{
    const gchar *begin = value;

    for (const gchar *end = begin; *end != '\0'; end++) {
        end = strchrnul(end, ';');
        if (*end == '\0')
            break;
        if (end > value && end[-1] == '\\')
            continue;
        add_part(parts, begin, end);
        begin = end + 1;
    }
    add_part(parts, begin, begin + strlen(begin));
}

static gchar **
end_parts(GPtrArray *parts)
{
    g_ptr_array_add(parts, NULL);
    return (gchar **)g_ptr_array_free(parts, FALSE);
}

gchar **
roll_config_split(const gchar *value)
{
    GPtrArray *parts = g_ptr_array_new();

    add_parts(parts, value);
    return end_parts(parts);
}

gchar **
roll_group_list(RollGroup *group, const gchar *key)
{
    const gchar *value = roll_group_take(group, key);

    return value != NULL ? roll_config_split(value) : NULL;
}

gchar **
roll_group_lists(RollGroup *group, const gchar *key)
{
    g_autoptr(GPtrArray) values = roll_group_take_all(group, key);
    GPtrArray *parts = g_ptr_array_new();

    for (guint i = 0; i < values->len; i++)
        add_parts(parts, g_ptr_array_index(values, i));
    return end_parts(parts);
}
