#include "stages/report/link_quality.h"

#include "stages/report/words.h"

static const gchar *
value_of(const ReportContext *context, const gchar *name)
{
    ReportRow row = report_rows(context->tables, "link_quality");

    while (report_next(&row))
        if (report_is(&row, "name", name))
            return report_string(&row, "value");
    return NULL;
}

gchar *
report_link_quality(const ReportContext *context, const Messages *say)
{
    const gchar *joined = value_of(context, "pairs_joined");
    const gchar *wrong = value_of(context, "false_merge_percent");
    const gchar *missed = value_of(context, "missed_match_percent");
    Words wrong_words;
    Words missed_words;

    if (joined == NULL || wrong == NULL || missed == NULL || strcmp(joined, "0") == 0)
        return NULL;
    return messages_text(say, "provenance.link-quality", "wrong",
                         words_written(say, wrong, wrong_words), "missed",
                         words_written(say, missed, missed_words), NULL);
}
