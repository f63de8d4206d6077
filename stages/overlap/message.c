#include "stages/overlap/message.h"

#include <string.h>

/* What a curriculum comes to about one message. */
typedef struct {
    RollAgreedVerdict verdict;
    RollText statement; /* the first that contradicts it */
} Reading;

void
overlap_messages_init(OverlapMessages *messages)
{
    *messages = (OverlapMessages){.left_out = g_string_new(NULL),
                                  .contradicted = g_string_new(NULL),
                                  .contrary = g_string_new(NULL)};
}

void
overlap_messages_clear(OverlapMessages *messages)
{
    if (messages->left_out == NULL)
        return;
    g_string_free(messages->left_out, TRUE);
    g_string_free(messages->contradicted, TRUE);
    g_string_free(messages->contrary, TRUE);
}

/* Length of the statement that @text begins with, the sign at its end left out. */
static gsize
statement_length(const gchar *text)
{
    gsize end = 0;

    while (text[end] != '\0' && strchr(";|\r\n", text[end]) == NULL &&
           !(strchr(".!?", text[end]) != NULL && text[end + 1] == ' '))
        end++;
    return end;
}

static RollText
trimmed(const gchar *text, gsize length)
{
    while (length > 0 && g_ascii_isspace(text[length - 1]))
        length--;
    while (length > 0 && g_ascii_isspace(*text)) {
        text++;
        length--;
    }
    return (RollText){text, (guint32)length};
}

static gboolean
read_statements(RollAgreed *agreed, const gchar *cell, Reading *readings, GError **error)
{
    g_autofree RollAgreedVerdict *verdicts = g_new0(RollAgreedVerdict, roll_agreed_n(agreed));

    while (*cell != '\0') {
        gsize length = statement_length(cell);
        RollText statement = trimmed(cell, length);

        if (!roll_agreed_read(agreed, statement, verdicts, error))
            return FALSE;
        for (guint i = 0; i < roll_agreed_n(agreed); i++) {
            if (verdicts[i] <= readings[i].verdict)
                continue;
            readings[i].verdict = verdicts[i];
            readings[i].statement = statement;
        }
        cell += length + (cell[length] != '\0');
    }
    return TRUE;
}

static void
append(GString *list, RollText text)
{
    if (list->len > 0)
        g_string_append_c(list, ';');
    g_string_append_len(list, text.data, text.length);
}

gboolean
overlap_messages_read(RollAgreed *agreed, const gchar *topic, const gchar *cell,
                      OverlapMessages *messages, GError **error)
{
    g_autofree Reading *readings = g_new0(Reading, roll_agreed_n(agreed));

    if (!read_statements(agreed, cell, readings, error))
        return FALSE;
    for (guint i = 0; i < roll_agreed_n(agreed); i++) {
        const RollAgreedMessage *message = roll_agreed_message(agreed, i);

        if (strcmp(message->topic, topic) != 0)
            continue;
        messages->n++;
        messages->n_said += readings[i].verdict == ROLL_AGREED_SAYS ? 1 : 0;
        if (readings[i].verdict == ROLL_AGREED_NOTHING)
            append(messages->left_out, roll_text(message->name));
        if (readings[i].verdict != ROLL_AGREED_CONTRADICTS)
            continue;
        append(messages->contradicted, roll_text(message->name));
        append(messages->contrary, readings[i].statement);
    }
    return TRUE;
}
