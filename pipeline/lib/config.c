#include "pipeline/lib/config.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/text.h"

#define FIRST_ROOM 32 /* entries: of a source profile, of which there are most */

typedef struct {
    const gchar *key;
    gchar *value;
    guint line;
    gboolean taken;
    gboolean repeated; /* its reader wanted one, and this is another */
} Entry;

struct RollGroup {
    RollConfig *config;
    gchar *name;
    guint line;
    gboolean taken;
    guint first; /* of its entries, which lie side by side in the config's */
    guint n_entries;
    guint next; /* entries before it are taken */
};

/* A name that a reader asked for, for hints. */
typedef struct {
    const RollGroup *group; /* whose key it is; NULL: a group's name */
    gsize place;            /* in the asked names */
} Asked;

struct RollConfig {
    gchar *name;
    gchar *text;           /* cut in place: thousands of small copies cost more than the reading */
    GStringChunk *strings; /* of groups that are not of the text; NULL: none */
    GPtrArray *groups;     /* of RollGroup, in the file's order */
    GHashTable *by_name;   /* the same */
    GArray *entries;       /* of Entry: those of all groups, in the file's order */
    guint next;            /* groups before it are taken */
    GArray *asked;         /* of Asked, as often as they were */
    GString *asked_names;  /* one behind the other, a NUL behind each */
};

/* One line of the text, and where it stands. */
typedef struct {
    RollConfig *config;
    gboolean is_utf8; /* all of the text, as it was looked at before */
    RollGroup *group; /* that the line belongs to, NULL before the first */
    gchar *text;      /* without blanks at its ends */
    gchar *end;       /* of what was there with them */
    guint line;
} Line;

RollConfig *
roll_config_new(const gchar *name)
{
    RollConfig *config = g_new0(RollConfig, 1);

    config->name = g_strdup(name);
    config->groups = g_ptr_array_new_with_free_func(g_free);
    config->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    config->entries = g_array_sized_new(FALSE, FALSE, sizeof(Entry), FIRST_ROOM);
    config->asked = g_array_sized_new(FALSE, FALSE, sizeof(Asked), FIRST_ROOM);
    config->asked_names = g_string_new(NULL);
    return config;
}

void
roll_config_free(RollConfig *config)
{
    if (config == NULL)
        return;
    g_hash_table_unref(config->by_name);
    g_ptr_array_unref(config->groups);
    g_array_unref(config->entries);
    g_array_unref(config->asked);
    g_string_free(config->asked_names, TRUE);
    g_clear_pointer(&config->strings, g_string_chunk_free);
    g_free(config->text);
    g_free(config->name);
    g_free(config);
}

static RollGroup *
add_group(RollConfig *config, gchar *name, guint line)
{
    RollGroup *group = g_new0(RollGroup, 1);

    group->config = config;
    group->name = name;
    group->line = line;
    group->first = config->entries->len;
    g_ptr_array_add(config->groups, group);
    g_hash_table_insert(config->by_name, name, group);
    return group;
}

static gchar *
keep(RollConfig *config, const gchar *string)
{
    if (config->strings == NULL)
        config->strings = g_string_chunk_new(4096);
    return g_string_chunk_insert(config->strings, string);
}

RollGroup *
roll_config_add_group(RollConfig *config, const gchar *name, guint line)
{
    return add_group(config, keep(config, name), line);
}

static void
append_entry(RollGroup *group, const Entry *entry)
{
    g_array_append_vals(group->config->entries, entry, 1);
    group->n_entries++;
}

static Entry *
entry_at(const RollGroup *group, guint i)
{
    return &g_array_index(group->config->entries, Entry, group->first + i);
}

/* Nearly all keys that a group has differ in the first letter from the one that is looked for. */
static gboolean
has_key(const Entry *entry, const gchar *key)
{
    return entry->key[0] == key[0] && strcmp(entry->key, key) == 0;
}

void
roll_group_add(RollGroup *group, const gchar *key, const gchar *value, guint line)
{
    Entry entry = {
        .key = keep(group->config, key), .value = keep(group->config, value), .line = line};

    g_return_if_fail(group->first + group->n_entries == group->config->entries->len);
    append_entry(group, &entry);
}

static gboolean
fail_line(const Line *at, const gchar *fault, GError **error)
{
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "%s:%u: %s", at->config->name, at->line,
                fault);
    return FALSE;
}

