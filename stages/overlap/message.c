#include "stages/overlap/message.h"

#include <string.h>

#include "pipeline/lib/language.h"

/* What a curriculum comes to about one message. */
typedef struct {
    RollAgreedVerdict verdict;
    RollText statement; /* the first that contradicts it */
} Reading;

void
overlap_messages_init(OverlapMessages *messages)
{
    *messages = (OverlapMessages){.left_out = g_string_new(NULL),
                                  .unknown = g_string_new(NULL),
                                  .languages = g_string_new(NULL),
                                  .contradicted = g_string_new(NULL),
                                  .contrary = g_string_new(NULL)};
}

void
overlap_messages_clear(OverlapMessages *messages)
{
    if (messages->left_out == NULL)
        return;
    g_string_free(messages->left_out, TRUE);
    g_string_free(messages->unknown, TRUE);
    g_string_free(messages->languages, TRUE);
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

static void
append(GString *list, RollText text)
{
    if (list->len > 0)
        g_string_append_c(list, ';');
    roll_text_append(text, list);
}

/* ---- languages ---- */

static void
add_language(GString *languages, const gchar *language)
{
    if (strstr(languages->str, language) == NULL)
        append(languages, roll_text(language));
}

/* A statement in a script of its own tells its language; those in Latin letters tell theirs
 * together, since a few words may be of any. */
static void
tell_languages(const OverlapStatements *statements, GString *languages)
{
    g_autoptr(GString) latin = g_string_new(NULL);
    g_autoptr(GString) letters = g_string_new(NULL);
    const gchar *cell = statements->messages;

    while (*cell != '\0') {
        gsize length = statement_length(cell);
        RollText statement = trimmed(cell, length);
        const gchar *language = roll_language_of_script(statement);

        if (language != NULL)
            add_language(languages, language);
        else
            append(latin, statement);
        cell += length + (cell[length] != '\0');
    }
    roll_text_fold((RollText){latin->str, (guint32)latin->len}, letters);
    if (letters->len > 0 || languages->len == 0)
        add_language(languages, roll_language_of_latin((RollText){latin->str, (guint32)latin->len},
                                                       roll_text(statements->language)));
}

/* Whether in each of @languages some pattern tells that the message is said. */
static gboolean
could_be_told(const RollAgreed *agreed, guint message, const GString *languages)
{
    g_auto(GStrv) codes = g_strsplit(languages->str, ";", -1);

    for (gchar **code = codes; *code != NULL; code++)
        if (!roll_agreed_speaks(agreed, message, *code))
            return FALSE;
    return TRUE;
}

/* ---- messages ---- */

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

/* Adds what is known of a message of the topic. */
static void
take_reading(const RollAgreed *agreed, guint message, const Reading *reading,
             OverlapMessages *messages)
{
    RollText name = roll_text(roll_agreed_message(agreed, message)->name);

    messages->n++;
    if (reading->verdict == ROLL_AGREED_SAYS) {
        messages->n_said++;
    } else if (reading->verdict == ROLL_AGREED_CONTRADICTS) {
        append(messages->contradicted, name);
        append(messages->contrary, reading->statement);
    } else {
        append(could_be_told(agreed, message, messages->languages) ? messages->left_out
                                                                   : messages->unknown,
               name);
    }
}

gboolean
overlap_messages_read(RollAgreed *agreed, const gchar *topic, const OverlapStatements *statements,
                      OverlapMessages *messages, GError **error)
{
    g_autofree Reading *readings = g_new0(Reading, roll_agreed_n(agreed));

    if (!read_statements(agreed, statements->messages, readings, error))
        return FALSE;
    tell_languages(statements, messages->languages);
    for (guint i = 0; i < roll_agreed_n(agreed); i++)
        if (strcmp(roll_agreed_message(agreed, i)->topic, topic) == 0)
            take_reading(agreed, i, &readings[i], messages);
    return TRUE;
}
