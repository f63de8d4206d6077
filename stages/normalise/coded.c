#include "stages/normalise/coded.h"

gboolean
normalise_coded_report(const NormaliseSheet *sheet, const gchar *field, guint record,
                       const NormaliseAnswer *answer, GError **error)
{
    NormaliseRemark remark = {
        .severity = answer->severity,
        .id = answer->id,
        .field = field,
        .message = answer->message,
        .hint = answer->hint,
        .values = answer->values,
    };

    if (answer->id == NULL)
        return TRUE;
    remark.value = roll_batch_get(sheet->batch, field, record);
    return normalise_report_once(sheet->report, sheet->run, sheet->batch, record, &remark, error);
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

/* Sets the days that are not known yet, by the dates in @column, each read once. */
static void
add_days(const RollBatch *batch, const gchar *column, RollDay *days)
{
    const RollColumn *dates = roll_batch_find(batch, column);
    guint n_values = dates != NULL ? roll_column_n_values(dates) : 0;
    g_autofree RollDay *read = g_new(RollDay, (gsize)n_values + 1);

    for (guint i = 0; i < n_values; i++)
        read[i] = roll_day_parse(roll_column_value(dates, i));
    for (guint record = 0; dates != NULL && record < roll_batch_n_records(batch); record++)
        if (days[record] == 0)
            days[record] = read[roll_column_code(dates, record)];
}

RollDay *
normalise_coded_days(const RollBatch *batch)
{
    RollDay *days = g_new0(RollDay, (gsize)roll_batch_n_records(batch) + 1);

    add_days(batch, "start_date_norm", days);
    add_days(batch, "reported_on_norm", days);
    return days;
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
