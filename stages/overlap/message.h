/* message: the agreed messages of a topic that a curriculum says, leaves out or contradicts. */
#pragma once

#include "pipeline/lib/agreed.h"

/* Of a topic.  Every message of it is said, left out, contradicted or unknown: not found, and in a
 * language in which no pattern could have told it. */
typedef struct {
    guint n; /* agreed messages of the topic */
    guint n_said;
    GString *left_out; /* wordings, `;` between, as in the next two */
    GString *unknown;
    GString *languages; /* codes of language.h, `;` between: in what the curriculum is written */
    GString *contradicted;
    GString *contrary; /* what the curriculum says instead: of each of these its statement */
} OverlapMessages;

void overlap_messages_init(OverlapMessages *messages);
void overlap_messages_clear(OverlapMessages *messages);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OverlapMessages, overlap_messages_clear)

/* The key messages of a curriculum: a cell that says something, and one that names its language. */
typedef struct {
    const gchar *messages;
    const gchar *language;
} OverlapStatements;

/* Reads @statements for the topic of that code.  A statement ends at a semicolon, a vertical bar, a
 * line end or the end of a sentence.  Errors: as roll_agreed_read(). */
gboolean overlap_messages_read(RollAgreed *agreed, const gchar *topic,
                               const OverlapStatements *statements, OverlapMessages *messages,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
