/* messages_table: what one file of messages holds, by "group.key". */
#pragma once

#include <glib.h>

#include "pipeline/lib/config.h"

/* What is said where a value reads so. */
typedef struct {
    gchar *name; /* owned, as all of these */
    gchar *value;
    gchar *text;
} MessageVariant;

typedef struct {
    gchar *text;      /* NULL while only variants were read */
    GArray *variants; /* of MessageVariant */
} Message;

GHashTable *messages_table_new(void);
/* Reads all groups of @config but [language], which is for people.  Errors: ROLL_ERROR_CONFIG. */
GHashTable *messages_table_read(RollConfig *config, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @own, of the file @name, holds nothing but what @english has, with its names and tags.
 * Errors: ROLL_ERROR_CONFIG. */
gboolean messages_table_check(const gchar *name, GHashTable *english, GHashTable *own,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The keys, sorted, NULL at the end (transfer container). */
GPtrArray *messages_table_keys(GHashTable *table);
