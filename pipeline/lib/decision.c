#include "pipeline/lib/decision.h"

#include "pipeline/lib/csv.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/gzip.h"
#include "pipeline/lib/inert.h"

enum { ROW_A, ROW_B, DECISION, DECIDED_BY, DECIDED_ON, NOTE, GIVEN_FILE, GIVEN_LINE, N_COLUMNS };
static const gchar *const columns[] = {"row_a",      "row_b", "decision",   "decided_by",
                                       "decided_on", "note",  "given_file", "given_line"};
#define N_NEEDED   3
#define HEAD_BYTES 1024 /* in which the header's first delimiter stands */
#define MOST_BYTES (ROLL_CSV_LIMITS.max_field_bytes / 4) /* of a cell that is kept */

static const gchar *const words[] = {[ROLL_DECISION_SAME] = "same",
                                     [ROLL_DECISION_DIFFERENT] = "different",
                                     [ROLL_DECISION_UNSURE] = "unsure"};

const gchar *
roll_verdict_name(RollVerdict verdict)
{
    return words[verdict];
}

static void
decision_free(gpointer data)
{
    RollDecision *decision = data;

    g_free(decision->row_a);
    g_free(decision->row_b);
    g_free(decision->decided_by);
    g_free(decision->decided_on);
    g_free(decision->note);
    g_free(decision->given_file);
    g_free(decision);
}

gboolean
roll_row_id_parse(const gchar *id, gsize *name_bytes, guint64 *row)
{
    const gchar *colon = strrchr(id, ':');
    guint64 number = 0;

    if (colon == NULL || colon == id ||
        !g_ascii_string_to_unsigned(colon + 1, 10, 1, G_MAXUINT32, &number, NULL))
        return FALSE;
    *name_bytes = (gsize)(colon - id);
    *row = number;
    return TRUE;
}

/* ---- reading ---- */

typedef struct {
    const gchar *path;
    guint place[N_COLUMNS]; /* in the row, counted from 1; 0: the file has no such column */
    GPtrArray *decisions;
} Reading;

G_GNUC_PRINTF(4, 5)
static gboolean
refuse(const Reading *reading, guint64 line, GError **error, const gchar *format, ...)
{
    g_autofree gchar *fault = NULL;
    va_list arguments;

    va_start(arguments, format);
    fault = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "%s: line %" G_GUINT64_FORMAT ": %s",
                reading->path, line, fault);
    return FALSE;
}

static gboolean
read_header(Reading *reading, const RollCsvRow *row, GError **error)
{
    for (guint i = 0; i < row->n_fields; i++)
        for (guint column = 0; column < N_COLUMNS; column++)
            if (roll_text_equal(row->fields[i], roll_text(columns[column])) &&
                reading->place[column] == 0)
                reading->place[column] = i + 1;
    for (guint column = 0; column < N_NEEDED; column++)
        if (reading->place[column] == 0)
            return refuse(reading, row->line, error,
                          "no column %s; decisions have row_a, row_b and decision",
                          columns[column]);
    return TRUE;
}

/* A cell as it was before rollcall made it inert for a spreadsheet. */
static gchar *
cell(const Reading *reading, const RollCsvRow *row, guint column)
{
    guint place = reading->place[column];
    RollText text = place > 0 && place <= row->n_fields ? row->fields[place - 1] : ROLL_TEXT_EMPTY;

    if (text.length > 1 && text.data[0] == '\'' &&
        roll_is_formula((RollText){text.data + 1, text.length - 1}))
        text = (RollText){text.data + 1, text.length - 1};
    return g_strndup(text.data, text.length);
}

static gboolean
read_verdict(const gchar *word, RollVerdict *verdict)
{
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strcasecmp(word, words[i]) == 0) {
            *verdict = (RollVerdict)i;
            return TRUE;
        }
    return FALSE;
}

static gboolean
check_rows(const Reading *reading, const RollDecision *decision, GError **error)
{
    const gchar *const rows[] = {decision->row_a, decision->row_b};
    gsize name_bytes = 0;
    guint64 number = 0;

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        if (!roll_row_id_parse(rows[i], &name_bytes, &number))
            return refuse(reading, decision->line, error,
                          "\"%s\" is no record: the name of its export, a colon and its row, as in "
                          "ijm-2009-06:12",
                          rows[i]);
    if (strcmp(rows[0], rows[1]) == 0)
        return refuse(reading, decision->line, error, "a record is compared with itself: %s",
                      rows[0]);
    return TRUE;
}

