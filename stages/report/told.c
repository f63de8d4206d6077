#include "stages/report/told.h"

#include <string.h>

#include "pipeline/lib/telling.h"

/* The column of the table that has it in English. */
static const gchar *const columns[] = {"message", "expected", "hint"};

/* The name of the sentence (transfer full); NULL: none is named. */
static gchar *
sentence_of(const ReportRow *row, Told told)
{
    g_auto(GStrv) names = g_strsplit(report_string(row, "sentences"), " ", -1);

    if (g_strv_length(names) <= told || strcmp(names[told], ROLL_NO_SENTENCE) == 0)
        return NULL;
    return g_strdup(names[told]);
}

gchar *
told_say(const Messages *say, const ReportRow *row, Told told, gboolean *is_own)
{
    const gchar *id = report_string(row, "id");
    g_autofree gchar *sentence = sentence_of(row, told);
    g_autoptr(RollValues) values = roll_values_parse(report_string(row, "named_values"));
    g_autoptr(GString) text = g_string_new(NULL);

    *is_own = sentence != NULL && values != NULL && roll_tell(say, id, sentence, values, text) &&
              roll_tells(say, id, sentence, values);
    if (*is_own)
        return g_string_free(g_steal_pointer(&text), FALSE);
    *is_own = roll_messages_is_english(say);
    return g_strdup(report_string(row, columns[told]));
}
