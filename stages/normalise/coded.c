#include "stages/normalise/coded.h"

gboolean
normalise_coded_report(const NormaliseSheet *sheet, const gchar *field, guint record,
                       const NormaliseAnswer *answer, GError **error)
{
    const NormaliseRemark remark = {
        .severity = answer->severity,
        .id = answer->id,
        .field = field,
        .value = roll_batch_get(sheet->batch, field, record),
        .message = answer->message,
        .hint = answer->hint,
        .values = answer->values,
    };

    return answer->id == NULL ||
           normalise_report_once(sheet->report, sheet->run, sheet->batch, record, &remark, error);
}

RollColumn *
normalise_coded_column(const NormaliseSheet *sheet, const gchar *field, NormaliseAnswers *answers,
                       const RollColumn *context, GError **error)
{
    const RollColumn *values = roll_batch_find(sheet->batch, field);
    g_autoptr(NormaliseWalk) walk = normalise_walk_new(answers, values, context);
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();

    for (guint record = 0; record < roll_batch_n_records(sheet->batch); record++) {
        const NormaliseAnswer *answer = normalise_walk_at(walk, record);

        if (!normalise_coded_report(sheet, field, record, answer, error))
            return NULL;
        roll_column_builder_add(builder, roll_text(answer->norm));
    }
    return roll_column_builder_finish(builder);
}

RollDay
normalise_coded_day(const RollBatch *batch, guint record)
{
    RollDay day = roll_day_parse(roll_batch_get(batch, "start_date_norm", record));

    return day != 0 ? day : roll_day_parse(roll_batch_get(batch, "reported_on_norm", record));
}

void
normalise_name_code(RollValues *values, const gchar *name, const RollCode *code)
{
    g_autofree gchar *text = g_strdup_printf("%s %s", roll_code_id(code), roll_code_name(code));

    roll_values_set(values, name, text);
}

void
normalise_list_code(RollValues *values, const RollCode *code)
{
    roll_values_add_part(values, "codes", "code");
    normalise_name_code(values, "code", code);
}

RollValues *
normalise_list_codes(const GPtrArray *codes)
{
    RollValues *values = roll_values_new();

    for (guint i = 0; i < codes->len; i++)
        normalise_list_code(values, g_ptr_array_index(codes, i));
    return values;
}
