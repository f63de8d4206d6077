#include "stages/normalise/report.h"

#include "pipeline/lib/dictionary.h"

struct NormaliseReport {
    RollDictionary *told; /* file, id, field and value, a line each */
    GString *key;
};

NormaliseReport *
normalise_report_new(void)
{
    NormaliseReport *report = g_new0(NormaliseReport, 1);

    report->told = roll_dictionary_new();
    report->key = g_string_new(NULL);
    return report;
}

void
normalise_report_free(NormaliseReport *report)
{
    if (report == NULL)
        return;
    roll_dictionary_free(report->told);
    g_string_free(report->key, TRUE);
    g_free(report);
}

gboolean
normalise_report_add(RollRun *run, const RollBatch *batch, guint record,
                     const NormaliseRemark *remark, GError **error)
{
    const RollFinding finding = {
        .severity = remark->severity,
        .id = remark->id,
        .file = roll_batch_get(batch, "file", record).data,
        .line = g_ascii_strtoull(roll_batch_get(batch, "line", record).data, NULL, 10),
        .row = g_ascii_strtoull(roll_batch_get(batch, "sheet_row", record).data, NULL, 10),
        .field = remark->field,
        .value = remark->value,
        .message = remark->message,
        .hint = remark->hint,
        .values = remark->values,
    };

    return roll_run_finding(run, &finding, error);
}

gboolean
normalise_report_once(NormaliseReport *report, RollRun *run, const RollBatch *batch, guint record,
                      const NormaliseRemark *remark, GError **error)
{
    guint32 known = roll_dictionary_n(report->told);

    g_string_printf(report->key, "%s\n%s\n%s\n%s", roll_batch_get(batch, "file", record).data,
                    remark->id, remark->field, remark->value.data);
    if (roll_dictionary_add(report->told, (RollText){report->key->str, (guint32)report->key->len}) <
        known)
        return TRUE;
    return normalise_report_add(run, batch, record, remark, error);
}
