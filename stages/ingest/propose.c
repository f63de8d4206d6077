#include "stages/ingest/propose.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "pipeline/lib/finding.h"
#include "stages/ingest/file_pattern.h"
#include "stages/ingest/known.h"
#include "stages/ingest/note.h"

#define UNSURE           "# ? " /* in front of what a person must decide */
#define ONE_WORD_PERCENT 60     /* of given names; of whole names next to none have one word */
#define SHAPES           3      /* of an unknown column's values */

typedef struct {
    const RollFields *fields;
    const IngestSheet *sheet;
    const IngestSurvey *first; /* whose header and mapping count */
    IngestEvidence dates;      /* of all columns of all exports that hold dates or years */
    GString *out;
} Proposal;

static gboolean
has(const Proposal *proposal, const gchar *field)
{
    return ingest_mapping_find(proposal->first->export->mapping, field) != NULL;
}

static const IngestEvidence *
evidence_of(const Proposal *proposal, const IngestColumn *column)
{
    return &g_array_index(proposal->first->columns, IngestEvidence,
                          g_array_index(column->columns, guint, 0));
}

/* Whether any row names an officer: lists of sessions to come are often made from the form for
 * attendance, and its columns for names are there and empty. */
static gboolean
names_officers(const Proposal *proposal)
{
    const GPtrArray *mapping = proposal->first->export->mapping;

    for (guint i = 0; i < mapping->len; i++) {
        const IngestColumn *column = g_ptr_array_index(mapping, i);
        RollType type = roll_fields_find(proposal->fields, column->name)->type;

        if ((type == ROLL_TYPE_PERSON_NAME || type == ROLL_TYPE_GIVEN_NAME ||
             type == ROLL_TYPE_FAMILY_NAME) &&
            evidence_of(proposal, column)->n_values > 0)
            return TRUE;
    }
    return FALSE;
}

/* ---- [source] ---- */

/* "planned" in "ijm-planned-2026-09.csv.gz"; FALSE when the name says none. */
static gboolean
kind_of_file(const gchar *file, RollKind *kind)
{
    g_auto(GStrv) words = g_strsplit_set(file, "-_. ", -1);

    for (guint i = 0; words[i] != NULL; i++)
        for (guint j = ROLL_KIND_ATTENDANCE; j <= ROLL_KIND_CURRICULUM; j++)
            if (g_ascii_strcasecmp(words[i], roll_kind_name((RollKind)j)) == 0) {
                *kind = (RollKind)j;
                return TRUE;
            }
    return FALSE;
}

/* What the columns say the rows are. */
static RollKind
kind_of_columns(const Proposal *proposal)
{
    gboolean has_session = has(proposal, "course_title") || has(proposal, "start_date") ||
                           has(proposal, "session_id") || has(proposal, "topics");

    if (has(proposal, "seats") && has(proposal, "status"))
        return ROLL_KIND_PLANNED;
    if (names_officers(proposal))
        return has_session ? ROLL_KIND_ATTENDANCE : ROLL_KIND_ROLL;
    if (has(proposal, "item"))
        return ROLL_KIND_RESOURCE;
    if (has(proposal, "strength"))
        return ROLL_KIND_ROLL;
    if (has(proposal, "key_messages") || has(proposal, "curriculum_version") ||
        has(proposal, "minutes"))
        return ROLL_KIND_CURRICULUM;
    return has_session ? ROLL_KIND_PLANNED : ROLL_KIND_ATTENDANCE;
}

static void
write_kind(const Proposal *proposal)
{
    RollKind kind = ROLL_KIND_ATTENDANCE;
    gboolean is_named = kind_of_file(proposal->first->export->file, &kind);

    if (!is_named)
        kind = kind_of_columns(proposal);
    g_string_append_printf(proposal->out,
                           "# As its %s.  There are attendance, planned, roll, resource, "
                           "curriculum.\nkind = %s\n",
                           is_named ? "file is called" : "columns are", roll_kind_name(kind));
}

static void
write_files(const Proposal *proposal)
{
    const gchar *file = proposal->first->export->file;
    g_autofree gchar *pattern = ingest_file_pattern(file);

    if (strcmp(pattern, file) == 0)
        g_string_append(proposal->out, "# The name tells no month: are all exports called so? * is "
                                       "any text.\n");
    g_string_append_printf(proposal->out, "files = %s\n", pattern);
}

static gboolean
find_note(const GPtrArray *notes, const gchar *id)
{
    for (guint i = 0; i < notes->len; i++) {
        if (strcmp(((const IngestNote *)g_ptr_array_index(notes, i))->id, id) == 0)
            return TRUE;
    }
    return FALSE;
}

static void
write_dialect(const Proposal *proposal)
{
    const IngestSurvey *first = proposal->first;

    if (first->encoding != NULL)
        g_string_append_printf(proposal->out,
                               "# The file is not UTF-8; in this encoding most headers are known. "
                               "Do names look right?\n"
                               "encoding = %s\n",
                               first->encoding);
    else if (find_note(first->export->notes, "encoding-recognised"))
        g_string_append(proposal->out, "# What encoding it is in stands at its beginning.\n");
    else
        g_string_append(proposal->out, "encoding = UTF-8\n");
    g_string_append_printf(proposal->out, "delimiter = %s\n",
                           ingest_delimiter_name(first->export->header->delimiter));
}

