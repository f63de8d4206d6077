#include "stages/ingest/profile.h"

#include <string.h>

#include "pipeline/lib/missing.h"
#include "stages/ingest/mapping.h"
#include "stages/ingest/profile_columns.h"
#include "stages/ingest/profile_files.h"
#include "stages/ingest/profile_text.h"
#include "stages/ingest/value.h"

#define MAX_ROWS  5000 /* of all exports: habits show earlier, and it is to answer at once */
#define MIN_ROWS  20   /* of each, however many and however wide */
#define MAX_CELLS (1000 * 1000)

/* What is read, and by what. */
typedef struct {
    const RollMissing *missing;
    IngestWords *words;
    IngestExport *first;  /* owned */
    IngestValues *values; /* one a column of its; owned */
    gchar *files;
    gboolean is_files_certain;
    gboolean is_files_of_all;
    guint n_exports;
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
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Survey, survey_clear)

/* ---- the rows ---- */

static void
look_at_row(Survey *survey, const RollCsvRow *row)
{
    guint n = MIN(row->n_fields, survey->first->header->labels->n);

    for (guint i = 0; i < n; i++) {
        RollText cell = ingest_value_of(row, i);
        g_autofree gchar *value = g_strndup(cell.data, cell.length);

        if (!roll_missing_is(survey->missing, ROLL_TYPE_TEXT, roll_text(value)))
            ingest_values_look(&survey->values[i], survey->words, roll_text(value));
    }
}

/* Rows that cannot be read say nothing; validate tells them. */
static gboolean
look_at_rows(Survey *survey, IngestExport *export, GError **error)
{
    guint n_columns = MAX(export->header->labels->n, 1);
    guint n_rows = MAX(MIN(MAX_ROWS, MAX_CELLS / n_columns) / survey->n_exports, MIN_ROWS);
    RollCsvRow row = {0};
    GError *cause = NULL;

    for (guint n = 0; n < n_rows;) {
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
    survey->is_files_of_all = TRUE;
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

/* The headers go into the profile, and a person's data must not: so a row of data is never to be
 * taken for the header. */

/* A date, an address, a number: what no header is. */
static gboolean
holds_value(const IngestLabels *labels, const IngestWords *words)
{
    guint n = 0;

    for (guint i = 0; i < labels->n; i++) {
        IngestValues label = {0};

        ingest_values_init(&label);
        ingest_values_look(&label, words, roll_text(labels->labels[i]));
        n += label.dates.n + label.n_sexes + label.n_emails + label.n_identifiers + label.n_numbers;
        ingest_values_clear(&label);
    }
    return n > 0;
}

static guint
n_filled(const IngestLabels *labels)
{
    guint n = 0;

    for (guint i = 0; i < labels->n; i++)
        n += labels->labels[i][0] != '\0' ? 1 : 0;
    return n;
}

/* TRUE for a row of words above a column of dates, numbers or the like. */
static gboolean
names_columns(const Survey *survey)
{
    const IngestLabels *labels = survey->first->header->labels;

    if (n_filled(labels) * 2 < labels->n || holds_value(labels, survey->words))
        return FALSE; /* a title with the delimiters of a table, or data */
    for (guint i = 0; i < labels->n; i++) {
        if (labels->labels[i][0] != '\0' &&
            ingest_values_type(&survey->values[i]) != ROLL_TYPE_TEXT)
            return TRUE;
    }
    return FALSE;
}

/* TRUE when a row as wide, and no title, stands above the header of @export, or that cannot be
 * known. */
static gboolean
stands_below_another(const IngestRules *rules, const IngestExport *export)
{
    IngestRules raw = *rules;
    g_autoptr(IngestExport) same = NULL;

    raw.raw = TRUE;
    if (strcmp(export->path, "-") != 0)
        same = ingest_export_open(&raw, export->path, export->file, NULL);
    return same == NULL || (same->header->row < export->header->row &&
                            n_filled(same->header->labels) * 2 >= n_filled(export->header->labels));
}

/* A header of which the smaller part is known may be a row of data that holds a known name by
 * chance. */
static gboolean
is_doubtful(const Survey *survey, const IngestRules *rules, const IngestExport *export)
{
    const IngestLabels *labels = export->header->labels;

    if (ingest_mapping_score(&export->habit, labels) * 2 >= ingest_labels_n_named(labels))
        return FALSE;
    return holds_value(labels, survey->words) ||
           (export->header->row > 1 && stands_below_another(rules, export));
}

static gboolean
look_at_first(Survey *survey, const IngestRules *rules, const gchar *path, const gchar *file,
              GError **error)
{
    g_autoptr(IngestExport) export = ingest_export_open(rules, path, file, error);
    IngestExport *reading = export;

    if (export == NULL)
        return FALSE;
    if (!rules->raw && is_doubtful(survey, rules, export)) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s: line %" G_GUINT64_FORMAT
                    ": is it the header, or a row of data? few of its cells are known column names",
                    path, export->header->line);
        return FALSE;
    }
    start(survey, g_steal_pointer(&export));
    return look_at_rows(survey, reading, error);
}

