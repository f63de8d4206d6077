#include "stages/validate/validate.h"

#include "stages/validate/findings.h"

/* Columns of ingest that tell where a row stands. */
static gboolean
is_place(const gchar *column)
{
    static const gchar *const places[] = {"export", "file", "line", "row", "sheet_row", NULL};

    return g_strv_contains(places, column);
}

static void
add_jobs(Validate *self, const RollSchema *records, gboolean dates)
{
    for (guint i = 0; i < roll_fields_n(self->fields); i++) {
        const RollField *field = roll_fields_at(self->fields, i);
        gint input = roll_schema_find(records, field->name);
        ValidateJob job = {.field = field,
                           .years = validate_settings_years(self->settings, field->name),
                           .input = (guint)input};

        if (input < 0 || !validate_reads(field->type) || (field->type == ROLL_TYPE_DATE) != dates)
            continue;
        g_array_append_val(self->jobs, job);
    }
}

/* The records as they go out: those that come in, and a normalised column for each job; one for
 * end_date too where there is a start_date, as a range in that tells it. */
static void
extend_schema(Validate *self, RollSchema *records)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < self->jobs->len; i++)
        g_ptr_array_add(names, g_strdup(g_array_index(self->jobs, ValidateJob, i).field->norm));
    if (roll_schema_find(records, "start_date") >= 0 && roll_schema_find(records, "end_date") < 0 &&
        roll_fields_find(self->fields, "end_date") != NULL)
        g_ptr_array_add(names, g_strdup("end_date_norm"));
    g_ptr_array_add(names, NULL);
    self->schema = roll_schema_extend(records, (const gchar *const *)names->pdata);
    self->end_norm = roll_schema_find(self->schema, "end_date_norm");
    for (guint i = 0; i < self->jobs->len; i++) {
        ValidateJob *job = &g_array_index(self->jobs, ValidateJob, i);

        job->output = (guint)roll_schema_find(self->schema, job->field->norm);
    }
}

gboolean
validate_load(gpointer data, const RollLayers *layers, GError **error)
{
    Validate *self = data;

    self->fields = roll_fields_load(layers, error);
    if (self->fields == NULL)
        return FALSE;
    self->profiles = roll_profiles_load(layers, self->fields, error);
    self->settings =
        self->profiles != NULL ? validate_settings_load(layers, self->fields, error) : NULL;
    self->countries = self->settings != NULL ? validate_countries_load(layers, error) : NULL;
    return self->countries != NULL;
}

gboolean
validate_open(gpointer data, RollRun *run, GError **error)
{
    Validate *self = data;
    RollSchema *records = roll_run_input(run, "records");
    RollSchema *columns = roll_run_input(run, "columns");

    self->columns = validate_columns_new();
    validate_cell_init(&self->cell);
    self->jobs = g_array_new(FALSE, FALSE, sizeof(ValidateJob));
    self->content = g_array_new(FALSE, FALSE, sizeof(guint));
    self->duplicates = validate_duplicates_new();
    self->sources.known = validate_known_files();
    self->told_file = g_string_new(NULL);
    if (records == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "the input has no table \"records\"");
        return FALSE;
    }
    self->sources.profiles = self->profiles;
    self->sources.settings = self->settings;
    self->sources.countries = self->countries;
    self->n_inputs = roll_schema_n_columns(records);
    for (guint i = 0; i < self->n_inputs; i++) {
        if (!is_place(roll_schema_column(records, i)))
            g_array_append_val(self->content, i);
    }
    add_jobs(self, records, TRUE);
    add_jobs(self, records, FALSE);
    extend_schema(self, records);
    validate_record_check_init(&self->check, self->settings->missing, self->fields, records);
    self->output = roll_run_declare(run, self->schema);
    if (columns != NULL)
        self->columns_output = roll_run_declare(run, columns);
    return TRUE;
}

static void
set_column(ValidateWork *work, guint place, RollColumn *column)
{
    if (work->columns[place] != NULL)
        roll_column_unref(work->columns[place]);
    work->columns[place] = column;
}

static const ValidateJob *
find_job(const Validate *self, const gchar *field)
{
    for (guint i = 0; i < self->jobs->len; i++) {
        const ValidateJob *job = &g_array_index(self->jobs, ValidateJob, i);

        if (g_str_equal(job->field->name, field))
            return job;
    }
    return NULL;
}

/* "20090612" of "2009-06-12", in which a year is 10000; 0 for another text. */
static guint
ordinal(RollText day)
{
    guint number = 0;

    for (guint i = 0; i < day.length; i++)
        if (g_ascii_isdigit(day.data[i]))
            number = number * 10 + (guint)g_ascii_digit_value(day.data[i]);
    return day.length == strlen("2009-06-12") ? number : 0;
}

static guint8
mark_of(RollText first, RollText last)
{
    gint order = first.length == last.length ? roll_text_compare(last, first) : 0;

    if (order < 0)
        return VALIDATE_MARK_REVERSED;
    /* Most sessions end in the year they begin in. */
    if (order > 0 && memcmp(first.data, last.data, strlen("2009")) != 0 &&
        ordinal(last) > ordinal(first) + 10000)
        return VALIDATE_MARK_LONG;
    return 0;
}

