/* messages: what is said in the language that was asked for, by "group.key".
 *
 * A language is a file LANGUAGE.ini in each folder of messages; en.ini, as shipped, has every
 * message, and stands in for what another language lacks.  "key (n is 1)" is said in the place of
 * "key" where the value {n} reads "1".  The names and the tags of HTML in a message are those of
 * the English one, no more and no fewer. */
#pragma once

#include <glib.h>

#include "pipeline/lib/layers.h"
#include "pipeline/lib/message.h"

typedef struct RollMessages RollMessages;

/* Of @folders of the rules, NULL at the end: the first must have a file of @language, the others
 * may lack it.  Errors: ROLL_ERROR_CONFIG (no such language; a message that English does not have,
 * or with other names or tags than there). */
RollMessages *roll_messages_load(const RollLayers *layers, const gchar *const *folders,
                                 const gchar *language, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for text at hand; @language may be NULL: English alone. */
RollMessages *roll_messages_parse(const gchar *english, const gchar *language,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The English of @path alone, of which a group is read by roll_messages_read_group() only: who says
 * one sentence need not wait for all.  Errors: ROLL_ERROR_CONFIG. */
RollMessages *roll_messages_open(const gchar *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Nothing where all are read.  Errors: ROLL_ERROR_CONFIG. */
gboolean roll_messages_read_group(RollMessages *messages, const gchar *group,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void roll_messages_free(RollMessages *messages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollMessages, roll_messages_free)

const gchar *roll_messages_language(const RollMessages *messages); /* "en" */
gboolean roll_messages_is_english(const RollMessages *messages);
guint roll_messages_n(const RollMessages *messages);
/* How many of them stand in English, as the language lacks them. */
guint roll_messages_n_missing(const RollMessages *messages);
/* All keys, sorted, NULL at the end (transfer container). */
GPtrArray *roll_messages_keys(const RollMessages *messages);

/* NULL when English has none of that key. */
const RollMessage *roll_messages_find(const RollMessages *messages, const gchar *key);
/* Whether the language has that message, and does not borrow it. */
gboolean roll_messages_has(const RollMessages *messages, const gchar *key);
