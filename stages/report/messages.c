#include "stages/report/messages.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/html.h"
#include "stages/report/messages_table.h"

#define ENGLISH    "en"
#define MAX_VALUES 16

struct Messages {
    gchar *language;
    GHashTable *english; /* "group.key" to Message */
    GHashTable *own;     /* of the language; empty for English */
};

/* The values of one call. */
typedef struct {
    const gchar *names[MAX_VALUES];
    const gchar *texts[MAX_VALUES];
    guint n;
} Values;

void
messages_free(Messages *messages)
{
    if (messages == NULL)
        return;
    g_free(messages->language);
    g_clear_pointer(&messages->english, g_hash_table_unref);
    g_clear_pointer(&messages->own, g_hash_table_unref);
    g_free(messages);
}

/* ---- reading ---- */

/* @own may be NULL. */
static Messages *
build(const gchar *language, RollConfig *english, RollConfig *own, GError **error)
{
    g_autoptr(Messages) messages = g_new0(Messages, 1);
    g_autoptr(GHashTable) said = messages_table_read(english, error);

    if (said == NULL || !messages_table_check(roll_config_name(english), said, said, error))
        return NULL;
    messages->language = g_strdup(language);
    messages->english = g_steal_pointer(&said);
    messages->own = own != NULL ? messages_table_read(own, error) : messages_table_new();
    if (messages->own == NULL ||
        (own != NULL &&
         !messages_table_check(roll_config_name(own), messages->english, messages->own, error)))
        return NULL;
    return g_steal_pointer(&messages);
}

Messages *
messages_parse(const gchar *english, const gchar *language, GError **error)
{
    g_autoptr(RollConfig) base = roll_config_parse("en.ini", english, error);
    g_autoptr(RollConfig) own = NULL;

    if (base == NULL)
        return NULL;
    if (language != NULL && (own = roll_config_parse("xx.ini", language, error)) == NULL)
        return NULL;
    return build(own != NULL ? "xx" : ENGLISH, base, own, error);
}

static gboolean
is_language(const gchar *language)
{
    return *language != '\0' &&
           strspn(language, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-") ==
               strlen(language);
}

static RollConfig *
load_language(const RollLayers *layers, const gchar *language, GError **error)
{
    g_autofree gchar *name = g_strconcat("messages/", language, ".ini", NULL);
    g_autofree gchar *path = is_language(language) ? roll_layers_find(layers, name) : NULL;

    if (path != NULL)
        return roll_config_load(path, error);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                "language \"%s\": the rules have no messages/%s.ini", language, language);
    return NULL;
}

Messages *
messages_load(const RollLayers *layers, const gchar *language, GError **error)
{
    g_autofree gchar *rules = roll_shipped_rules(error);
    g_autofree gchar *path =
        rules != NULL ? g_build_filename(rules, "messages", ENGLISH ".ini", NULL) : NULL;
    g_autoptr(RollConfig) english = path != NULL ? roll_config_load(path, error) : NULL;
    g_autoptr(RollConfig) own = NULL;

    if (english == NULL)
        return NULL;
    own = load_language(layers, language, error);
    return own != NULL ? build(language, english, own, error) : NULL;
}

/* ---- saying ---- */

const gchar *
messages_language(const Messages *messages)
{
    return messages->language;
}

gboolean
messages_is_english(const Messages *messages)
{
    return strcmp(messages->language, ENGLISH) == 0;
}

guint
messages_n(const Messages *messages)
{
    return g_hash_table_size(messages->english);
}

guint
messages_n_missing(const Messages *messages)
{
    guint n = g_hash_table_size(messages->english);

    return g_hash_table_size(messages->own) == 0 ? 0 : n - g_hash_table_size(messages->own);
}

static const Message *
find(const Messages *messages, const gchar *key)
{
    const Message *message = g_hash_table_lookup(messages->own, key);

    return message != NULL ? message : g_hash_table_lookup(messages->english, key);
}

const gchar *
messages_word(const Messages *messages, const gchar *key)
{
    const Message *message = find(messages, key);

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

    return find(messages, key) != NULL ? messages_text(messages, key, "n", n, NULL)
                                       : g_strdup(word);
}