/* What is kept is written and read again: with doubled quotes and the signs that make it inert it
 * must still be no cell that is too large. */
static gboolean
check_lengths(const Reading *reading, const RollDecision *decision, GError **error)
{
    const gchar *const cells[] = {decision->row_a,      decision->row_b, decision->decided_by,
                                  decision->decided_on, decision->note,  decision->given_file};

    for (guint i = 0; i < G_N_ELEMENTS(cells); i++)
        if (strlen(cells[i]) > MOST_BYTES)
            return refuse(reading, decision->line, error,
                          "a cell of %" G_GSIZE_FORMAT " bytes; a decision's may have %u",
                          strlen(cells[i]), MOST_BYTES);
    return TRUE;
}

/* Where it was given, if the file says so of a line that can be. */
static void
read_given(const Reading *reading, const RollCsvRow *row, RollDecision *decision)
{
    g_autofree gchar *line = cell(reading, row, GIVEN_LINE);
    g_autofree gchar *file = cell(reading, row, GIVEN_FILE);

    if (*file != '\0' &&
        g_ascii_string_to_unsigned(line, 10, 1, G_MAXINT64, &decision->given_line, NULL))
        decision->given_file = g_steal_pointer(&file);
    else
        decision->given_file = g_strdup("");
}

static gboolean
read_row(Reading *reading, const RollCsvRow *row, GError **error)
{
    g_autofree gchar *word = cell(reading, row, DECISION);
    RollVerdict verdict = ROLL_DECISION_UNSURE;
    RollDecision *decision = NULL;

    if (*word == '\0')
        return TRUE;
    if (!read_verdict(word, &verdict))
        return refuse(reading, row->line, error,
                      "\"%s\" is no decision; there are same, different and unsure", word);
    decision = g_new0(RollDecision, 1);
    g_ptr_array_add(reading->decisions, decision);
    decision->row_a = cell(reading, row, ROW_A);
    decision->row_b = cell(reading, row, ROW_B);
    decision->verdict = verdict;
    decision->decided_by = cell(reading, row, DECIDED_BY);
    decision->decided_on = cell(reading, row, DECIDED_ON);
    decision->note = cell(reading, row, NOTE);
    decision->line = row->line;
    read_given(reading, row, decision);
    if (!check_lengths(reading, decision, error) || !check_rows(reading, decision, error))
        return FALSE;
    if (strcmp(decision->row_a, decision->row_b) > 0) {
        gchar *first = decision->row_b;

        decision->row_b = decision->row_a;
        decision->row_a = first;
    }
    return TRUE;
}

static gint
compare(gconstpointer a, gconstpointer b)
{
    const RollDecision *x = *(const RollDecision *const *)a;
    const RollDecision *y = *(const RollDecision *const *)b;
    gint order = strcmp(x->row_a, y->row_a);

    return order != 0 ? order : strcmp(x->row_b, y->row_b);
}

/* Puts @decisions (taken) in order; of one pair the last stays. */
static GPtrArray *
settle_take(GPtrArray *decisions)
{
    GPtrArray *settled = g_ptr_array_new_with_free_func(decision_free);

    g_ptr_array_sort(decisions, compare); /* stable: GLib sorts by merging */
    for (guint i = 0; i < decisions->len; i++) {
        if (i + 1 < decisions->len && compare(&decisions->pdata[i], &decisions->pdata[i + 1]) == 0)
            continue;
        g_ptr_array_add(settled, decisions->pdata[i]);
        decisions->pdata[i] = NULL;
    }
    g_ptr_array_unref(decisions);
    return settled;
}

static void
free_if_any(gpointer decision)
{
    if (decision != NULL)
        decision_free(decision);
}

/* The delimiter of the header, which is one of three. */
static gchar
delimiter_of(GBytes *head)
{
    gsize length = 0;
    const gchar *text = g_bytes_get_data(head, &length);

    for (gsize i = 0; i < length && text[i] != '\n'; i++)
        if (text[i] == ',' || text[i] == ';' || text[i] == '\t')
            return text[i];
    return ',';
}

