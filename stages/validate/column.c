#include "stages/validate/column.h"

typedef struct {
    ValidateContext context;
    const ValidateJob *job;
    ValidateCell *cell;
    ValidateSeen seen;
} Mapping;

static void
map_value(gpointer self, RollText value, GString *out)
{
    Mapping *mapping = self;
    ValidateCell *cell = mapping->cell;
    GString *norm = cell->norm;
    const ValidateFault *fault = NULL;

    if (value.length == 0)
        return;
    validate_cell_reset(cell);
    cell->norm = out;
    fault = validate_cell(&mapping->context, mapping->job->field->type, value, cell);
    cell->norm = norm;
    mapping->seen.fault = mapping->seen.fault || fault != NULL;
    mapping->seen.range = mapping->seen.range || cell->last->len > 0;
}

/* Each record with its own context, as files or countries meet in this batch. */
static RollColumn *
read_each(const ValidateHabits *habits, const RollColumn *column, Mapping *mapping)
{
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();
    g_autoptr(GString) out = g_string_new(NULL);

    for (guint i = 0; i < habits->n; i++) {
        g_string_truncate(out, 0);
        validate_habits_context(habits, mapping->job->field, i, &mapping->context);
        map_value(mapping, roll_column_get(column, i), out);
        roll_column_builder_add(builder, (RollText){out->str, (guint32)out->len});
    }
    return roll_column_builder_finish(builder);
}

RollColumn *
validate_column(const ValidateHabits *habits, const ValidateJob *job, const RollColumn *column,
                ValidateCell *cell, ValidateSeen *seen)
{
    Mapping mapping = {.job = job, .cell = cell};
    RollColumn *norm = NULL;

    if (habits->n > 0 && !roll_column_is_blank(column) &&
        !validate_habits_uniform(habits, job->field->type)) {
        norm = read_each(habits, column, &mapping);
    } else {
        if (habits->n > 0)
            validate_habits_context(habits, job->field, 0, &mapping.context);
        norm = roll_column_map(column, map_value, &mapping);
    }
    *seen = mapping.seen;
    return norm;
}

static gboolean
is_unsent(const ValidateHabits *habits, const RollColumn *sent, guint record)
{
    return sent == NULL || roll_missing_is(habits->sources->settings->missing, ROLL_TYPE_DATE,
                                           roll_column_get(sent, record));
}

RollColumn *
validate_fill_ends(const ValidateHabits *habits, const ValidateJob *job, const RollColumn *starts,
                   const RollColumn *sent, const RollColumn *ends, ValidateCell *cell)
{
    g_autoptr(RollColumnBuilder) builder = roll_column_builder_new();
    ValidateContext context;

    for (guint i = 0; i < habits->n; i++) {
        RollText end = ends != NULL ? roll_column_get(ends, i) : ROLL_TEXT_EMPTY;
        RollText start = roll_column_get(starts, i);

        if (start.length > 0 && end.length == 0 && is_unsent(habits, sent, i)) {
            validate_habits_context(habits, job->field, i, &context);
            validate_cell_reset(cell);
            (void)validate_cell(&context, job->field->type, start, cell);
            end = (RollText){cell->last->str, (guint32)cell->last->len};
        }
        roll_column_builder_add(builder, end);
    }
    return roll_column_builder_finish(builder);
}

static gboolean
is_faulty(const ValidateContext *context, const ValidateJob *job, RollText value,
          ValidateCell *cell)
{
    validate_cell_reset(cell);
    return value.length > 0 && validate_cell(context, job->field->type, value, cell) != NULL;
}

void
validate_mark_faults(const ValidateHabits *habits, const ValidateJob *job, const RollColumn *column,
                     ValidateCell *cell, guint8 mark, guint8 *marks)
{
    gboolean is_uniform = validate_habits_uniform(habits, job->field->type);
    guint n_values = is_uniform ? roll_column_n_values(column) : 0;
    g_autofree guint8 *of_value = g_new0(guint8, n_values + 1);
    ValidateContext context;

    validate_habits_context(habits, job->field, 0, &context);
    for (guint code = 0; code < n_values; code++)
        of_value[code] = (guint8)is_faulty(&context, job, roll_column_value(column, code), cell);
    for (guint i = 0; i < habits->n; i++) {
        gboolean faulty = FALSE;

        if (is_uniform) {
            faulty = of_value[roll_column_code(column, i)] != 0;
        } else {
            validate_habits_context(habits, job->field, i, &context);
            faulty = is_faulty(&context, job, roll_column_get(column, i), cell);
        }
        if (faulty)
            marks[i] |= mark;
    }
}
