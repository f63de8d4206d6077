/* messages: every sentence and label of the reports, of the language that was asked for.
 *
 * They are those of pipeline/lib/messages.h, here with the values of a call as names and texts in
 * turn. */
#pragma once

#include <stdarg.h>

#include <glib.h>

#include "pipeline/lib/messages.h"

typedef RollMessages Messages;

/* Errors: as of roll_messages_load(). */
Messages *messages_load(const RollLayers *layers, const gchar *language,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A message that has no values (transfer none). */
const gchar *messages_word(const Messages *messages, const gchar *key);
/* What a word of the tables is called, "same week" in the group "values": the message of that name,
 * its letters small and "-" for all else; @word itself where there is none.  A number in front is
 * its {n}. (transfer full) */
gchar *messages_term(const Messages *messages, const gchar *group, const gchar *word);
/* A message with its values: names and texts in turn, NULL at the end (transfer full). */
gchar *messages_text(const Messages *messages, const gchar *key, ...) G_GNUC_NULL_TERMINATED;
gchar *messages_vtext(const Messages *messages, const gchar *key, va_list list);
/* Appends @markup; {group.key} in it is a message, {name} one of the values.  Values are escaped,
 * but for those whose name is given as "<name": they are markup. */
void messages_put(const Messages *messages, GString *out, const gchar *markup,
                  ...) G_GNUC_NULL_TERMINATED;
void messages_vput(const Messages *messages, GString *out, const gchar *markup, va_list list);
/* Appends the messages of some groups, NULL at the end, as a JSON object for a script, which fills
 * in the names: texts by key, variants by "key (name is value)"; to stand in an element of HTML. */
void messages_json(const Messages *messages, GString *out, const gchar *const *groups);
