/* json: writes JSON, value after value, indented, the keys in the order given.
 *
 * json-glib is used here and nowhere else. */
#pragma once

#include <glib.h>

typedef struct JsonText JsonText;

JsonText *json_text_new(void);
/* Within an object @key names the value; within an array, and at the top, it is NULL. */
void json_text_object(JsonText *json, const gchar *key);
void json_text_array(JsonText *json, const gchar *key);
void json_text_end(JsonText *json); /* of the object or array begun last */
void json_text_string(JsonText *json, const gchar *key, const gchar *value);
/* Nothing when @value is "". */
void json_text_string_if(JsonText *json, const gchar *key, const gchar *value);
void json_text_number(JsonText *json, const gchar *key, guint64 value);
void json_text_flag(JsonText *json, const gchar *key, gboolean value);
/* Appends all of it and a line end to @out, and frees it. */
void json_text_finish(JsonText *json, GString *out);