static void
write_date_order(const Proposal *proposal)
{
    const IngestEvidence *dates = &proposal->dates;
    GString *out = proposal->out;
    gboolean is_day = dates->n_day_first > 0;
    gboolean is_month = dates->n_month_first > 0;

    if (is_day && is_month)
        g_string_append_printf(out,
                               "# %" G_GUINT64_FORMAT
                               " dates can only be day first, %" G_GUINT64_FORMAT
                               " only month first: ask the partner.\n" UNSURE "date-order = dmy\n",
                               dates->n_day_first, dates->n_month_first);
    else if (is_day || is_month)
        g_string_append_printf(out, "date-order = %s\n", is_day ? "dmy" : "mdy");
    else if (dates->n_open > 0)
        g_string_append_printf(out,
                               "# No day over 12 in %" G_GUINT64_FORMAT
                               " dates: is the day first (dmy) or the month (mdy)?\n" UNSURE
                               "date-order = dmy\n",
                               dates->n_open);
    else if (dates->n_year_first > 0)
        g_string_append(out, "date-order = ymd\n");
}

static void
write_era(const Proposal *proposal)
{
    const IngestEvidence *dates = &proposal->dates;
    GString *out = proposal->out;

    if (dates->n_buddhist > 0 && dates->n_common > 0)
        g_string_append_printf(out,
                               "# %" G_GUINT64_FORMAT
                               " years of the Buddhist Era, %" G_GUINT64_FORMAT
                               " of the Common Era: ask the partner.\n" UNSURE "era = be\n",
                               dates->n_buddhist, dates->n_common);
    else if (dates->n_buddhist > 0 || dates->n_common > 0)
        g_string_append_printf(out, "era = %s\n", dates->n_buddhist > 0 ? "be" : "ce");
    else if (dates->n_short_years > 0)
        g_string_append(out, "# Years have two digits: which era (ce, be)?\n" UNSURE "era = ce\n");
}

static void
write_source(const Proposal *proposal)
{
    GString *out = proposal->out;

    g_string_append(out, "[source]\n");
    if (!has(proposal, "organisation"))
        g_string_append(out,
                        "# Whose exports are these?  As you would write it in a letter.\n" UNSURE
                        "organisation = ?\n");
    write_kind(proposal);
    write_files(proposal);
    write_dialect(proposal);
    write_date_order(proposal);
    write_era(proposal);
    if (has(proposal, "age") && !has(proposal, "start_date") && !has(proposal, "reported_on"))
        g_string_append(out, "# Ages count from which day?\n" UNSURE "as-of = 2009-06-30\n");
}

/* ---- [columns] ---- */

/* As the reader of profiles takes it: on one line, and not cut at a plus. */
static void
append_label(const IngestLabels *labels, guint place, GString *out)
{
    g_auto(GStrv) parts = g_strsplit_set(labels->labels[place], "\r\n", -1);
    g_autofree gchar *line = g_strjoinv(" ", parts);
    g_auto(GStrv) pieces = g_strsplit(line, " + ", -1);
    g_autofree gchar *label = g_strjoinv("+", pieces);

    g_string_append(out, label);
}

static void
write_field(const Proposal *proposal, const gchar *field, const IngestColumn *column)
{
    g_string_append_printf(proposal->out, "%s = ", field);
    for (guint i = 0; i < column->columns->len; i++) {
        g_string_append(proposal->out, i > 0 ? " + " : "");
        append_label(proposal->first->export->header->labels,
                     g_array_index(column->columns, guint, i), proposal->out);
    }
    g_string_append_c(proposal->out, '\n');
}

/* "Surname" beside "Name": the values tell whether that is the given name or the whole one. */
static void
write_bare_name(const Proposal *proposal, const IngestColumn *column)
{
    const IngestEvidence *evidence = evidence_of(proposal, column);
    gboolean is_given = evidence->n_values > 0 &&
                        evidence->n_one_word * 100 >= evidence->n_values * ONE_WORD_PERCENT;

    g_string_append_printf(proposal->out,
                           "# The family name has a column of its own, and this one holds %s.\n",
                           is_given ? "mostly one word" : "several words, or nothing");
    write_field(proposal, is_given ? "given_name" : "officer_name", column);
    g_string_append(proposal->out, UNSURE);
    write_field(proposal, is_given ? "officer_name" : "given_name", column);
}

static void
write_mapped(const Proposal *proposal, const IngestColumn *column)
{
    if (strcmp(column->name, "officer_name") == 0 && has(proposal, "family_name") &&
        !has(proposal, "given_name"))
        write_bare_name(proposal, column);
    else
        write_field(proposal, column->name, column);
}