/* What lies between @begin and @end without the blanks at its ends, and a NUL behind. */
static gchar *
trim(gchar *begin, gchar *end)
{
    while (end > begin && g_ascii_isspace(end[-1]))
        end--;
    *end = '\0';
    while (g_ascii_isspace(*begin))
        begin++;
    return begin;
}

static gboolean
parse_group(Line *at, GError **error)
{
    gchar *end = strchr(at->text, ']');
    RollGroup *group = NULL;
    gchar *name = NULL;

    if (end == NULL)
        return fail_line(at, "the ] of the group's name is missing", error);
    if (end[1] != '\0')
        return fail_line(at, "text behind the ] of the group's name", error);
    name = trim(at->text + 1, end);
    if (name[0] == '\0')
        return fail_line(at, "a group without a name", error);
    group = g_hash_table_lookup(at->config->by_name, name);
    if (group != NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG,
                    "%s:%u: [%s]: this group stands in line %u already", at->config->name, at->line,
                    group->name, group->line);
        return FALSE;
    }
    at->group = add_group(at->config, name, at->line);
    return TRUE;
}

static gboolean
parse_entry(const Line *at, GError **error)
{
    gchar *equals = strchr(at->text, '=');
    Entry entry = {.line = at->line};

    if (equals == NULL)
        return fail_line(at, "neither [group] nor key = value", error);
    if (equals == at->text)
        return fail_line(at, "a value without a key", error);
    if (at->group == NULL)
        return fail_line(at, "a key before the first [group]", error);
    entry.key = trim(at->text, equals);
    entry.value = trim(equals + 1, at->end);
    append_entry(at->group, &entry);
    return TRUE;
}

static gboolean
parse_line(Line *at, GError **error)
{
    if (at->text[0] == '\0' || at->text[0] == '#')
        return TRUE;
    if (!at->is_utf8 && !g_utf8_validate(at->text, -1, NULL))
        return fail_line(at, "not UTF-8", error);
    return at->text[0] == '[' ? parse_group(at, error) : parse_entry(at, error);
}

/* Takes @text. */
static RollConfig *
parse_taken(const gchar *name, gchar *text, GError **error)
{
    g_autoptr(RollConfig) config = roll_config_new(name);
    Line at = {.config = config, .is_utf8 = roll_text_is_utf8(roll_text(text))};
    gchar *next = text;

    config->text = text;
    if (g_str_has_prefix(text, "\xef\xbb\xbf"))
        next += 3;
    while (next != NULL) {
        gchar *begin = next;

        at.end = strchrnul(begin, '\n');
        next = *at.end != '\0' ? at.end + 1 : NULL;
        at.text = trim(begin, at.end);
        at.line++;
        if (!parse_line(&at, error))
            return NULL;
    }
    return g_steal_pointer(&config);
}

RollConfig *
roll_config_parse(const gchar *name, const gchar *text, GError **error)
{
    return parse_taken(name, g_strdup(text), error);
}

RollConfig *
roll_config_load(const gchar *path, GError **error)
{
    g_autofree gchar *text = NULL;
    g_autoptr(GError) cause = NULL;
    gsize length = 0;

    if (!g_file_get_contents(path, &text, &length, &cause)) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "%s", cause->message);
        return NULL;
    }
    if (strlen(text) != length) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "%s: a NUL byte at byte %zu", path,
                    strlen(text));
        return NULL;
    }
    return parse_taken(path, g_steal_pointer(&text), error);
}

const gchar *
roll_config_name(const RollConfig *config)
{
    return config->name;
}

static void
remember(RollConfig *config, const RollGroup *group, const gchar *name)
{
    const Asked asked = {group, config->asked_names->len};

    g_array_append_val(config->asked, asked);
    g_string_append_len(config->asked_names, name, (gssize)strlen(name) + 1);
}

RollGroup *
roll_config_group(RollConfig *config, const gchar *name)
{
    RollGroup *group = g_hash_table_lookup(config->by_name, name);

    remember(config, NULL, name);
    if (group != NULL)
        group->taken = TRUE;
    return group;
}

RollGroup *
roll_config_next_group(RollConfig *config)
{
    for (; config->next < config->groups->len; config->next++) {
        RollGroup *group = g_ptr_array_index(config->groups, config->next);

        if (!group->taken) {
            group->taken = TRUE;
            return group;
        }
    }
    return NULL;
}