/* Excel writes UTF-8 only when it is asked to. */
static const gchar *
mend_of(RollCsvFault fault)
{
    switch (fault) {
    case ROLL_CSV_TOO_LARGE:
        return "it is too large";
    case ROLL_CSV_NUL:
    case ROLL_CSV_NOT_UTF8:
        return "it is not UTF-8; save the file as CSV UTF-8";
    case ROLL_CSV_STRAY_QUOTE:
    case ROLL_CSV_OPEN_QUOTE:
    case ROLL_CSV_SOUND:
    default:
        return "look at its quotes";
    }
}

static gboolean
read_rows(Reading *reading, RollCsvReader *csv, GError **error)
{
    gboolean is_first = TRUE;
    GError *cause = NULL;
    RollCsvRow row = {0};

    while (roll_csv_reader_next(csv, &row, &cause)) {
        if (row.fault != ROLL_CSV_SOUND)
            return refuse(reading, row.line, error, "the row cannot be read: %s",
                          mend_of(row.fault));
        if (!(is_first ? read_header(reading, &row, error) : read_row(reading, &row, error)))
            return FALSE;
        is_first = FALSE;
    }
    if (cause != NULL)
        g_propagate_error(error, cause);
    else if (is_first)
        return refuse(reading, 1, error, "the file is empty; decisions begin with a header");
    return cause == NULL;
}

GPtrArray *
roll_decisions_parse(RollSource *source, const gchar *name, GError **error)
{
    g_autoptr(GPtrArray) decisions = g_ptr_array_new_with_free_func(free_if_any);
    g_autoptr(GBytes) head = NULL;
    g_autoptr(RollCsvReader) csv = NULL;
    Reading reading = {.path = name, .decisions = decisions};

    source = roll_source_peek(source, HEAD_BYTES, &head, error);
    if (source == NULL)
        return NULL;
    csv = roll_csv_reader_new(source, delimiter_of(head), ROLL_CSV_LIMITS);
    return read_rows(&reading, csv, error) ? settle_take(g_steal_pointer(&decisions)) : NULL;
}

GPtrArray *
roll_decisions_read(const gchar *path, GError **error)
{
    RollSource *source = roll_gzip_open(path, NULL, error);

    return source != NULL ? roll_decisions_parse(source, path, error) : NULL;
}

/* ---- joining, writing ---- */

GPtrArray *
roll_decisions_merge_take(GPtrArray *older, GPtrArray *newer)
{
    GPtrArray *all = g_ptr_array_new_with_free_func(free_if_any);

    for (guint i = 0; i < older->len; i++)
        g_ptr_array_add(all, g_steal_pointer(&older->pdata[i]));
    for (guint i = 0; i < newer->len; i++)
        g_ptr_array_add(all, g_steal_pointer(&newer->pdata[i]));
    g_ptr_array_set_free_func(older, free_if_any);
    g_ptr_array_set_free_func(newer, free_if_any);
    g_ptr_array_unref(older);
    g_ptr_array_unref(newer);
    return settle_take(all);
}

void
roll_decisions_name(GPtrArray *decisions, const gchar *path)
{
    for (guint i = 0; i < decisions->len; i++) {
        RollDecision *decision = decisions->pdata[i];

        g_free(decision->given_file);
        decision->given_file = g_filename_display_basename(path);
        decision->given_line = decision->line;
    }
}

/* As a cell that no spreadsheet takes for a formula; cell() takes that back. */
static void
append_cell(GString *out, const gchar *text, gchar behind)
{
    g_autoptr(GString) inert = g_string_new(NULL);

    roll_inert_formula(roll_text(text), inert);
    roll_csv_append_field(out, (RollText){inert->str, (guint32)inert->len});
    g_string_append_c(out, behind);
}

void
roll_decisions_print(const GPtrArray *decisions, GString *out)
{
    for (guint i = 0; i < N_COLUMNS; i++)
        append_cell(out, columns[i], i + 1 < N_COLUMNS ? ',' : '\n');
    for (guint i = 0; i < decisions->len; i++) {
        const RollDecision *decision = decisions->pdata[i];
        g_autofree gchar *line = *decision->given_file != '\0'
                                     ? g_strdup_printf("%" G_GUINT64_FORMAT, decision->given_line)
                                     : g_strdup("");
        const gchar *const cells[N_COLUMNS] = {
            decision->row_a,      decision->row_b, words[decision->verdict], decision->decided_by,
            decision->decided_on, decision->note,  decision->given_file,     line};

        for (guint j = 0; j < N_COLUMNS; j++)
            append_cell(out, cells[j], j + 1 < N_COLUMNS ? ',' : '\n');
    }
}
