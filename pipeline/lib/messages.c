#include "pipeline/lib/messages.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/message_table.h"

#define ENGLISH "en"

struct RollMessages {
    gchar *language;
    GHashTable *english; /* "group.key" to RollMessage */
    GHashTable *own;     /* of the language, or of English as other rules word it */
    RollConfig *unread;  /* English of which groups are read when asked for; NULL: none is left */
    GHashTable *groups;  /* of it, read already */
};

static RollMessages *
messages_new(const gchar *language)
{
    RollMessages *messages = g_new0(RollMessages, 1);

    messages->language = g_strdup(language);
    messages->english = roll_message_table_new();
    messages->own = roll_message_table_new();
    return messages;
}

void
roll_messages_free(RollMessages *messages)
{
    if (messages == NULL)
        return;
    g_free(messages->language);
    g_hash_table_unref(messages->english);
    g_hash_table_unref(messages->own);
    g_clear_pointer(&messages->unread, roll_config_free);
    g_clear_pointer(&messages->groups, g_hash_table_unref);
    g_free(messages);
}

/* ---- reading ---- */

/* Adds what a file in English and one in the language have; @own may be NULL. */
static gboolean
add(RollMessages *messages, RollConfig *english, RollConfig *own, GError **error)
{
    return roll_message_table_read(messages->english, english, error) &&
           roll_message_table_check(roll_config_name(english), messages->english, messages->english,
                                    error) &&
           (own == NULL || (roll_message_table_read(messages->own, own, error) &&
                            roll_message_table_check(roll_config_name(own), messages->english,
                                                     messages->own, error)));
}

RollMessages *
roll_messages_parse(const gchar *english, const gchar *language, GError **error)
{
    g_autoptr(RollMessages) messages = messages_new(language != NULL ? "xx" : ENGLISH);
    g_autoptr(RollConfig) base = roll_config_parse("en.ini", english, error);
    g_autoptr(RollConfig) own = NULL;

    if (base == NULL)
        return NULL;
    if (language != NULL && (own = roll_config_parse("xx.ini", language, error)) == NULL)
        return NULL;
    return add(messages, base, own, error) ? g_steal_pointer(&messages) : NULL;
}

static gboolean
is_language(const gchar *language)
{
    return *language != '\0' &&
           strspn(language, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-") ==
               strlen(language);
}

/* The file of the language in @folder (transfer full); NULL when there is none. */
static gchar *
find_language(const RollLayers *layers, const gchar *folder, const gchar *language)
{
    g_autofree gchar *name = g_strconcat(folder, "/", language, ".ini", NULL);

    return is_language(language) ? roll_layers_find(layers, name) : NULL;
}

static gboolean
load_folder(RollMessages *messages, const RollLayers *layers, const gchar *folder, GError **error)
{
    g_autofree gchar *path =
        g_build_filename(roll_layers_base(layers), folder, ENGLISH ".ini", NULL);
    g_autofree gchar *own_path = find_language(layers, folder, messages->language);
    g_autoptr(RollConfig) english = roll_config_load(path, error);
    g_autoptr(RollConfig) own = NULL;

    if (english == NULL)
        return FALSE;
    if (own_path != NULL && strcmp(own_path, path) != 0 &&
        (own = roll_config_load(own_path, error)) == NULL)
        return FALSE;
    return add(messages, english, own, error);
}

RollMessages *
roll_messages_load(const RollLayers *layers, const gchar *const *folders, const gchar *language,
                   GError **error)
{
    g_autoptr(RollMessages) messages = messages_new(language);
    g_autofree gchar *path = find_language(layers, folders[0], language);

    if (path == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                    "language \"%s\": the rules have no %s/%s.ini", language, folders[0], language);
        return NULL;
    }
    for (guint i = 0; folders[i] != NULL; i++)
        if (!load_folder(messages, layers, folders[i], error))
            return NULL;
    return g_steal_pointer(&messages);
}

RollMessages *
roll_messages_open(const gchar *path, GError **error)
{
    g_autoptr(RollMessages) messages = messages_new(ENGLISH);

    messages->unread = roll_config_load(path, error);
    messages->groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return messages->unread != NULL ? g_steal_pointer(&messages) : NULL;
}

gboolean
roll_messages_read_group(RollMessages *messages, const gchar *group, GError **error)
{
    if (messages->unread == NULL || g_hash_table_contains(messages->groups, group))
        return TRUE;
    g_hash_table_add(messages->groups, g_strdup(group));
    return roll_message_table_read_group(messages->english, messages->unread, group, error) &&
           roll_message_table_check(roll_config_name(messages->unread), messages->english,
                                    messages->english, error);
}

/* ---- what there is ---- */

const gchar *
roll_messages_language(const RollMessages *messages)
{
    return messages->language;
}

gboolean
roll_messages_is_english(const RollMessages *messages)
{
    return strcmp(messages->language, ENGLISH) == 0;
}

guint
roll_messages_n(const RollMessages *messages)
{
    return g_hash_table_size(messages->english);
}

guint
roll_messages_n_missing(const RollMessages *messages)
{
    return roll_messages_is_english(messages)
               ? 0
               : g_hash_table_size(messages->english) - g_hash_table_size(messages->own);
}

GPtrArray *
roll_messages_keys(const RollMessages *messages)
{
    return roll_message_table_keys(messages->english);
}

const RollMessage *
roll_messages_find(const RollMessages *messages, const gchar *key)
{
    const RollMessage *message = g_hash_table_lookup(messages->own, key);

    return message != NULL ? message : g_hash_table_lookup(messages->english, key);
}

gboolean
roll_messages_has(const RollMessages *messages, const gchar *key)
{
    return g_hash_table_contains(
        roll_messages_is_english(messages) ? messages->english : messages->own, key);
}