/* Where no header is known the row that is likeliest one, if it is certain that it is one; *@rules
 * are then those by which it was found.  The error stays that of the known headers. */
static gboolean
look_at_unknown(Survey *survey, IngestRules *rules, const gchar *path, const gchar *file,
                GError **error)
{
    GError *cause = NULL;

    if (look_at_first(survey, rules, path, file, &cause))
        return TRUE;
    rules->raw = TRUE;
    if (survey->first == NULL && strcmp(path, "-") != 0 && cause->code == ROLL_ERROR_DATA &&
        look_at_first(survey, rules, path, file, NULL) && names_columns(survey)) {
        g_error_free(cause);
        return TRUE;
    }
    g_propagate_error(error, cause);
    return FALSE;
}

static gboolean
look_at_next(Survey *survey, const IngestRules *rules, const gchar *path, const gchar *file,
             GError **error)
{
    g_autoptr(IngestExport) export = ingest_export_open(rules, path, file, error);

    if (export == NULL)
        return FALSE;
    if (!is_alike(survey->first, export)) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "%s: its header is not that of %s: write a profile for each", path,
                    survey->first->path);
        return FALSE;
    }
    if (!g_pattern_match_simple(survey->files, file))
        survey->is_files_of_all = FALSE;
    return look_at_rows(survey, export, error);
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
        .is_files_of_all = survey->is_files_of_all,
        .n_rows = survey->n_rows,
        .values = survey->values,
        .choices = choices,
        .dates = dates_of(survey, choices),
    };
    guint n_questions = ingest_profile_append(&profile, text);
    guint n_fields = 0;

    for (guint i = 0; i < choices->choices->len; i++)
        n_fields += !((IngestChoice *)g_ptr_array_index(choices->choices, i))->is_suggested;
    roll_run_count(run, "rows", survey->n_rows);
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
    IngestRules rules = {.profile = &blank};
    const gchar *const *paths = roll_run_paths(run);

    rules.fields = ingest->fields;
    rules.sheet = ingest->sheet;
    rules.fonts = ingest->fonts;
    rules.telling = ingest->telling;
    rules.zawgyi = ingest->zawgyi;
    blank.organisation = (gchar[]){""};
    while (paths[survey.n_exports] != NULL)
        survey.n_exports++;
    survey.missing = ingest->missing;
    survey.words = ingest_words_load(roll_run_layers(run), error);
    if (survey.words == NULL)
        return FALSE;
    for (guint i = 0; paths[i] != NULL; i++) {
        g_autofree gchar *file = ingest_file_of(ingest, paths[i]);

        if (!(i == 0 ? look_at_unknown(&survey, &rules, paths[i], file, error)
                     : look_at_next(&survey, &rules, paths[i], file, error)))
            return FALSE;
    }
    g_return_val_if_fail(survey.first != NULL, FALSE);
    choices = ingest_choices_new(ingest->fields, survey.first->header->labels, survey.values);
    return print(&survey, choices, run, error);
}
