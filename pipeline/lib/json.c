#include "pipeline/lib/json.h"

#include <json-glib/json-glib.h>

struct JsonText {
    JsonBuilder *builder;
    GString *open; /* a letter for each object or array that is not ended */
};

JsonText *
json_text_new(void)
{
    JsonText *json = g_new0(JsonText, 1);

    json->builder = json_builder_new();
    json->open = g_string_new(NULL);
    return json;
}

static void
name(JsonText *json, const gchar *key)
{
    if (key != NULL)
        json_builder_set_member_name(json->builder, key);
}

void
json_text_object(JsonText *json, const gchar *key)
{
    name(json, key);
    json_builder_begin_object(json->builder);
    g_string_append_c(json->open, 'o');
}

void
json_text_array(JsonText *json, const gchar *key)
{
    name(json, key);
    json_builder_begin_array(json->builder);
    g_string_append_c(json->open, 'a');
}

void
json_text_end(JsonText *json)
{
    g_return_if_fail(json->open->len > 0);
    if (json->open->str[json->open->len - 1] == 'o')
        json_builder_end_object(json->builder);
    else
        json_builder_end_array(json->builder);
    g_string_truncate(json->open, json->open->len - 1);
}

void
json_text_string(JsonText *json, const gchar *key, const gchar *value)
{
    name(json, key);
    json_builder_add_string_value(json->builder, value);
}

void
json_text_string_if(JsonText *json, const gchar *key, const gchar *value)
{
    if (*value != '\0')
        json_text_string(json, key, value);
}

void
json_text_number(JsonText *json, const gchar *key, guint64 value)
{
    name(json, key);
    json_builder_add_int_value(json->builder, (gint64)value);
}

void
json_text_flag(JsonText *json, const gchar *key, gboolean value)
{
    name(json, key);
    json_builder_add_boolean_value(json->builder, value);
}

void
json_text_finish(JsonText *json, GString *out)
{
    g_autoptr(JsonGenerator) generator = json_generator_new();
    g_autoptr(JsonNode) root = json_builder_get_root(json->builder);
    g_autofree gchar *text = NULL;

    json_generator_set_root(generator, root);
    json_generator_set_pretty(generator, TRUE);
    text = json_generator_to_data(generator, NULL);
    g_string_append(out, text);
    g_string_append_c(out, '\n');
    g_object_unref(json->builder);
    g_string_free(json->open, TRUE);
    g_free(json);
}
