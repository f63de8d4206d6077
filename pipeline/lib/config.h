/* config: a file in GKeyFile's syntax, read by consuming; what nobody asked for is an error.
 *
 * GKeyFile itself is not used: it keeps no line numbers, turns \s of a pattern into a blank, merges
 * repeated groups and drops repeated keys without a word.  Here a group may stand once, a key may
 * be repeated where its reader takes all of them, values are taken as they stand (trimmed), and
 * every error says "file:line: [group] key: fault".  A line that starts with # is a comment. */
#pragma once

#include <glib.h>

typedef struct RollConfig RollConfig;
typedef struct RollGroup RollGroup; /* one [group]; lives as long as its RollConfig */

/* Errors: ROLL_ERROR_CONFIG (cannot be read, syntax, a group twice). */
RollConfig *roll_config_load(const gchar *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for text at hand; @name is what errors call it. */
RollConfig *roll_config_parse(const gchar *name, const gchar *text,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for groups that stand in a file of another shape: empty, to be filled by
 * roll_config_add_group() and roll_group_add(), which take what they are given as it is. */
RollConfig *roll_config_new(const gchar *name);
RollGroup *roll_config_add_group(RollConfig *config, const gchar *name, guint line);
void roll_group_add(RollGroup *group, const gchar *key, const gchar *value, guint line);
const gchar *roll_config_name(const RollConfig *config);
/* The group of that name, NULL when there is none. */
RollGroup *roll_config_group(RollConfig *config, const gchar *name);
/* The first group nobody has taken yet, in the file's order; NULL when all are. */
RollGroup *roll_config_next_group(RollConfig *config);
/* FALSE when a group or a key was never taken: ROLL_ERROR_CONFIG names it, with the nearest known
 * to this file's readers. */
gboolean roll_config_done(RollConfig *config, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void roll_config_free(RollConfig *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollConfig, roll_config_free)

const gchar *roll_group_name(const RollGroup *group);
guint roll_group_line(const RollGroup *group);
/* The line of a key, taken or not; that of the group when there is no such key. */
guint roll_group_line_of(const RollGroup *group, const gchar *key);

/* The value as it stands, NULL when the key is absent (transfer none).  Errors of a repeated key
 * show in roll_config_done(). */
const gchar *roll_group_take(RollGroup *group, const gchar *key);
/* Every value of a repeated key, in order; may be empty (transfer container). */
GPtrArray *roll_group_take_all(RollGroup *group, const gchar *key);
/* The next entry nobody has taken, for groups whose keys are data (aliases). */
gboolean roll_group_next_entry(RollGroup *group, const gchar **key, const gchar **value,
                               guint *line);

typedef struct {
    gdouble min;
    gdouble max; /* both allowed */
} RollRange;

/* Typed readers.  An absent key leaves *@value as it is; a bad one is ROLL_ERROR_CONFIG. */
gboolean roll_group_flag(RollGroup *group, const gchar *key, gboolean *value,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT; /* yes, no */
gboolean roll_group_number(RollGroup *group, const gchar *key, RollRange range, gint64 *value,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean roll_group_real(RollGroup *group, const gchar *key, RollRange range, gdouble *value,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The place of the value in @names (NULL-terminated). */
gboolean roll_group_choice(RollGroup *group, const gchar *key, const gchar *const *names,
                           gint *value, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The value cut at `;`, parts trimmed, empty ones dropped; NULL when the key is absent
 * (transfer full).  `\;` is a semicolon. */
gchar **roll_group_list(RollGroup *group, const gchar *key);
gchar **roll_config_split(const gchar *value);
/* The lists of every entry of that key as one, so that a long list may stand on several lines, a
 * language on each; empty when the key is absent (transfer full). */
gchar **roll_group_lists(RollGroup *group, const gchar *key);

/* Sets ROLL_ERROR_CONFIG "file:line: [group] key: ...". @key may be NULL. */
void roll_group_error(const RollGroup *group, const gchar *key, GError **error, const gchar *format,
                      ...) G_GNUC_PRINTF(4, 5);

/* The name in @names (NULL-terminated) nearest to @word by edit distance, at most a third of its
 * length away; NULL when none is.  For hints: "did you mean". */
const gchar *roll_nearest(const gchar *word, const gchar *const *names);
/* The same, at most @most edits away. */
const gchar *roll_nearest_within(const gchar *word, const gchar *const *names, guint most);
