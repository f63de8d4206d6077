/* telling: the sentences in which findings are told, of rules/findings/.
 *
 * A group of these files is called after the id of a finding, and has its sentences: what is
 * wrong, how it is mended.  Sentences that findings of several ids share stand in a group of their
 * own and are named with it, "expected.date".  The English ones are what every stage writes; a
 * report makes the same sentence in its language from the same values. */
#pragma once

#include <glib.h>

#include "pipeline/lib/messages.h"
#include "pipeline/lib/values.h"

#define ROLL_TELLING_FOLDER "findings"
#define ROLL_NO_SENTENCE    "-" /* where a finding names its sentences, for one that it has not */

/* Appends @sentence of findings of @id, in the language of @messages; @values may be NULL.  FALSE,
 * and nothing appended, where it cannot be said: there is none of that name, or a value that it
 * names is lacking. */
gboolean roll_tell(const RollMessages *messages, const gchar *id, const gchar *sentence,
                   const RollValues *values, GString *out) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the language has that sentence, and all that stands in it, and does not borrow it. */
gboolean roll_tells(const RollMessages *messages, const gchar *id, const gchar *sentence,
                    const RollValues *values);

/* The English sentences, read when the first is asked for: most runs find little, and many
 * nothing.  @layers must outlive it. */
typedef struct RollTelling RollTelling;
RollTelling *roll_telling_new(const RollLayers *layers);
void roll_telling_free(RollTelling *telling);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollTelling, roll_telling_free)
/* Errors: ROLL_ERROR_CONFIG (the sentences cannot be read, or this one not be said). */
gboolean roll_telling_say(RollTelling *telling, const gchar *id, const gchar *sentence,
                          const RollValues *values, GString *out,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of findings of @id, whether each of @values is said by one of the @sentences (NULL at the end),
 * which were said before: what nobody is told does not travel either.  Errors: ROLL_ERROR_CONFIG
 * names the first that is not. */
gboolean roll_telling_check(RollTelling *telling, const gchar *id, const gchar *const *sentences,
                            const RollValues *values, GError **error) G_GNUC_WARN_UNUSED_RESULT;
