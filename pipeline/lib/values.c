#include "pipeline/lib/values.h"

#define PART '~'
/* Signs that stay as they are beside letters and digits: a table of findings is read by people. */
#define PLAIN " \"'(),:;/!?*$@[]{}<>|^`\\"

struct RollValues {
    GArray *all; /* of RollValue */
};

static void
clear_value(gpointer data)
{
    RollValue *value = data;

    g_free(value->name);
    g_free(value->text);
}

RollValues *
roll_values_new(void)
{
    RollValues *values = g_new0(RollValues, 1);

    values->all = g_array_new(FALSE, FALSE, sizeof(RollValue));
    g_array_set_clear_func(values->all, clear_value);
    return values;
}

void
roll_values_free(RollValues *values)
{
    if (values == NULL)
        return;
    g_array_unref(values->all);
    g_free(values);
}

void
roll_values_reset(RollValues *values)
{
    if (values->all->len > 0)
        g_array_set_size(values->all, 0);
}

static void
add(RollValues *values, const gchar *name, const gchar *text, gboolean is_part)
{
    RollValue value = {g_strdup(name), g_strdup(text), is_part};

    g_array_append_val(values->all, value);
}

void
roll_values_set(RollValues *values, const gchar *name, const gchar *text)
{
    add(values, name, text, FALSE);
}

void
roll_values_set_number(RollValues *values, const gchar *name, guint64 number)
{
    gchar text[24];

    (void)g_snprintf(text, sizeof text, "%" G_GUINT64_FORMAT, number);
    add(values, name, text, FALSE);
}

void
roll_values_add_part(RollValues *values, const gchar *name, const gchar *sentence)
{
    add(values, name, sentence, TRUE);
}

guint
roll_values_n(const RollValues *values)
{
    return values->all->len;
}

const RollValue *
roll_values_at(const RollValues *values, guint index)
{
    return &g_array_index(values->all, RollValue, index);
}

void
roll_values_append(const RollValues *values, GString *out)
{
    for (guint i = 0; i < values->all->len; i++) {
        const RollValue *value = roll_values_at(values, i);

        if (i > 0)
            g_string_append_c(out, '&');
        if (value->is_part)
            g_string_append_c(out, PART);
        g_string_append(out, value->name);
        g_string_append_c(out, '=');
        g_string_append_uri_escaped(out, value->text, PLAIN, TRUE);
    }
}

RollValues *
roll_values_parse(const gchar *text)
{
    g_autoptr(RollValues) values = roll_values_new();
    g_autoptr(GError) fault = NULL;
    GUriParamsIter iter;
    gchar *name = NULL;
    gchar *value = NULL;

    g_uri_params_iter_init(&iter, text, -1, "&", G_URI_PARAMS_NONE);
    while (g_uri_params_iter_next(&iter, &name, &value, &fault)) {
        gboolean is_part = name[0] == PART;

        add(values, name + (is_part ? 1 : 0), value, is_part);
        g_free(name);
        g_free(value);
    }
    return fault == NULL ? g_steal_pointer(&values) : NULL;
}
