#include "stages/report/messages.h"

#include <string.h>

#include "pipeline/lib/config.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/html.h"

#define ENGLISH    "en"
#define MAX_VALUES 16

/* What is said where a value reads so. */
typedef struct {
    gchar *name; /* owned, as all of these */
    gchar *value;
    gchar *text;
} Variant;

typedef struct {
    gchar *text; /* NULL while only variants were read */
    GArray *variants;
} Message;

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

static void
clear_variant(gpointer data)
{
    Variant *variant = data;

    g_free(variant->name);
    g_free(variant->value);
    g_free(variant->text);
}

static void
message_free(gpointer data)
{
    Message *message = data;

    g_free(message->text);
    g_array_unref(message->variants);
    g_free(message);
}

static GHashTable *
new_table(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, message_free);
}

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

static Message *
message_of(GHashTable *table, const gchar *key)
{
    Message *message = g_hash_table_lookup(table, key);

    if (message == NULL) {
        message = g_new0(Message, 1);
        message->variants = g_array_new(FALSE, FALSE, sizeof(Variant));
        g_array_set_clear_func(message->variants, clear_variant);
        g_hash_table_insert(table, g_strdup(key), message);
    }
    return message;
}

/* "key", or "key (n is 1)". */
static gboolean
add_entry(GHashTable *table, const RollGroup *group, const gchar *entry, const gchar *value)
{
    g_auto(GStrv) parts = g_strsplit(entry, " (", 2);
    g_auto(GStrv) condition = parts[1] != NULL ? g_strsplit(parts[1], " is ", 2) : NULL;
    g_autofree gchar *key = g_strconcat(roll_group_name(group), ".", parts[0], NULL);
    Message *message = message_of(table, key);
    Variant variant = {0};

    if (condition == NULL) {
        if (message->text != NULL)
            return FALSE;
        message->text = g_strdup(value);
        return TRUE;
    }
    if (condition[1] == NULL || !g_str_has_suffix(condition[1], ")"))
        return FALSE;
    variant.name = g_strdup(condition[0]);
    variant.value = g_strndup(condition[1], strlen(condition[1]) - 1);
    variant.text = g_strdup(value);
    g_array_append_val(message->variants, variant);
    return TRUE;
}

/* @name is what the file is called. */
static gboolean
read_group(GHashTable *table, const gchar *name, RollGroup *group, GError **error)
{
    const gchar *key = NULL;
    const gchar *value = NULL;
    guint line = 0;

    while (roll_group_next_entry(group, &key, &value, &line)) {
        if (*value != '\0' && add_entry(table, group, key, value))
            continue;
        g_set_error(
            error, ROLL_ERROR, ROLL_ERROR_CONFIG,
            "%s:%u: [%s] %s: a message is \"key = text\" or \"key (name is value) = text\", "
            "each once, and not empty",
            name, line, roll_group_name(group), key);
        return FALSE;
    }
    return TRUE;
}

static GHashTable *
read_table(RollConfig *config, GError **error)
{
    g_autoptr(GHashTable) table = new_table();
    RollGroup *about = roll_config_group(config, "language");
    RollGroup *group;

    if (about != NULL) { /* who reads the file should know */
        roll_group_take(about, "name");
        roll_group_take(about, "review");
        roll_group_take(about, "note");
    }
    while ((group = roll_config_next_group(config)) != NULL)
        if (!read_group(table, roll_config_name(config), group, error))
            return NULL;
    return roll_config_done(config, error) ? g_steal_pointer(&table) : NULL;
}

/* ---- a language holds what English has ---- */

static gint
compare_parts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const gchar *const *)a, *(const gchar *const *)b);
}

/* What stands between @open and @close in @text, sorted, a line each, each once: its names, or its
 * tags. */
static gchar *
parts_of(const gchar *text, gchar open, gchar close)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);

    for (const gchar *start = strchr(text, open); start != NULL; start = strchr(start, open)) {
        const gchar *end = strchr(start, close);

        if (end == NULL) {
            g_ptr_array_add(parts, g_strdup(start));
            break;
        }
        g_ptr_array_add(parts, g_strndup(start, (gsize)(end - start) + 1));
        start = end;
    }
    g_ptr_array_sort(parts, compare_parts);
    for (guint i = 1; i < parts->len;) {
        if (strcmp(g_ptr_array_index(parts, i), g_ptr_array_index(parts, i - 1)) == 0)
            g_ptr_array_remove_index(parts, i);
        else
            i++;
    }
    g_ptr_array_add(parts, NULL);
    return g_strjoinv("\n", (gchar **)parts->pdata);
}

static gboolean
has_condition(const Message *message, const gchar *name)
{
    for (guint i = 0; i < message->variants->len; i++)
        if (strcmp(g_array_index(message->variants, Variant, i).name, name) == 0)
            return TRUE;
    return FALSE;
}

