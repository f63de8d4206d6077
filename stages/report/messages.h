/* messages: every sentence and label of the reports, of the language that was asked for.
 *
 * A language is a file rules/messages/LANGUAGE.ini; en.ini, as shipped, has every message, and
 * stands in for what another language lacks.  A message is known as "group.key", and may hold
 * {name}, which its values fill in.  "key (n is 1)" is said in its place where the value {n} reads
 * "1".  The tags of HTML in a message are those of the English one, no more and no fewer. */
#pragma once

#include <stdarg.h>

#include <glib.h>

#include "pipeline/lib/layers.h"

typedef struct Messages Messages;

/* Errors: ROLL_ERROR_CONFIG (no such language; a message that English does not have, or with other
 * names or tags than there). */
Messages *messages_load(const RollLayers *layers, const gchar *language,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for text at hand; @language may be NULL: English alone. */
Messages *messages_parse(const gchar *english, const gchar *language,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void messages_free(Messages *messages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Messages, messages_free)

const gchar *messages_language(const Messages *messages); /* "en" */
/* Whether it is that of the tables. */
gboolean messages_is_english(const Messages *messages);
guint messages_n(const Messages *messages);
/* How many of them stand in English, as the language lacks them. */
guint messages_n_missing(const Messages *messages);

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
