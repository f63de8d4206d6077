#include "stages/ingest/profile.h"

#include <string.h>

#include "pipeline/lib/missing.h"
#include "stages/ingest/profile_columns.h"
#include "stages/ingest/profile_files.h"
#include "stages/ingest/profile_text.h"
#include "stages/ingest/value.h"

#define MAX_ROWS 5000 /* of one export: habits show earlier, and it is to answer at once */

/* What is read, and by what. */
typedef struct {
    RollMissing *missing;
    IngestWords *words;
    IngestExport *first;  /* owned */
    IngestValues *values; /* one a column of its; owned */
    gchar *files;
    gboolean is_files_certain;
    guint64 n_rows;
} Survey;

static void
survey_clear(Survey *survey)
{
    for (guint i = 0; survey->values != NULL && i < survey->first->header->labels->n; i++)
        ingest_values_clear(&survey->values[i]);
    g_free(survey->values);
    g_free(survey->files);
    g_clear_pointer(&survey->first, ingest_export_free);
    g_clear_pointer(&survey->words, ingest_words_free);
    g_clear_pointer(&survey->missing, roll_missing_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Survey, survey_clear)

/* ---- the rows ---- */

static void
look_at_row(Survey *survey, const RollCsvRow *row)
{
    guint n = MIN(row->n_fields, survey->first->header->labels->n);

    for (guint i = 0; i < n; i++) {
        RollText cell = ingest_value_trim(row->fields[i]);
        g_autofree gchar *value = g_strndup(cell.data, cell.length);

        if (!roll_missing_is(survey->missing, ROLL_TYPE_TEXT, roll_text(value)))
            ingest_values_look(&survey->values[i], survey->words, roll_text(value));
    }
}

/* Rows that cannot be read say nothing; validate tells them. */
static gboolean
look_at_rows(Survey *survey, IngestExport *export, GError **error)
{
    RollCsvRow row = {0};
    GError *cause = NULL;

    for (guint n = 0; n < MAX_ROWS;) {
        if (!roll_csv_reader_next(export->reader, &row, &cause))
            break;
        if (row.line <= export->header->last_line || row.fault != ROLL_CSV_SOUND)
            continue;
        look_at_row(survey, &row);
        n++;
        survey->n_rows++;
    }
    if (cause != NULL)
        g_propagate_prefixed_error(error, cause, "%s: ", export->path);
    return cause == NULL;
}

/* ---- the exports ---- */

static void
start(Survey *survey, IngestExport *export)
{
    guint n = export->header->labels->n;

    survey->first = export;
    survey->files = ingest_files_pattern(export->file, survey->words, &survey->is_files_certain);
    survey->values = g_new0(IngestValues, (gsize)n + 1);
    for (guint i = 0; i < n; i++)
        ingest_values_init(&survey->values[i]);
}

static gboolean
is_alike(const IngestExport *a, const IngestExport *b)
{
    const IngestLabels *labels_a = a->header->labels;
    const IngestLabels *labels_b = b->header->labels;

    for (guint i = 0; labels_a->n == labels_b->n && i < labels_a->n; i++) {
        if (strcmp(labels_a->labels[i], labels_b->labels[i]) != 0)
            return FALSE;
    }
    return labels_a->n == labels_b->n;
}

static gboolean
look_at_export(Survey *survey, const IngestRules *rules, const gchar *path, const gchar *file,
               GError **error)
{
    g_autoptr(IngestExport) export = ingest_export_open(rules, path, file, error);
    IngestExport *reading = export;

    if (export == NULL)
        return FALSE;
    if (survey->first == NULL) {
        start(survey, g_steal_pointer(&export));
    } else if (!is_alike(survey->first, export)) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s: its header is not that of %s: write a profile for each", path,
                    survey->first->path);
        return FALSE;
    } else if (!g_pattern_match_simple(survey->files, file)) {
        survey->is_files_certain = FALSE;
    }
    return look_at_rows(survey, reading, error);
}

/* ---- the profile ---- */

static IngestDates
dates_of(const Survey *survey, const IngestChoices *choices)
{
    IngestDates dates = {0};

    for (guint i = 0; i < choices->choices->len; i++) {
        const IngestChoice *choice = g_ptr_array_index(choices->choices, i);
        const IngestValues *values = &survey->values[g_array_index(choice->columns, guint, 0)];

        if (choice->field->type == ROLL_TYPE_DATE)
            ingest_dates_add(&dates, &values->dates);
        if (values->n_years > 0 &&
            (choice->field->type == ROLL_TYPE_YEAR || choice->columns->len > 1))
            ingest_dates_add(&dates, &(IngestDates){.n_ce = values->n_years_ce,
                                                    .n_be = values->n_years - values->n_years_ce});
    }
    return dates;
}

static gboolean
print(const Survey *survey, const IngestChoices *choices, RollRun *run, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const IngestProfile profile = {
        .export = survey->first,
        .files = survey->files,
        .is_files_certain = survey->is_files_certain,
        .n_rows = survey->n_rows,
        .values = survey->values,
        .choices = choices,
        .dates = dates_of(survey, choices),
    };
    guint n_questions = ingest_profile_append(&profile, text);
    guint n_fields = 0;

    for (guint i = 0; i < choices->choices->len; i++)
        n_fields += !((IngestChoice *)g_ptr_array_index(choices->choices, i))->is_suggested;
    roll_run_count_read(run, survey->n_rows);
    roll_run_count(run, "columns", choices->n_columns);
    roll_run_count(run, "fields", n_fields);
    roll_run_count(run, "questions", n_questions);
    return roll_run_print(run, text->str, error);
}

gboolean
ingest_profile_run(Ingest *ingest, RollRun *run, GError **error)
{
    g_auto(Survey) survey = {0};
    g_autoptr(GArray) mappings = g_array_new(FALSE, FALSE, sizeof(RollMapping));
    g_autoptr(GArray) constants = g_array_new(FALSE, FALSE, sizeof(RollConstant));
    g_autoptr(IngestChoices) choices = NULL;
    RollProfile blank = {
        .encoding = ingest->encoding, .mappings = mappings, .constants = constants};
    const IngestRules rules = {.fields = ingest->fields,
                         .fonts = ingest->fonts,
                         .zawgyi = ingest->zawgyi,
                         .profile = &blank};
    const gchar *const *paths = roll_run_paths(run);

    blank.organisation = (gchar[]){""};
    survey.missing = roll_missing_load(roll_run_layers(run), error);
    survey.words = survey.missing != NULL ? ingest_words_load(roll_run_layers(run), error) : NULL;
    if (survey.words == NULL)
        return FALSE;
    for (guint i = 0; paths[i] != NULL; i++) {
        g_autofree gchar *file = ingest_file_of(ingest, paths[i]);

        if (!look_at_export(&survey, &rules, paths[i], file, error))
            return FALSE;
    }
    choices = ingest_choices_new(ingest->fields, survey.first->header->labels, survey.values);
    return print(&survey, choices, run, error);
}
