#include "stages/report/messages.h"

#include <string.h>

#include "pipeline/lib/html.h"
#include "pipeline/lib/telling.h"

#define MAX_VALUES 16

/* The values of one call. */
typedef struct {
    RollMessageValue all[MAX_VALUES];
    guint n;
} Values;

Messages *
messages_load(const RollLayers *layers, const gchar *language, GError **error)
{
    static const gchar *const folders[] = {"messages", ROLL_TELLING_FOLDER, NULL};

    return roll_messages_load(layers, folders, language, error);
}

const gchar *
messages_word(const Messages *messages, const gchar *key)
{
    const RollMessage *message = roll_messages_find(messages, key);

    g_return_val_if_fail(message != NULL, "");
    return message->text;
}

/* "group.same-week" of "same week". */
static gchar *
key_of(const gchar *group, const gchar *word)
{
    GString *key = g_string_new(group);

    g_string_append_c(key, '.');
    for (; *word != '\0'; word++)
        if (g_ascii_isalnum(*word))
            g_string_append_c(key, g_ascii_tolower(*word));
        else if (key->str[key->len - 1] != '-')
            g_string_append_c(key, '-');
    return g_string_free(key, FALSE);
}

gchar *
messages_term(const Messages *messages, const gchar *group, const gchar *word)
{
    gsize n_digits = strspn(word, "0123456789");
    gboolean is_counted = n_digits > 0 && word[n_digits] == ' ';
    g_autofree gchar *n = g_strndup(word, is_counted ? n_digits : 0);
    g_autofree gchar *key = key_of(group, word + (is_counted ? n_digits + 1 : 0));

    return roll_messages_find(messages, key) != NULL ? messages_text(messages, key, "n", n, NULL)
                                                     : g_strdup(word);
}

static void
read_values(Values *values, va_list list)
{
    const gchar *name = va_arg(list, const gchar *);

    for (; name != NULL && values->n < MAX_VALUES; name = va_arg(list, const gchar *))
        values->all[values->n++] = (RollMessageValue){name, va_arg(list, const gchar *)};
    g_return_if_fail(name == NULL);
}

gchar *
messages_vtext(const Messages *messages, const gchar *key, va_list list)
{
    const RollMessage *message = roll_messages_find(messages, key);
    GString *out = g_string_new(NULL);
    Values values = {.n = 0};

    g_return_val_if_fail(message != NULL, g_string_free(out, FALSE));
    read_values(&values, list);
    roll_message_say(message, values.all, values.n, ROLL_MESSAGE_TEXT, out);
    return g_string_free(out, FALSE);
}

gchar *
messages_text(const Messages *messages, const gchar *key, ...)
{
    va_list list;
    gchar *text;

    va_start(list, key);
    text = messages_vtext(messages, key, list);
    va_end(list);
    return text;
}

/* {group.key}, or the {name} of a value. */
static void
put_name(const Messages *messages, const gchar *name, const Values *values, GString *out)
{
    const RollMessageValue *value = roll_message_value(values->all, values->n, name, strlen(name));
    const RollMessage *message =
        strchr(name, '.') != NULL ? roll_messages_find(messages, name) : NULL;

    if (message != NULL)
        roll_message_say(message, values->all, values->n, ROLL_MESSAGE_MARKUP, out);
    else if (value != NULL)
        roll_message_put_value(value, ROLL_MESSAGE_MARKUP, out);
    else
        g_critical("message or value \"%s\" is not known", name);
}

void
messages_vput(const Messages *messages, GString *out, const gchar *markup, va_list list)
{
    Values values = {.n = 0};
    const gchar *open;

    read_values(&values, list);
    while ((open = strchr(markup, '{')) != NULL) {
        gsize length = strcspn(open, "}");
        g_autofree gchar *name = g_strndup(open + 1, length - 1);

        g_string_append_len(out, markup, open - markup);
        put_name(messages, name, &values, out);
        markup = open + length + 1;
    }
    g_string_append(out, markup);
}

void
messages_put(const Messages *messages, GString *out, const gchar *markup, ...)
{
    va_list list;

    va_start(list, markup);
    messages_vput(messages, out, markup, list);
    va_end(list);
}

static void
put_entry(GString *out, const gchar *key, const RollMessageVariant *variant, const gchar *text)
{
    g_string_append(out, out->str[out->len - 1] == '{' ? "\"" : ",\"");
    html_json(out, key);
    if (variant != NULL)
        g_string_append_printf(out, " (%s is %s)", variant->name, variant->value);
    g_string_append(out, "\":\"");
    html_json(out, text);
    g_string_append_c(out, '"');
}

static void
put_group(const Messages *messages, const GPtrArray *keys, const gchar *group, GString *out)
{
    g_autofree gchar *prefix = g_strconcat(group, ".", NULL);

    for (guint i = 0; i + 1 < keys->len; i++) {
        const gchar *key = g_ptr_array_index(keys, i);
        const RollMessage *message = roll_messages_find(messages, key);

        if (!g_str_has_prefix(key, prefix))
            continue;
        key += strlen(prefix);
        put_entry(out, key, NULL, message->text);
        for (guint j = 0; j < roll_message_n_variants(message); j++) {
            const RollMessageVariant *variant = roll_message_variant(message, j);

            put_entry(out, key, variant, variant->text);
        }
    }
}

void
messages_json(const Messages *messages, GString *out, const gchar *const *groups)
{
    g_autoptr(GPtrArray) keys = roll_messages_keys(messages);

    g_string_append_c(out, '{');
    for (guint i = 0; groups[i] != NULL; i++)
        put_group(messages, keys, groups[i], out);
    g_string_append_c(out, '}');
}