/* Whether a variant has no names and no tags but those of the whole message @english. */
static gboolean
is_variant_sound(const Message *english, const Variant *variant)
{
    g_autofree gchar *known = parts_of(english->text, '{', '}');
    g_autofree gchar *tags = parts_of(english->text, '<', '>');
    g_autofree gchar *own_tags = parts_of(variant->text, '<', '>');
    g_autofree gchar *names = parts_of(variant->text, '{', '}');
    g_autofree gchar *condition = g_strdup_printf("{%s}", variant->name);
    g_auto(GStrv) used = g_strsplit(names, "\n", -1);
    g_auto(GStrv) all = g_strsplit(known, "\n", -1);

    for (guint i = 0; used[i] != NULL; i++)
        if (!g_strv_contains((const gchar *const *)all, used[i]))
            return FALSE;
    return (g_strv_contains((const gchar *const *)all, condition) ||
            has_condition(english, variant->name)) &&
           strcmp(tags, own_tags) == 0;
}

static gboolean
is_sound(const Message *english, const Message *own)
{
    g_autofree gchar *names = parts_of(english->text, '{', '}');
    g_autofree gchar *own_names = parts_of(own->text, '{', '}');
    g_autofree gchar *tags = parts_of(english->text, '<', '>');
    g_autofree gchar *own_tags = parts_of(own->text, '<', '>');

    if (strcmp(names, own_names) != 0 || strcmp(tags, own_tags) != 0)
        return FALSE;
    for (guint i = 0; i < own->variants->len; i++)
        if (!is_variant_sound(english, &g_array_index(own->variants, Variant, i)))
            return FALSE;
    return TRUE;
}

/* The keys of @table, sorted, NULL at the end. */
static GPtrArray *
sorted_keys(GHashTable *table)
{
    GPtrArray *keys = g_ptr_array_new();
    GHashTableIter iter;
    gpointer key = NULL;

    g_hash_table_iter_init(&iter, table);
    while (g_hash_table_iter_next(&iter, &key, NULL))
        g_ptr_array_add(keys, key);
    g_ptr_array_sort(keys, compare_parts);
    g_ptr_array_add(keys, NULL);
    return keys;
}

static void
refuse_key(const gchar *name, const gchar *key, GHashTable *english, GError **error)
{
    g_autoptr(GPtrArray) known = sorted_keys(english);
    const gchar *nearest = roll_nearest(key, (const gchar *const *)known->pdata);

    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "%s: %s: no such message is said%s%s%s", name,
                key, nearest != NULL ? "; did you mean \"" : "", nearest != NULL ? nearest : "",
                nearest != NULL ? "\"?" : "");
}

/* @own holds nothing but what @english has. */
static gboolean
check_table(const gchar *name, GHashTable *english, GHashTable *own, GError **error)
{
    g_autoptr(GPtrArray) keys = sorted_keys(own);

    for (guint i = 0; i + 1 < keys->len; i++) {
        const gchar *key = g_ptr_array_index(keys, i);
        const Message *message = g_hash_table_lookup(own, key);
        const Message *original = g_hash_table_lookup(english, key);

        if (original == NULL)
            refuse_key(name, key, english, error);
        else if (message->text == NULL)
            g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                        "%s: %s: only variants of it are said; what is said else?", name, key);
        else if (!is_sound(original, message))
            g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                        "%s: %s: {names} and <tags> must be those of the English \"%s\"", name, key,
                        original->text);
        else
            continue;
        return FALSE;
    }
    return TRUE;
}

/* @own may be NULL. */
static Messages *
build(const gchar *language, RollConfig *english, RollConfig *own, GError **error)
{
    g_autoptr(Messages) messages = g_new0(Messages, 1);
    g_autoptr(GHashTable) said = read_table(english, error);

    if (said == NULL || !check_table(roll_config_name(english), said, said, error))
        return NULL;
    messages->language = g_strdup(language);
    messages->english = g_steal_pointer(&said);
    messages->own = own != NULL ? read_table(own, error) : new_table();
    if (messages->own == NULL ||
        (own != NULL &&
         !check_table(roll_config_name(own), messages->english, messages->own, error)))
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

static void
read_values(Values *values, va_list list)
{
    const gchar *name;

    while ((name = va_arg(list, const gchar *)) != NULL) {
        g_return_if_fail(values->n < MAX_VALUES);
        values->names[values->n] = name;
        values->texts[values->n++] = va_arg(list, const gchar *);
    }
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
        const Variant *variant = &g_array_index(message->variants, Variant, i);
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
        text = open + length + 1;
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
put_entry(GString *out, const gchar *key, const Variant *variant, const gchar *text)
{
    g_string_append(out, out->str[out->len - 1] == '{' ? "\"" : ",\"");
    html_json(out, key);
    if (variant != NULL)
        g_string_append_printf(out, " (%s is %s)", variant->name, variant->value);
    g_string_append(out, "\":\"");
    html_json(out, text);
    g_string_append_c(out, '"');
}

void
messages_json(const Messages *messages, const gchar *group, GString *out)
{
    g_autoptr(GPtrArray) keys = sorted_keys(messages->english);
    g_autofree gchar *prefix = g_strconcat(group, ".", NULL);

    g_string_append_c(out, '{');
    for (guint i = 0; i + 1 < keys->len; i++) {
        const gchar *key = g_ptr_array_index(keys, i);
        const Message *message = find(messages, key);

        if (!g_str_has_prefix(key, prefix))
            continue;
        key += strlen(prefix);
        put_entry(out, key, NULL, message->text);
        for (guint j = 0; j < message->variants->len; j++) {
            const Variant *variant = &g_array_index(message->variants, Variant, j);

            put_entry(out, key, variant, variant->text);
        }
    }
    g_string_append_c(out, '}');
}
