#include "pipeline/lib/message_table.h"

#include <string.h>

#include "pipeline/lib/array.h"
#include "pipeline/lib/error.h"

static void
clear_variant(gpointer data)
{
    RollMessageVariant *variant = data;

    g_free(variant->name);
    g_free(variant->value);
    g_free(variant->text);
}

static void
message_free(gpointer data)
{
    RollMessage *message = data;

    g_free(message->text);
    g_clear_pointer(&message->variants, g_array_unref);
    g_free(message);
}

GHashTable *
roll_message_table_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, message_free);
}

/* ---- reading ---- */

static RollMessage *
message_of(GHashTable *table, const gchar *key)
{
    RollMessage *message = g_hash_table_lookup(table, key);

    if (message == NULL) {
        message = g_new0(RollMessage, 1);
        g_hash_table_insert(table, g_strdup(key), message);
    }
    return message;
}

/* @condition is "n is 1)". */
static gboolean
add_variant(RollMessage *message, const gchar *condition, const gchar *text)
{
    g_auto(GStrv) parts = g_strsplit(condition, " is ", 2);
    RollMessageVariant variant = {0};

    if (parts[1] == NULL || !g_str_has_suffix(parts[1], ")"))
        return FALSE;
    if (message->variants == NULL)
        message->variants = roll_array_new(sizeof(RollMessageVariant), clear_variant);
    variant.name = g_strdup(parts[0]);
    variant.value = g_strndup(parts[1], strlen(parts[1]) - 1);
    variant.text = g_strdup(text);
    g_array_append_val(message->variants, variant);
    return TRUE;
}

/* "key", or "key (n is 1)". */
static gboolean
add_entry(GHashTable *table, const RollGroup *group, const gchar *entry, const gchar *text)
{
    const gchar *open = strstr(entry, " (");
    g_autofree gchar *name = open != NULL ? g_strndup(entry, (gsize)(open - entry)) : NULL;
    g_autofree gchar *key =
        g_strconcat(roll_group_name(group), ".", name != NULL ? name : entry, NULL);
    RollMessage *message = message_of(table, key);

    if (open != NULL)
        return add_variant(message, open + 2, text);
    if (message->text != NULL)
        return FALSE;
    message->text = g_strdup(text);
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

gboolean
roll_message_table_read_group(GHashTable *table, RollConfig *config, const gchar *group,
                              GError **error)
{
    RollGroup *found = roll_config_group(config, group);

    return found == NULL || read_group(table, roll_config_name(config), found, error);
}

gboolean
roll_message_table_read(GHashTable *table, RollConfig *config, GError **error)
{
    RollGroup *about = roll_config_group(config, "language");
    RollGroup *group;

    if (about != NULL) { /* who reads the file should know */
        roll_group_take(about, "name");
        roll_group_take(about, "review");
        roll_group_take(about, "note");
    }
    while ((group = roll_config_next_group(config)) != NULL)
        if (!read_group(table, roll_config_name(config), group, error))
            return FALSE;
    return roll_config_done(config, error);
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
has_condition(const RollMessage *message, const gchar *name)
{
    for (guint i = 0; i < roll_message_n_variants(message); i++)
        if (strcmp(roll_message_variant(message, i)->name, name) == 0)
            return TRUE;
    return FALSE;
}

/* Whether a variant has no names and no tags but those of the whole message @english. */
static gboolean
is_variant_sound(const RollMessage *english, const RollMessageVariant *variant)
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
has_parts_of(const RollMessage *own, const RollMessage *english, gchar open, gchar close)
{
    g_autofree gchar *parts = parts_of(english->text, open, close);
    g_autofree gchar *own_parts = parts_of(own->text, open, close);

    return strcmp(parts, own_parts) == 0;
}

/* English itself is held against its own variants only. */
static gboolean
is_sound(const RollMessage *english, const RollMessage *own)
{
    if (own != english &&
        !(has_parts_of(own, english, '{', '}') && has_parts_of(own, english, '<', '>')))
        return FALSE;
    for (guint i = 0; i < roll_message_n_variants(own); i++)
        if (!is_variant_sound(english, roll_message_variant(own, i)))
            return FALSE;
    return TRUE;
}

/* The keys of @table, sorted, NULL at the end. */
GPtrArray *
roll_message_table_keys(GHashTable *table)
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
    g_autoptr(GPtrArray) known = roll_message_table_keys(english);
    const gchar *nearest = roll_nearest(key, (const gchar *const *)known->pdata);

    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "%s: %s: no such message is said%s%s%s", name,
                key, nearest != NULL ? "; did you mean \"" : "", nearest != NULL ? nearest : "",
                nearest != NULL ? "\"?" : "");
}

/* @own holds nothing but what @english has. */
gboolean
roll_message_table_check(const gchar *name, GHashTable *english, GHashTable *own, GError **error)
{
    g_autoptr(GPtrArray) keys = roll_message_table_keys(own);

    for (guint i = 0; i + 1 < keys->len; i++) {
        const gchar *key = g_ptr_array_index(keys, i);
        const RollMessage *message = g_hash_table_lookup(own, key);
        const RollMessage *original = g_hash_table_lookup(english, key);

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