/* The last days of ranges, and the records that end before they begin, or much later. */
static void
settle_ends(Validate *self, ValidateWork *work, gboolean has_range)
{
    const ValidateJob *start = find_job(self, "start_date");
    const RollColumn *starts = NULL;
    const RollColumn *ends = NULL;

    if (start == NULL || self->end_norm < 0)
        return;
    if (has_range)
        set_column(work, (guint)self->end_norm,
                   validate_fill_ends(&work->habits, start,
                                      roll_batch_column(work->batch, start->input),
                                      roll_batch_find(work->batch, "end_date"),
                                      work->columns[self->end_norm], &self->cell));
    if (work->columns[self->end_norm] == NULL)
        set_column(work, (guint)self->end_norm,
                   roll_column_constant(ROLL_TEXT_EMPTY, work->habits.n));
    starts = work->columns[start->output];
    ends = work->columns[self->end_norm];
    if (roll_column_is_blank(ends))
        return;
    for (guint i = 0; i < work->habits.n; i++) {
        RollText first = roll_column_get(starts, i);
        RollText last = roll_column_get(ends, i);

        work->marks[i] |= mark_of(first, last);
    }
}

static void
read_cells(Validate *self, ValidateWork *work)
{
    gboolean start_has_range = FALSE;

    for (guint i = 0; i < self->jobs->len; i++) {
        const ValidateJob *job = &g_array_index(self->jobs, ValidateJob, i);
        RollColumn *sent = roll_batch_column(work->batch, job->input);
        ValidateSeen seen = {.mark = VALIDATE_MARK_CELL, .marks = work->marks};
        RollColumn *norm = validate_column(&work->habits, job, sent, &self->cell, &seen);

        set_column(work, job->output, norm);
        if (g_str_equal(job->field->name, "start_date")) {
            work->habits.start = norm;
            start_has_range = seen.range;
        } else if (g_str_equal(job->field->name, "reported_on")) {
            work->habits.reported = norm;
        }
    }
    settle_ends(self, work, start_has_range);
}

/* Marks the records that are refused; their number. */
static guint
check_records(Validate *self, ValidateWork *work, guint8 *keep)
{
    guint n_refused = 0;

    validate_record_check(&self->check, work->batch, work->refusals);
    for (guint i = 0; i < work->habits.n; i++) {
        keep[i] = work->refusals[i] == NULL;
        if (keep[i] != 0)
            continue;
        work->marks[i] |= VALIDATE_MARK_REFUSED;
        n_refused++;
    }
    validate_duplicates_find(self->duplicates, work->batch, self->content, work->first_lines);
    for (guint i = 0; i < work->habits.n; i++) {
        if (work->first_lines[i] != 0)
            work->marks[i] |= VALIDATE_MARK_DUPLICATE;
    }
    return n_refused;
}

static gboolean
take_records(Validate *self, RollRun *run, const RollBatch *batch, GError **error)
{
    guint n = roll_batch_n_records(batch);
    g_autofree guint8 *keep = g_new(guint8, n);
    g_autofree guint8 *marks = g_new0(guint8, n);
    g_autofree const gchar **refusals = g_new0(const gchar *, n);
    g_autofree guint64 *first_lines = g_new0(guint64, n);
    g_autofree RollColumn **columns = g_new0(RollColumn *, roll_schema_n_columns(self->schema));
    ValidateWork work = {.batch = batch,
                         .marks = marks,
                         .refusals = refusals,
                         .first_lines = first_lines,
                         .columns = columns};
    g_autoptr(RollBatch) whole = NULL;
    g_autoptr(RollBatch) kept = NULL;
    guint n_refused = 0;
    gboolean told = FALSE;

    if (!validate_countries_prepare(self->countries, roll_batch_find(batch, "country"), error))
        return FALSE;
    for (guint i = 0; i < self->n_inputs; i++)
        columns[i] = roll_column_ref(roll_batch_column(batch, i));
    validate_habits_init(&work.habits, &self->sources, batch);
    read_cells(self, &work);
    n_refused = check_records(self, &work, keep);
    told = validate_date_rules_check(self->settings->date_rules, error) &&
           validate_tell(self, run, &work, error);
    validate_habits_clear(&work.habits);
    whole = roll_batch_new_take(self->schema, columns, n);
    kept = n_refused > 0 ? roll_batch_filter(whole, keep) : roll_batch_ref(whole);
    return told && roll_run_emit(run, self->output, kept, error);
}

gboolean
validate_batch(gpointer data, RollRun *run, const RollBatch *batch, GError **error)
{
    Validate *self = data;

    if (strcmp(roll_schema_table(roll_batch_schema(batch)), "records") == 0)
        return take_records(self, run, batch, error);
    validate_columns_add(self->columns, batch);
    return roll_run_emit(run, self->columns_output, batch, error);
}

gboolean
validate_finish(gpointer data, RollRun *run, GError **error)
{
    return validate_tell_end(data, run, error) && validate_tell_forgotten(data, run, error);
}

void
validate_clear(gpointer data)
{
    Validate *self = data;

    validate_cell_clear(&self->cell);
    validate_record_check_clear(&self->check);
    g_clear_pointer(&self->sources.known, g_hash_table_unref);
    g_clear_pointer(&self->jobs, g_array_unref);
    g_clear_pointer(&self->content, g_array_unref);
    if (self->told_file != NULL)
        g_string_free(self->told_file, TRUE);
    g_clear_pointer(&self->columns, validate_columns_free);
    g_clear_pointer(&self->duplicates, validate_duplicates_free);
    g_clear_pointer(&self->schema, roll_schema_unref);
    g_clear_pointer(&self->countries, validate_countries_free);
    g_clear_pointer(&self->settings, validate_settings_free);
    g_clear_pointer(&self->profiles, roll_profiles_free);
    g_clear_pointer(&self->fields, roll_fields_free);
}