/* Survey tools write group/question: where nothing is near to the whole, the question counts. */
static const gchar *
nearest_to(IngestKnown *known, const gchar *label, const RollField **field)
{
    const gchar *nearest = ingest_known_nearest(known, label, field);
    const gchar *slash = strrchr(label, '/');

    if (nearest != NULL || slash == NULL)
        return nearest;
    return ingest_known_nearest(known, slash + 1, field);
}

/* A column that is not used: the second that means a field, one without a header, an unknown one.
 */
static void
write_unused(const Proposal *proposal, IngestKnown *known, guint place)
{
    const IngestExport *export = proposal->first->export;
    const IngestLabels *labels = export->header->labels;
    const RollField *field = ingest_field_of(proposal->fields, labels, place);
    const gchar *nearest = NULL;
    g_autofree gchar *shapes = ingest_evidence_shapes(
        &g_array_index(proposal->first->columns, IngestEvidence, place), SHAPES);
    gchar letters[8];

    roll_column_letters(place + 1, letters);
    g_string_append_printf(proposal->out, "# Column %s", letters);
    if (labels->labels[place][0] == '\0') {
        g_string_append_printf(proposal->out, " has no header, and cannot be used: %s\n", shapes);
        return;
    }
    if (field == NULL && ingest_sheet_counts_lines(proposal->sheet, labels->labels[place])) {
        g_string_append_printf(proposal->out, " counts the lines: %s\n", labels->labels[place]);
        return;
    }
    if (field == NULL)
        nearest = nearest_to(known, labels->labels[place], &field);
    if (nearest != NULL)
        g_string_append_printf(proposal->out, " is not known; near to it is \"%s\"", nearest);
    else if (field != NULL)
        g_string_append_printf(proposal->out, " means %s too, which is taken from another",
                               field->name);
    else
        g_string_append(proposal->out, " is not known");
    g_string_append_printf(proposal->out,
                           ".  Values: %s\n" UNSURE "%s = ", shapes[0] != '\0' ? shapes : "none",
                           field != NULL ? field->name : "FIELD");
    append_label(labels, place, proposal->out);
    g_string_append_c(proposal->out, '\n');
}

static void
write_columns(const Proposal *proposal)
{
    const IngestExport *export = proposal->first->export;
    g_autoptr(IngestKnown) known = ingest_known_new(proposal->fields);
    guint n = export->header->labels->n;

    g_string_append(proposal->out, "\n# Our field = their column; fields.ini tells the fields.\n"
                                   "[columns]\n");
    for (guint i = 0; i < export->mapping->len; i++)
        write_mapped(proposal, g_ptr_array_index(export->mapping, i));
    for (guint i = 0; i < n; i++) {
        if (!ingest_mapping_uses(export->mapping, i))
            write_unused(proposal, known, i);
    }
}

static void
write_constants(const Proposal *proposal)
{
    if (has(proposal, "country"))
        return;
    g_string_append(proposal->out,
                    "\n# What the file does not say, since it is the same for all of "
                    "its rows.\n[constants]\n" UNSURE "country = ?\n");
}

/* ---- all of it ---- */

/* Dates and years of the columns that are known to hold them. */
static void
gather_dates(const RollFields *fields, const IngestSurvey *survey, IngestEvidence *dates)
{
    const GPtrArray *mapping = survey->export->mapping;

    for (guint i = 0; i < mapping->len; i++) {
        const IngestColumn *column = g_ptr_array_index(mapping, i);
        RollType type = roll_fields_find(fields, column->name)->type;

        if ((type != ROLL_TYPE_DATE && type != ROLL_TYPE_YEAR) || column->columns->len > 1)
            continue;
        ingest_evidence_add_dates(dates, &g_array_index(survey->columns, IngestEvidence,
                                                        g_array_index(column->columns, guint, 0)));
    }
}

static gboolean
check_header(const IngestSurvey *first, const IngestSurvey *other, GError **error)
{
    const IngestLabels *a = first->export->header->labels;
    const IngestLabels *b = other->export->header->labels;

    if (g_strv_equal((const gchar *const *)a->labels, (const gchar *const *)b->labels))
        return TRUE;
    g_set_error(
        error, ROLL_ERROR, ROLL_ERROR_DATA,
        "%s: another header than that of %s; each way of exporting has a profile of its own",
        other->export->path, first->export->path);
    return FALSE;
}

gboolean
ingest_propose(const IngestRules *rules, const GPtrArray *surveys, GString *out, GError **error)
{
    Proposal proposal = {.fields = rules->fields,
                         .sheet = rules->sheet,
                         .first = g_ptr_array_index(surveys, 0),
                         .out = out};

    for (guint i = 0; i < surveys->len; i++) {
        const IngestSurvey *survey = g_ptr_array_index(surveys, i);

        if (!check_header(proposal.first, survey, error))
            return FALSE;
        gather_dates(rules->fields, survey, &proposal.dates);
    }
    g_string_append_printf(
        out,
        "# How %s is written.  Lines that begin with \"# ?\" are for a person to "
        "decide:\n# put them right and take \"# ? \" away, or leave them out.\n\n",
        proposal.first->export->file);
    write_source(&proposal);
    write_columns(&proposal);
    write_constants(&proposal);
    return TRUE;
}
