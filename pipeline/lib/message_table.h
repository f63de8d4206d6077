/* message_table: what files of messages hold, by "group.key". */
#pragma once

#include <glib.h>

#include "pipeline/lib/config.h"
#include "pipeline/lib/message.h"

GHashTable *roll_message_table_new(void);
/* Adds all groups of @config but [language], which is for people.  Errors: ROLL_ERROR_CONFIG. */
gboolean roll_message_table_read(GHashTable *table, RollConfig *config,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds the group of that name, where there is one.  Errors: ROLL_ERROR_CONFIG. */
gboolean roll_message_table_read_group(GHashTable *table, RollConfig *config, const gchar *group,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @own, of the file @name, holds nothing but what @english has, with its names and tags.
 * Errors: ROLL_ERROR_CONFIG. */
gboolean roll_message_table_check(const gchar *name, GHashTable *english, GHashTable *own,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The keys, sorted, NULL at the end (transfer container). */
GPtrArray *roll_message_table_keys(GHashTable *table);
