#include "stages/validate/findings.h"

#include "pipeline/lib/csv.h"
#include "stages/validate/expected.h"

static guint64
number_of(const RollBatch *batch, const gchar *column, guint record)
{
    return g_ascii_strtoull(roll_batch_get(batch, column, record).data, NULL, 10);
}

/* A finding of @fault at @record; @field NULL: of the row as a whole. */
static gboolean
tell(RollRun *run, const ValidateWork *work, guint record, const ValidateFault *fault,
     RollFinding finding, GError **error)
{
    finding.severity = fault->severity;
    finding.id = fault->id;
    finding.message = fault->message;
    if (finding.hint == NULL)
        finding.hint = fault->hint;
    finding.file = roll_batch_get(work->batch, "file", record).data;
    finding.line = number_of(work->batch, "line", record);
    finding.row = number_of(work->batch, "sheet_row", record);
    return roll_run_finding(run, &finding, error);
}

/* A finding of the cell of @field at @record. */
static RollFinding
at_cell(const Validate *self, const ValidateWork *work, const RollField *field, guint record)
{
    const gchar *file = roll_batch_get(work->batch, "file", record).data;
    const ValidatePlace *place = validate_columns_find(self->columns, file, field->name);

    return (RollFinding){.column = place != NULL ? place->header : field->name,
                         .position = place != NULL ? place->position : 0,
                         .field = field->name,
                         .value = roll_batch_get(work->batch, field->name, record)};
}

/* The hint that tells of the value stays away from personal data: findings are read where these
 * must not be. */
static gboolean
tell_cell(Validate *self, RollRun *run, const ValidateWork *work, const ValidateJob *job,
          guint record, GError **error)
{
    RollFinding finding = at_cell(self, work, job->field, record);
    const ValidateFault *fault = NULL;
    ValidateContext context;

    validate_habits_context(&work->habits, job, record, &context);
    validate_cell_reset(&self->cell);
    fault = validate_cell(&context, job->field->type, finding.value, &self->cell);
    if (fault == NULL)
        return TRUE;
    finding.expected = validate_expected(&context, job->field->type);
    if (self->cell.hint.sentence != NULL && !job->field->personal) {
        finding.hint = self->cell.hint.sentence;
        finding.values = self->cell.hint.values;
    }
    return tell(run, work, record, fault, finding, error);
}

static gboolean
tell_cells(Validate *self, RollRun *run, const ValidateWork *work, guint record, GError **error)
{
    for (guint i = 0; i < self->jobs->len; i++) {
        if (!tell_cell(self, run, work, &g_array_index(self->jobs, ValidateJob, i), record, error))
            return FALSE;
    }
    return TRUE;
}

/* Of a record whose last day does not go with its first one. */
static gboolean
tell_ends(Validate *self, RollRun *run, const ValidateWork *work, guint record, GError **error)
{
    static const ValidateFault reversed = {ROLL_SEVERITY_ERROR, "constraint-error", "session",
                                           "session-hint"};
    static const ValidateFault is_long = {ROLL_SEVERITY_WARNING, "constraint-error", "session-long",
                                          "session-long-hint"};
    const RollField *field = roll_fields_find(self->fields, "end_date");

    return tell(run, work, record,
                (work->marks[record] & VALIDATE_MARK_REVERSED) != 0 ? &reversed : &is_long,
                at_cell(self, work, field, record), error);
}

/* An export of which one column alone is read repeats itself without end: when the rows that were
 * told one by one are enough, one finding tells of the others. */
gboolean
validate_tell_end(Validate *self, RollRun *run, GError **error)
{
    guint64 most = self->settings->most_duplicates;
    g_autoptr(RollValues) values = NULL;

    if (self->n_duplicates <= most)
        return TRUE;
    values = roll_values_new();
    roll_values_set_number(values, "n", self->n_duplicates - most);
    self->n_duplicates = 0;
    return roll_run_finding(run,
                            &(RollFinding){.severity = ROLL_SEVERITY_WARNING,
                                           .id = "duplicate-row",
                                           .file = self->told_file->str,
                                           .message = "further",
                                           .hint = "further-hint",
                                           .values = values},
                            error);
}

