/* agreed: the messages that everybody who teaches a topic should say, and how a curriculum is read
 * for them: rules/courses/messages.ini, and messages-*.ini beside it.
 *
 *     [no-detention]
 *     topic = IND
 *     name = do not detain victims
 *     says = \b(?:not|never) detain victims\b       ← English; may be repeated
 *     contradicts = ^detain victims\b               ← optional; may be repeated
 *     says-fr = \bne pas detenir les victimes\b     ← the same in French: a code of language.h
 *     comment = for people
 *     example = Never detain victims! => says       ← or contradicts, or nothing
 *
 * Patterns are rules of class flag (rules.h), with all their limits, and look at the text as it is
 * compared: roll_text_fold().  What contradicts a message does not say it.  A message of which an
 * example does not come out, or with a pattern that no example needs, does not load.
 *
 * Patterns of all languages look at every text; of which languages there are any decides whether a
 * message that is not found is left out, or nobody can tell. */
#pragma once

#include <glib.h>

#include "pipeline/lib/codes.h"
#include "pipeline/lib/layers.h"
#include "pipeline/lib/text.h"

typedef enum {
    ROLL_AGREED_NOTHING,
    ROLL_AGREED_SAYS,
    ROLL_AGREED_CONTRADICTS,
} RollAgreedVerdict;

/* No member is ever NULL. */
typedef struct {
    gchar *id;
    gchar *topic; /* its code */
    gchar *name;  /* the agreed wording, without `;` */
} RollAgreedMessage;

/* Not to be shared between threads, as the rule set in it is not. */
typedef struct RollAgreed RollAgreed;

/* @courses knows the topics.  Errors: ROLL_ERROR_CONFIG, "file:line: [message] key: fault". */
RollAgreed *roll_agreed_load(const RollLayers *layers, const RollCodes *courses,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for text at hand; @name is what errors call it. */
RollAgreed *roll_agreed_parse(const gchar *name, const gchar *text, const RollCodes *courses,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint roll_agreed_n(const RollAgreed *agreed);
/* In the order of the files and lines. */
const RollAgreedMessage *roll_agreed_message(const RollAgreed *agreed, guint index);
/* Whether a pattern tells that a text in @language, a code of language.h, says the message. */
gboolean roll_agreed_speaks(const RollAgreed *agreed, guint index, const gchar *language);
guint roll_agreed_n_patterns(const RollAgreed *agreed);
guint roll_agreed_n_examples(const RollAgreed *agreed);

/* What @text says: @verdicts has roll_agreed_n() places, all of which are set.  A text longer than
 * a rule may look at is read in pieces, cut at blanks.  Errors: ROLL_ERROR_DATA (a pattern hit a
 * limit; its file and line are told). */
gboolean roll_agreed_read(RollAgreed *agreed, RollText text, RollAgreedVerdict *verdicts,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void roll_agreed_free(RollAgreed *agreed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollAgreed, roll_agreed_free)
