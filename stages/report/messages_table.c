#include "stages/report/messages_table.h"

#include <string.h>

#include "pipeline/lib/error.h"

static void
clear_variant(gpointer data)
{
    MessageVariant *variant = data;

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

GHashTable *
messages_table_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, message_free);
}

/* ---- reading ---- */

static Message *
message_of(GHashTable *table, const gchar *key)
{
    Message *message = g_hash_table_lookup(table, key);

    if (message == NULL) {
        message = g_new0(Message, 1);
        message->variants = g_array_new(FALSE, FALSE, sizeof(MessageVariant));
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
    MessageVariant variant = {0};

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

GHashTable *
messages_table_read(RollConfig *config, GError **error)
{
    g_autoptr(GHashTable) table = messages_table_new();
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
        if (strcmp(g_array_index(message->variants, MessageVariant, i).name, name) == 0)
            return TRUE;
    return FALSE;
}

/* Whether a variant has no names and no tags but those of the whole message @english. */
static gboolean
is_variant_sound(const Message *english, const MessageVariant *variant)
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
        if (!is_variant_sound(english, &g_array_index(own->variants, MessageVariant, i)))
            return FALSE;
    return TRUE;
}

/* The keys of @table, sorted, NULL at the end. */
GPtrArray *
messages_table_keys(GHashTable *table)
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
    g_autoptr(GPtrArray) known = messages_table_keys(english);
    const gchar *nearest = roll_nearest(key, (const gchar *const *)known->pdata);

    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "%s: %s: no such message is said%s%s%s", name,
                key, nearest != NULL ? "; did you mean \"" : "", nearest != NULL ? nearest : "",
                nearest != NULL ? "\"?" : "");
}

/* @own holds nothing but what @english has. */
gboolean
messages_table_check(const gchar *name, GHashTable *english, GHashTable *own, GError **error)
{
    g_autoptr(GPtrArray) keys = messages_table_keys(own);

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