static void
read_values(Values *values, va_list list)
{
    const gchar *name = va_arg(list, const gchar *);

    for (; name != NULL && values->n < MAX_VALUES; name = va_arg(list, const gchar *)) {
        values->names[values->n] = name;
        values->texts[values->n++] = va_arg(list, const gchar *);
    }
    g_return_if_fail(name == NULL);
}

/* The place of the value @name, of @length bytes; their number when there is none. */
static guint
find_value(const Values *values, const gchar *name, gsize length)
{
    guint i = 0;

    while (i < values->n) {
        const gchar *known = values->names[i] + (values->names[i][0] == '<' ? 1 : 0);

        if (strlen(known) == length && memcmp(known, name, length) == 0)
            break;
        i++;
    }
    return i;
}

static const gchar *
choose(const Message *message, const Values *values)
{
    for (guint i = 0; i < message->variants->len; i++) {
        const MessageVariant *variant = &g_array_index(message->variants, MessageVariant, i);
        guint place = find_value(values, variant->name, strlen(variant->name));

        if (place < values->n && strcmp(values->texts[place], variant->value) == 0)
            return variant->text;
    }
    return message->text;
}

/* How what is said is written: in markup, or as it is. */
typedef struct {
    GString *out;
    const Values *values;
    gboolean is_markup;
} Saying;

static void
say_value(const Saying *saying, const gchar *name, gsize length)
{
    guint place = find_value(saying->values, name, length);

    g_return_if_fail(place < saying->values->n);
    if (saying->is_markup && saying->values->names[place][0] != '<')
        html_text(saying->out, roll_text(saying->values->texts[place]));
    else
        g_string_append(saying->out, saying->values->texts[place]);
}

static void
say(const Saying *saying, const gchar *text)
{
    const gchar *open;

    while ((open = strchr(text, '{')) != NULL) {
        gsize length = strcspn(open, "}");

        g_string_append_len(saying->out, text, open - text);
        say_value(saying, open + 1, length - 1);
        text = open + length + (open[length] == '}' ? 1 : 0);
    }
    g_string_append(saying->out, text);
}

gchar *
messages_vtext(const Messages *messages, const gchar *key, va_list list)
{
    const Message *message = find(messages, key);
    GString *out = g_string_new(NULL);
    Values values = {0};
    Saying saying = {out, &values, FALSE};

    g_return_val_if_fail(message != NULL, g_string_free(out, FALSE));
    read_values(&values, list);
    say(&saying, choose(message, &values));
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

void
messages_vput(const Messages *messages, GString *out, const gchar *markup, va_list list)
{
    Values values = {0};
    Saying saying = {out, &values, TRUE};
    const gchar *open;

    read_values(&values, list);
    while ((open = strchr(markup, '{')) != NULL) {
        gsize length = strcspn(open, "}");
        g_autofree gchar *name = g_strndup(open + 1, length - 1);

        g_string_append_len(out, markup, open - markup);
        if (strchr(name, '.') == NULL)
            say_value(&saying, name, length - 1);
        else if (find(messages, name) != NULL)
            say(&saying, choose(find(messages, name), &values));
        else
            g_critical("message \"%s\" is not known", name);
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
put_entry(GString *out, const gchar *key, const MessageVariant *variant, const gchar *text)
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
        const Message *message = find(messages, key);

        if (!g_str_has_prefix(key, prefix))
            continue;
        key += strlen(prefix);
        put_entry(out, key, NULL, message->text);
        for (guint j = 0; j < message->variants->len; j++) {
            const MessageVariant *variant = &g_array_index(message->variants, MessageVariant, j);

            put_entry(out, key, variant, variant->text);
        }
    }
}

void
messages_json(const Messages *messages, GString *out, const gchar *const *groups)
{
    g_autoptr(GPtrArray) keys = messages_table_keys(messages->english);

    g_string_append_c(out, '{');
    for (guint i = 0; groups[i] != NULL; i++)
        put_group(messages, keys, groups[i], out);
    g_string_append_c(out, '}');
}
