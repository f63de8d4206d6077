#include "stages/ingest/survey.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "stages/ingest/value.h"

/* What partners' older tools write.  Of two in which the header is known equally well the first is
 * proposed, so the most frequent stand first. */
static const gchar *const encodings[] = {"WINDOWS-1252", "WINDOWS-874", "TCVN5712-1",
                                         "WINDOWS-1258", "GB18030",     "CP1133"};

void
ingest_survey_free(IngestSurvey *survey)
{
    if (survey == NULL)
        return;
    ingest_export_free(survey->export);
    g_clear_pointer(&survey->columns, g_array_unref);
    g_free(survey);
}

static void
clear_evidence(gpointer data)
{
    ingest_evidence_clear(data);
}

static void
add_row(IngestSurvey *survey, const RollCsvRow *row)
{
    guint n = MIN(row->n_fields, survey->columns->len);

    for (guint i = 0; i < n; i++)
        ingest_evidence_add(&g_array_index(survey->columns, IngestEvidence, i),
                            ingest_value_trim(row->fields[i]));
}

static gboolean
read_rows(IngestSurvey *survey, GError **error)
{
    const IngestHeader *header = survey->export->header;
    RollCsvRow row = {0};
    GError *cause = NULL;

    while (roll_csv_reader_next(survey->export->reader, &row, &cause)) {
        if (row.fault == ROLL_CSV_NOT_UTF8) {
            g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                        "%s: line %" G_GUINT64_FORMAT
                        ": not UTF-8, and in none of the encodings tried",
                        survey->export->path, row.line);
            return FALSE;
        }
        if (row.line > header->last_line && row.fault == ROLL_CSV_SOUND)
            add_row(survey, &row);
    }
    if (cause != NULL)
        g_propagate_error(error, cause);
    return cause == NULL;
}

/* Reads the export in the encoding that @rules assume. */
static IngestSurvey *
attempt(const IngestRules *rules, const gchar *path, const gchar *file, GError **error)
{
    g_autoptr(IngestSurvey) survey = g_new0(IngestSurvey, 1);

    survey->export = ingest_export_open(rules, path, file, error);
    if (survey->export == NULL)
        return NULL;
    survey->columns = g_array_new(FALSE, TRUE, sizeof(IngestEvidence));
    g_array_set_clear_func(survey->columns, clear_evidence);
    g_array_set_size(survey->columns, survey->export->header->labels->n);
    return read_rows(survey, error) ? g_steal_pointer(&survey) : NULL;
}

/* With the fields that each is understood to have; NULL when it cannot be read in any encoding. */
static IngestSurvey *
attempt_encodings(const IngestRules *rules, const RollProfile *blank, const gchar *path,
                  const gchar *file)
{
    g_autoptr(IngestSurvey) best = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(encodings); i++) {
        g_autofree gchar *encoding = g_strdup(encodings[i]);
        RollProfile assumed = *blank;
        IngestRules in_encoding = *rules;
        g_autoptr(IngestSurvey) survey = NULL;

        assumed.encoding = encoding;
        in_encoding.assumed = &assumed;
        survey = attempt(&in_encoding, path, file, NULL);
        if (survey == NULL)
            continue;
        survey->encoding = encodings[i];
        survey->export->habit.profile = NULL; /* it ends here */
        if (best == NULL || survey->export->mapping->len > best->export->mapping->len) {
            ingest_survey_free(best);
            best = g_steal_pointer(&survey);
        }
    }
    return g_steal_pointer(&best);
}

/* Headers as survey tools make them, "group/question" and "_uuid".  Only by those can a row of
 * which nothing is known be told from a row of people, who must not be shown. */
static gboolean
are_made(const IngestLabels *labels)
{
    guint n_made = 0;

    for (guint i = 0; i < labels->n; i++)
        n_made += strpbrk(labels->labels[i], "/_") != NULL;
    return n_made * 2 >= labels->n;
}

/* The export of a survey tool has a header even where no column is known: the first row as wide as
 * most are. */
static IngestSurvey *
attempt_unknown(const IngestRules *rules, const gchar *path, const gchar *file)
{
    IngestRules raw = *rules;
    g_autoptr(IngestSurvey) survey = NULL;

    raw.raw = TRUE;
    survey = attempt(&raw, path, file, NULL);
    if (survey == NULL || !are_made(survey->export->header->labels))
        return NULL;
    g_ptr_array_set_size(survey->export->mapping, 0);
    return g_steal_pointer(&survey);
}

IngestSurvey *
ingest_survey(const IngestRules *rules, const gchar *path, const gchar *file, GError **error)
{
    g_autofree gchar *nothing = g_strdup("");
    g_autoptr(GArray) mappings = g_array_new(FALSE, FALSE, sizeof(RollMapping));
    g_autoptr(GArray) constants = g_array_new(FALSE, FALSE, sizeof(RollConstant));
    const RollProfile blank = {.name = nothing,
                               .organisation = nothing,
                               .files = nothing,
                               .mappings = mappings,
                               .constants = constants};
    IngestRules undeclared = *rules;
    g_autoptr(GError) cause = NULL;
    IngestSurvey *survey = NULL;

    undeclared.assumed = &blank;
    survey = attempt(&undeclared, path, file, &cause);
    if (survey == NULL && strcmp(path, "-") != 0)
        survey = attempt_encodings(rules, &blank, path, file);
    if (survey == NULL && strcmp(path, "-") != 0)
        survey = attempt_unknown(&undeclared, path, file);
    if (survey != NULL)
        survey->export->habit.profile = NULL;
    else
        g_propagate_error(error, g_steal_pointer(&cause));
    return survey;
}
