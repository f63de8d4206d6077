#include "pipeline/lib/message.h"

#include <string.h>

#include "pipeline/lib/html.h"

const RollMessageValue *
roll_message_value(const RollMessageValue *values, guint n, const gchar *name, gsize length)
{
    for (guint i = 0; i < n; i++) {
        const gchar *known = values[i].name + (values[i].name[0] == '<' ? 1 : 0);

        if (strlen(known) == length && memcmp(known, name, length) == 0)
            return &values[i];
    }
    return NULL;
}

static const gchar *
choose(const RollMessage *message, const RollMessageValue *values, guint n)
{
    for (guint i = 0; i < roll_message_n_variants(message); i++) {
        const RollMessageVariant *variant = roll_message_variant(message, i);
        const RollMessageValue *value =
            roll_message_value(values, n, variant->name, strlen(variant->name));

        if (value != NULL && strcmp(value->text, variant->value) == 0)
            return variant->text;
    }
    return message->text;
}

void
roll_message_put_value(const RollMessageValue *value, RollMessageForm form, GString *out)
{
    if (form == ROLL_MESSAGE_MARKUP && value->name[0] != '<')
        html_text(out, roll_text(value->text));
    else
        g_string_append(out, value->text);
}

/* The next {name} in @text; *@length is that of the name, behind the brace.  NULL: no more. */
static const gchar *
next_name(const gchar *text, gsize *length)
{
    const gchar *open = strchr(text, '{');

    if (open != NULL)
        *length = strcspn(open + 1, "}");
    return open;
}

/* What stands in the place of the name at @name. */
static const RollMessageValue *
value_at(const RollMessageValue *values, guint n, const gchar *name, gsize length)
{
    const RollMessageValue *value = roll_message_value(values, n, name, length);

    g_return_val_if_fail(value != NULL, NULL);
    return value;
}

void
roll_message_say(const RollMessage *message, const RollMessageValue *values, guint n,
                 RollMessageForm form, GString *out)
{
    const gchar *text = choose(message, values, n);
    const gchar *open;
    gsize length = 0;

    while ((open = next_name(text, &length)) != NULL) {
        const RollMessageValue *value = value_at(values, n, open + 1, length);

        g_string_append_len(out, text, open - text);
        if (value != NULL)
            roll_message_put_value(value, form, out);
        text = open + 1 + length + (open[1 + length] == '}' ? 1 : 0);
    }
    g_string_append(out, text);
}

static gboolean
has_name(const gchar *text, const gchar *name)
{
    const gchar *open;
    gsize length = 0;

    for (; (open = next_name(text, &length)) != NULL; text = open + 1)
        if (strlen(name) == length && memcmp(open + 1, name, length) == 0)
            return TRUE;
    return FALSE;
}

gboolean
roll_message_names(const RollMessage *message, const gchar *name)
{
    gboolean is_named = has_name(message->text, name);

    for (guint i = 0; i < roll_message_n_variants(message) && !is_named; i++)
        is_named = strcmp(roll_message_variant(message, i)->name, name) == 0;
    return is_named;
}

gchar *
roll_message_lacks(const RollMessage *message, const RollMessageValue *values, guint n)
{
    const gchar *text = choose(message, values, n);
    const gchar *open;
    gsize length = 0;

    for (; (open = next_name(text, &length)) != NULL; text = open + 1)
        if (roll_message_value(values, n, open + 1, length) == NULL)
            return g_strndup(open + 1, length);
    return NULL;
}