const gchar *
roll_group_name(const RollGroup *group)
{
    return group->name;
}

guint
roll_group_line(const RollGroup *group)
{
    return group->line;
}

guint
roll_group_line_of(const RollGroup *group, const gchar *key)
{
    for (guint i = 0; i < group->n_entries; i++) {
        const Entry *entry = entry_at(group, i);

        if (has_key(entry, key))
            return entry->line;
    }
    return group->line;
}

const gchar *
roll_group_take(RollGroup *group, const gchar *key)
{
    const gchar *value = NULL;

    remember(group->config, group, key);
    for (guint i = 0; i < group->n_entries; i++) {
        Entry *entry = entry_at(group, i);

        if (!has_key(entry, key))
            continue;
        entry->taken = TRUE;
        if (value == NULL)
            value = entry->value;
        else
            entry->repeated = TRUE;
    }
    return value;
}

GPtrArray *
roll_group_take_all(RollGroup *group, const gchar *key)
{
    GPtrArray *values = g_ptr_array_new();

    remember(group->config, group, key);
    for (guint i = 0; i < group->n_entries; i++) {
        Entry *entry = entry_at(group, i);

        if (!has_key(entry, key))
            continue;
        entry->taken = TRUE;
        g_ptr_array_add(values, entry->value);
    }
    return values;
}

gboolean
roll_group_next_entry(RollGroup *group, const gchar **key, const gchar **value, guint *line)
{
    for (; group->next < group->n_entries; group->next++) {
        Entry *entry = entry_at(group, group->next);

        if (entry->taken)
            continue;
        entry->taken = TRUE;
        *key = entry->key;
        *value = entry->value;
        *line = entry->line;
        return TRUE;
    }
    return FALSE;
}

/* Appends ", did you mean NAME?" where one is near of the names that readers of @group asked for;
 * NULL: of groups. */
static void
append_hint(GString *faults, const RollConfig *config, const RollGroup *group, const gchar *word)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    const gchar *nearest = NULL;

    for (guint i = 0; i < config->asked->len; i++) {
        const Asked *asked = &g_array_index(config->asked, Asked, i);

        if (asked->group == group)
            g_ptr_array_add(names, config->asked_names->str + asked->place);
    }
    g_ptr_array_add(names, NULL);
    nearest = roll_nearest(word, (const gchar *const *)names->pdata);
    if (nearest != NULL)
        g_string_append_printf(faults, ", did you mean %s?", nearest);
}

static void
check_group(const RollGroup *group, GString *faults)
{
    const gchar *name = group->config->name;

    if (!group->taken) {
        g_string_append_printf(faults, "\n%s:%u: [%s]: unknown group", name, group->line,
                               group->name);
        append_hint(faults, group->config, NULL, group->name);
        return;
    }
    for (guint i = 0; i < group->n_entries; i++) {
        const Entry *entry = entry_at(group, i);

        if (entry->taken && !entry->repeated)
            continue;
        g_string_append_printf(faults, "\n%s:%u: [%s] %s: ", name, entry->line, group->name,
                               entry->key);
        if (entry->repeated) {
            g_string_append_printf(faults, "this key stands in line %u already",
                                   roll_group_line_of(group, entry->key));
        } else {
            g_string_append(faults, "unknown key");
            append_hint(faults, group->config, group, entry->key);
        }
    }
}

gboolean
roll_config_done(RollConfig *config, GError **error)
{
    g_autoptr(GString) faults = g_string_new(NULL);

    for (guint i = 0; i < config->groups->len; i++)
        check_group(g_ptr_array_index(config->groups, i), faults);
    if (faults->len == 0)
        return TRUE;
    g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_CONFIG, faults->str + 1);
    return FALSE;
}

void
roll_group_error(const RollGroup *group, const gchar *key, GError **error, const gchar *format, ...)
{
    g_autofree gchar *fault = NULL;
    va_list arguments;

    va_start(arguments, format);
    fault = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "%s:%u: [%s]%s%s: %s", group->config->name,
                key != NULL ? roll_group_line_of(group, key) : group->line, group->name,
                key != NULL ? " " : "", key != NULL ? key : "", fault);
}
