#include "pipeline/lib/run.h"

/* Puts @sentence into a column of the table; NULL: nothing. */
static gboolean
say(RollRun *run, const RollFinding *finding, guint column, const gchar *sentence, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (sentence != NULL &&
        !roll_telling_say(run->telling, finding->id, sentence, finding->values, text, error))
        return FALSE;
    roll_table_set_string(run->findings, column, text->str);
    return TRUE;
}

static gboolean
check_values(RollRun *run, const RollFinding *finding, GError **error)
{
    const gchar *sentences[4] = {NULL};
    guint n = 0;

    sentences[n++] = finding->message;
    if (finding->expected != NULL)
        sentences[n++] = finding->expected;
    if (finding->hint != NULL)
        sentences[n++] = finding->hint;
    return finding->values == NULL ||
           roll_telling_check(run->telling, finding->id, sentences, finding->values, error);
}

/* What the sentences are made of, for those who say it in another language. */
static void
set_made(RollTable *table, guint column, const gchar *sentences, const RollValues *values)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (values != NULL)
        roll_values_append(values, text);
    roll_table_set_string(table, column, sentences);
    roll_table_set_string(table, column + 1, text->str);
}

static void
set_sentences(RollTable *table, const RollFinding *finding)
{
    const gchar *const sentences[] = {finding->message, finding->expected, finding->hint};
    g_autoptr(GString) names = g_string_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(sentences); i++) {
        g_string_append(names, i > 0 ? " " : "");
        g_string_append(names, sentences[i] != NULL ? sentences[i] : ROLL_NO_SENTENCE);
    }
    set_made(table, 12, names->str, finding->values);
}

gboolean
roll_run_finding(RollRun *run, const RollFinding *finding, GError **error)
{
    RollTable *table = run->findings;
    gchar letters[8];

    roll_column_letters(finding->position, letters);
    run->n_findings[finding->severity]++;
    roll_table_set_string(table, 0, roll_severity_name(finding->severity));
    roll_table_set_string(table, 1, finding->id);
    roll_table_set_string(table, 2, finding->file);
    if (finding->line > 0)
        roll_table_set_number(table, 3, (gint64)finding->line);
    if (finding->row > 0)
        roll_table_set_number(table, 4, (gint64)finding->row);
    roll_table_set_string(table, 5, finding->column);
    roll_table_set_string(table, 6, letters);
    roll_table_set_string(table, 7, finding->field);
    roll_table_set(table, 8, finding->value.data != NULL ? finding->value : ROLL_TEXT_EMPTY);
    set_sentences(table, finding);
    return say(run, finding, 9, finding->expected, error) &&
           say(run, finding, 10, finding->message, error) &&
           say(run, finding, 11, finding->hint, error) && check_values(run, finding, error) &&
           roll_table_add(table, error);
}

gboolean
roll_run_refuse(RollRun *run, const RollRefused *refused, GError **error)
{
    RollTable *table = run->refused;
    g_autoptr(GString) message = g_string_new(NULL);

    if (!roll_telling_say(run->telling, refused->id, refused->message, refused->values, message,
                          error))
        return FALSE;
    roll_table_set_string(table, 0, refused->export_name);
    roll_table_set_string(table, 1, refused->file);
    roll_table_set_number(table, 2, (gint64)refused->line);
    roll_table_set_number(table, 3, (gint64)refused->row);
    roll_table_set_string(table, 4, refused->id);
    roll_table_set_string(table, 5, message->str);
    roll_table_set(table, 6, refused->raw);
    set_made(table, 7, refused->message, refused->values);
    return roll_table_add(table, error);
}