gboolean
validate_tell_forgotten(const Validate *self, RollRun *run, GError **error)
{
    guint64 n = validate_duplicates_n_forgotten(self->duplicates);
    g_autoptr(RollValues) values = NULL;

    if (n == 0)
        return TRUE;
    values = roll_values_new();
    roll_values_set_number(values, "n", n);
    roll_values_set_number(values, "remembered", VALIDATE_ROWS_REMEMBERED);
    return roll_run_finding(run,
                            &(RollFinding){.severity = ROLL_SEVERITY_INFO,
                                           .id = "duplicate-row",
                                           .message = "forgotten",
                                           .values = values},
                            error);
}

static gboolean
tell_duplicate(Validate *self, RollRun *run, const ValidateWork *work, guint record, GError **error)
{
    static const ValidateFault fault = {ROLL_SEVERITY_WARNING, "duplicate-row", "message", "hint"};
    g_autoptr(RollValues) values = NULL;
    RollText file = roll_batch_get(work->batch, "file", record);

    if (!g_str_equal(file.data, self->told_file->str)) {
        if (!validate_tell_end(self, run, error))
            return FALSE;
        g_string_assign(self->told_file, file.data);
        self->n_duplicates = 0;
    }
    if (self->n_duplicates++ >= self->settings->most_duplicates)
        return TRUE;
    values = roll_values_new();
    roll_values_set_number(values, "line", work->first_lines[record]);
    return tell(run, work, record, &fault, (RollFinding){.values = values}, error);
}

/* A record that is from no export, as ingest would have refused it: what was sent are its cells. */
static gboolean
refuse(Validate *self, RollRun *run, const ValidateWork *work, guint record, GError **error)
{
    const ValidateFault fault = {ROLL_SEVERITY_ERROR, "row-constraint", work->refusals[record],
                                 "hint"};
    g_autofree RollText *cells = g_new(RollText, self->content->len);
    g_autoptr(GString) raw = g_string_new(NULL);

    for (guint i = 0; i < self->content->len; i++)
        cells[i] = roll_column_get(
            roll_batch_column(work->batch, g_array_index(self->content, guint, i)), record);
    roll_csv_append(raw, cells, self->content->len);
    g_string_truncate(raw, raw->len - 1); /* the line end */
    return tell(run, work, record, &fault, (RollFinding){.value = ROLL_TEXT_EMPTY}, error) &&
           roll_run_refuse(
               run,
               &(RollRefused){.export_name = roll_batch_get(work->batch, "export", record).data,
                              .file = roll_batch_get(work->batch, "file", record).data,
                              .line = number_of(work->batch, "line", record),
                              .row = number_of(work->batch, "sheet_row", record),
                              .id = fault.id,
                              .message = fault.message,
                              .raw = {raw->str, (guint32)raw->len}},
               error);
}

gboolean
validate_tell(Validate *self, RollRun *run, const ValidateWork *work, GError **error)
{
    for (guint i = 0; i < work->habits.n; i++) {
        guint8 marks = work->marks[i];

        if (((marks & VALIDATE_MARK_CELL) != 0 && !tell_cells(self, run, work, i, error)) ||
            ((marks & (VALIDATE_MARK_REVERSED | VALIDATE_MARK_LONG)) != 0 &&
             !tell_ends(self, run, work, i, error)) ||
            ((marks & VALIDATE_MARK_DUPLICATE) != 0 &&
             !tell_duplicate(self, run, work, i, error)) ||
            ((marks & VALIDATE_MARK_REFUSED) != 0 && !refuse(self, run, work, i, error)))
            return FALSE;
    }
    return TRUE;
}
