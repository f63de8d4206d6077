#include "pipeline/lib/inert.h"

#include <string.h>

gboolean
roll_is_number(RollText text)
{
    guint32 place = text.length > 0 && text.data[0] == '-' ? 1 : 0;
    guint32 n_points = 0;
    guint32 n_digits = 0;

    for (; place < text.length; place++) {
        if (text.data[place] == '.')
            n_points++;
        else if (g_ascii_isdigit(text.data[place]))
            n_digits++;
        else
            return FALSE;
    }
    return n_digits > 0 && n_points <= 1;
}

gboolean
roll_is_formula(RollText text)
{
    static const gunichar signs[] = {'=',  '+',    '-',    '@',    '\t',
                                     '\r', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20};
    const gchar *place = text.data;
    const gchar *end = text.data + text.length;

    if (text.length == 0 || g_ascii_isalnum(*place))
        return FALSE; /* nearly all are such */
    while (place < end) {
        gunichar sign = g_utf8_get_char_validated(place, end - place);

        for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
            if (sign == signs[i])
                return TRUE;
        if (sign >= (gunichar)-2 || !(g_unichar_isspace(sign) || g_unichar_iszerowidth(sign)))
            return FALSE;
        place = roll_utf8_next(place);
    }
    return FALSE;
}

/* The first byte at or behind @p with which a control character may begin: all but TAB and line
 * ends; else @end. */
static const gchar *
find_control(const gchar *p, const gchar *end)
{
    static const guint8 is_one[256] = {
        [0x01 ... 0x08] = 1, [0x0b ... 0x0c] = 1, [0x0e ... 0x1f] = 1, [0x7f] = 1, [0xc2] = 2};

    for (; p < end; p++) {
        guint8 found = is_one[(guchar)*p];

        if (found == 1 || (found == 2 && (guchar)p[1] < 0xa0))
            return p;
    }
    return end;
}

gboolean
roll_has_control(RollText text)
{
    const gchar *end = text.data + text.length;

    return find_control(text.data, end) < end;
}

void
roll_without_control(RollText text, GString *out)
{
    const gchar *end = text.data + text.length;

    for (const gchar *p = text.data; p < end;) {
        const gchar *control = find_control(p, end);

        g_string_append_len(out, p, control - p);
        p = control < end ? roll_utf8_next(control) : end;
        roll_text_printable((RollText){control, (guint32)(p - control)}, out);
    }
}

void
roll_inert_formula(RollText text, GString *out)
{
    if (roll_is_formula(text))
        g_string_append_c(out, '\'');
    roll_text_append(text, out);
}

void
roll_inert(RollText text, GString *out)
{
    if (roll_is_formula(text))
        g_string_append_c(out, '\'');
    roll_without_control(text, out);
}

/* @is_read_back: control characters stay. */
static void
make_inert(gconstpointer is_read_back, RollText value, GString *out)
{
    if (*(const gboolean *)is_read_back)
        roll_inert_formula(value, out);
    else
        roll_inert(value, out);
}

static void
map_text(gpointer is_read_back, RollText value, GString *out)
{
    make_inert(is_read_back, value, out);
}

static void
map_number(gpointer is_read_back, RollText value, GString *out)
{
    if (roll_is_number(value))
        roll_text_append(value, out);
    else
        make_inert(is_read_back, value, out);
}

/* Nearly every column has nothing to hide; it stays as it is. */
static RollColumn *
inert_column(RollColumn *column, gboolean is_numeric, gboolean is_read_back)
{
    for (guint code = 0; code < roll_column_n_values(column); code++) {
        RollText value = roll_column_value(column, code);

        if (roll_is_formula(value) || (!is_read_back && roll_has_control(value)))
            return roll_column_map(column, is_numeric ? map_number : map_text, &is_read_back);
    }
    return roll_column_ref(column);
}

RollColumn *
roll_inert_column(RollColumn *column, gboolean is_numeric)
{
    return inert_column(column, is_numeric, FALSE);
}

RollBatch *
roll_inert_batch(const RollBatch *batch, RollSchema *schema, gboolean is_read_back)
{
    guint n_columns = roll_schema_n_columns(schema);
    guint n_records = roll_batch_n_records(batch);
    g_autofree RollColumn **columns = g_new(RollColumn *, n_columns);

    for (guint i = 0; i < n_columns; i++) {
        const gchar *name = roll_schema_column(schema, i);
        RollColumn *column = roll_batch_find(batch, name);

        columns[i] = column != NULL
                         ? inert_column(column, g_str_has_suffix(name, "_norm"), is_read_back)
                         : roll_column_constant(ROLL_TEXT_EMPTY, n_records);
    }
    return roll_batch_new_take(schema, columns, n_records);
}
