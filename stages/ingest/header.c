#include "stages/ingest/header.h"

#include <string.h>

#include "pipeline/lib/error.h"
#include "stages/ingest/delimiter.h"
#include "stages/ingest/head.h"
#include "stages/ingest/note.h"
#include "stages/ingest/numbers.h"
#include "stages/ingest/quotes.h"
#include "stages/ingest/raw.h"
#include "stages/ingest/tags.h"
#include "stages/ingest/zawgyi.h"

typedef struct {
    gchar delimiter;
    GArray *rows; /* of IngestHeadRow */
    guint best;   /* the place of the likeliest header */
    guint score;  /* 0: none of them will do */
} Attempt;

static void
attempt_clear(Attempt *attempt)
{
    g_clear_pointer(&attempt->rows, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Attempt, attempt_clear)

static IngestHeadRow *
row_at(const Attempt *attempt, guint i)
{
    return &g_array_index(attempt->rows, IngestHeadRow, i);
}

/* "Name,,," without a comma for a delimiter is no header of one column. */
static gboolean
holds_delimiter(const IngestLabels *labels)
{
    return labels->n == 1 && strpbrk(labels->labels[0], INGEST_DELIMITERS) != NULL;
}

/* How many columns of the profile, else how many fields; *@n_fields: how many fields in any
 * case. */
static guint
score_of(const IngestHabit *habit, const IngestLabels *labels, guint *n_fields)
{
    const IngestHabit undeclared = {.fields = habit->fields};

    *n_fields = ingest_mapping_score(&undeclared, labels);
    return ingest_habit_is_declared(habit) ? ingest_mapping_score(habit, labels) : *n_fields;
}

static guint
n_known(const RollFields *fields, const IngestLabels *labels)
{
    guint n = 0;

    for (guint i = 0; i < labels->n; i++)
        n += ingest_field_of(fields, labels, i) != NULL;
    return n;
}

/* The labels of @upper and of @lower below it as one header, NULL when they are not.
 *
 * The lower row must name fields, as no row of data does, and most words of the upper one be known:
 * a title, a shorter row, or "Province,Kampot,Month,June", is no header.  An upper row that only
 * spans groups of columns is one too where both together say more than either. */
static IngestLabels *
join_rows(const IngestHabit *habit, const IngestLabels *upper, const IngestLabels *lower)
{
    g_autoptr(IngestLabels) joined = NULL;
    gboolean spans = ingest_labels_span(upper, lower);
    guint n[3] = {0}; /* fields that the upper, the lower and both name */
    guint score[3] = {0};

    if (upper->n < lower->n || ingest_labels_n_filled(upper) < 2 ||
        ingest_labels_equal(upper, lower))
        return NULL;
    n[1] = n_known(habit->fields, lower);
    if (n[1] < 2 || n[1] * 2 < ingest_labels_n_filled(lower))
        return NULL; /* so end nearly all, at little cost */
    score[1] = score_of(habit, lower, &n[1]);
    score[0] = score_of(habit, upper, &n[0]);
    joined = ingest_labels_join(upper, lower);
    score[2] = score_of(habit, joined, &n[2]);
    if (score[2] < MAX(score[0], score[1]))
        return NULL;
    if (n[0] * 2 > ingest_labels_n_filled(upper) || (spans && n[2] > MAX(n[0], n[1])))
        return g_steal_pointer(&joined);
    return NULL;
}

/* Whether below row @i, a header of two rows, another one says the same in a third language. */
static gboolean
has_third(const Attempt *attempt, const IngestHabit *habit, guint i)
{
    const IngestLabels *third = NULL;
    guint n = 0;

    if (row_at(attempt, i)->n_below != 1 || i + 2 >= attempt->rows->len)
        return FALSE;
    third = row_at(attempt, i + 2)->labels;
    if (third == NULL || ingest_tags_are_sound(third->labels) ||
        third->n > row_at(attempt, i)->labels->n)
        return FALSE;
    n = n_known(habit->fields, third);
    return n >= 2 && n * 2 >= ingest_labels_n_filled(third);
}

/* Joins row @i with the one below it where they are one header, and with a third. */
static void
join_below(Attempt *attempt, const IngestHabit *habit, guint i)
{
    IngestHeadRow *row = row_at(attempt, i);
    IngestLabels *joined = NULL;

    if (row->n_below > 0 || i + 1 >= attempt->rows->len || row[1].labels == NULL ||
        ingest_tags_are_sound(row[1].labels->labels))
        return;
    joined = join_rows(habit, row->labels, row[1].labels);
    if (joined == NULL)
        return;
    ingest_labels_free(row->labels);
    row->labels = joined;
    row->n_below = 1 + row[1].n_below;
    if (!has_third(attempt, habit, i))
        return;
    ingest_labels_add_third(row->labels, row[2].labels);
    row->n_below = 2 + row[2].n_below;
}

static void
find_best(Attempt *attempt, const IngestHabit *habit)
{
    guint most = ingest_mapping_score_max(habit);

    for (guint i = 0; i < MIN(attempt->rows->len, INGEST_HEAD_ROWS) && attempt->score < most; i++) {
        const IngestHeadRow *row = row_at(attempt, i);
        guint score = 0;

        if (row->labels == NULL || holds_delimiter(row->labels))
            continue;
        join_below(attempt, habit, i);
        score = ingest_mapping_score(habit, row->labels);
        if (score > attempt->score) {
            attempt->score = score;
            attempt->best = i;
        }
    }
}

/* A row with at least half of what @best names, and people among it, is a header of its own. */
static gboolean
is_rival(const IngestHabit *habit, const IngestLabels *labels, guint best)
{
    guint n = n_known(habit->fields, labels);

    return n >= 2 && n * 2 >= ingest_labels_n_filled(labels) &&
           ingest_mapping_score(habit, labels) * 2 >= best &&
           ingest_names_people(habit->fields, labels);
}

/* A list that begins again further down, by a header that says more, has begun nevertheless: what
 * stands between must not be lost. */
static void
begin_at_first(Attempt *attempt, const IngestHabit *habit)
{
    for (guint i = 0; i < attempt->best; i++) {
        const IngestHeadRow *row = row_at(attempt, i);

        if (row->labels == NULL || holds_delimiter(row->labels) ||
            ingest_head_above(attempt->rows, attempt->best) <= i + row->n_below ||
            !is_rival(habit, row->labels, attempt->score))
            continue;
        attempt->best = i;
        return;
    }
}

static guint
width(const Attempt *attempt)
{
    return attempt->score > 0 ? row_at(attempt, attempt->best)->labels->n : 0;
}

static gboolean
is_better(const Attempt *a, const Attempt *b)
{
    if (a->score != b->score)
        return a->score > b->score;
    return width(a) > width(b);
}

static RollQuotes
quotes_of(const IngestHabit *habit)
{
    return habit->profile != NULL ? habit->profile->quotes : ROLL_QUOTES_UNDECLARED;
}

static void
turn_rows(const Attempt *attempt, const IngestHabit *habit)
{
    for (guint i = 0; habit->zawgyi != NULL && i < attempt->rows->len; i++) {
        if (row_at(attempt, i)->labels != NULL)
            ingest_zawgyi_turn(habit->zawgyi, row_at(attempt, i)->labels);
    }
}

static void
try_delimiters(GBytes *head, const IngestHabit *habit, const gchar *delimiters, Attempt *best)
{
    for (const gchar *p = delimiters; *p != '\0'; p++) {
        g_auto(Attempt)
            attempt = {.delimiter = *p, .rows = ingest_head_read(head, *p, quotes_of(habit))};

        ingest_head_take_tags(attempt.rows);
        turn_rows(&attempt, habit);
        find_best(&attempt, habit);
        if (!ingest_habit_is_declared(habit))
            begin_at_first(&attempt, habit);
        if (best->rows == NULL || is_better(&attempt, best)) {
            Attempt worse = *best;

            *best = attempt;
            attempt = worse;
        }
    }
}

/* "no header row" with what @note says of a row. */
static void
set_told(const IngestHabit *habit, const IngestNote *note, const gchar *place, GError **error)
{
    g_autoptr(GString) text = g_string_new(place);

    if (ingest_note_say(note, habit->telling, text, error))
        g_set_error_literal(error, ROLL_ERROR, ROLL_ERROR_DATA, text->str);
}

static void
set_near_tags(const IngestHabit *habit, const IngestHeadRow *row, GError **error)
{
    g_autoptr(IngestNote) note = ingest_head_near_tags_note(row);

    note->hint = NULL;
    set_told(habit, note, "no header row; ", error);
}

static void
set_fault(const IngestHabit *habit, const IngestHeadRow *row, GError **error)
{
    g_autofree gchar *place =
        g_strdup_printf("no header row; line %" G_GUINT64_FORMAT ": ", row->line);

    set_told(habit, row->fault, place, error);
}

static void
set_no_header(GBytes *head, const IngestHabit *habit, const Attempt *attempt, gboolean is_declared,
              GError **error)
{
    g_auto(Attempt) other = {0};
    const IngestHeadRow *near = ingest_head_near_tags(attempt->rows);
    const gchar *what = ingest_habit_is_declared(habit) ? "a column that the source profile names"
                                                        : "a known column name; what other names "
                                                          "mean is said in a source profile";

    for (guint i = 0; i < attempt->rows->len; i++) {
        if (row_at(attempt, i)->fault != NULL) {
            set_fault(habit, row_at(attempt, i), error);
            return;
        }
    }
    if (is_declared && !habit->raw)
        try_delimiters(head, habit, INGEST_DELIMITERS, &other);
    if (other.score > 0)
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "no header row with the %s that is declared as delimiter; with a %s there is "
                    "one",
                    ingest_delimiter_name(attempt->delimiter),
                    ingest_delimiter_name(other.delimiter));
    else if (attempt->rows->len == 0 && g_bytes_get_size(head) == INGEST_HEAD_BYTES)
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "no header row: the first line has more than %" G_GSIZE_FORMAT " bytes",
                    INGEST_HEAD_BYTES);
    else if (near != NULL)
        set_near_tags(habit, near, error);
    else if (attempt->rows->len == 0)
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA, "no rows");
    else if (habit->raw)
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "no header row: no cell of the first rows has a value");
    else
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_DATA,
                    "no header row: no cell of the first %u row%s, with a %s between cells, is %s",
                    MIN(attempt->rows->len, INGEST_HEAD_ROWS), attempt->rows->len > 1 ? "s" : "",
                    ingest_delimiter_name(attempt->delimiter), what);
}

static void
tell_joined(const IngestHeadRow *row, GPtrArray *notes)
{
    static const gchar *const messages[2][2] = {{"two", "two-grouped"}, {"three", "three-grouped"}};
    gboolean is_three = row->labels->third != NULL;
    IngestNote *note = NULL;

    if (row->labels->second == NULL)
        return;
    note = ingest_note(notes, ROLL_SEVERITY_INFO, "two-header-rows",
                       messages[is_three][row->labels->upper != NULL]);
    roll_values_set_number(note->values, "first", row->row);
    roll_values_set_number(note->values, "last", row[is_three ? 2 : 1].row);
    note->line = row->line;
    note->row = row->row;
}

/* Tags that cannot be read, right below the header, are no data either. */
static void
pass_near_tags(const Attempt *attempt, IngestHeadRow *row, GPtrArray *notes)
{
    const IngestHeadRow *near = ingest_head_near_tags(attempt->rows);

    if (near == NULL)
        return;
    g_ptr_array_add(notes, ingest_head_near_tags_note(near));
    if (near == row + row->n_below + 1)
        row->n_below++;
}

/* Where one row stands between the header and its tags it explains the columns: data begin below
 * the tags. */
static void
reach_tags(const Attempt *attempt, IngestHeadRow *row, GPtrArray *notes)
{
    guint place = ingest_head_tags(attempt->rows);
    guint between = place != INGEST_NOWHERE ? ingest_head_above(attempt->rows, place) : place;
    IngestNote *note = NULL;

    if (between == INGEST_NOWHERE || between <= attempt->best + row->n_below ||
        ingest_head_above(attempt->rows, between) != attempt->best + row->n_below)
        return;
    if (row->labels->tags == NULL)
        ingest_labels_tag(row->labels, row_at(attempt, place)->labels);
    note = ingest_note(notes, ROLL_SEVERITY_INFO, "row-above-tags", "message");
    note->line = row_at(attempt, between)->line;
    note->row = row_at(attempt, between)->row;
    row->n_below = place - attempt->best;
}

/* A row that numbers the columns belongs to the header above it. */
static void
pass_numbers(const Attempt *attempt, IngestHeadRow *row, GPtrArray *notes)
{
    const IngestHeadRow *below = row + row->n_below + 1;
    IngestNote *note = NULL;

    if (attempt->best + row->n_below + 1 >= attempt->rows->len || below->labels == NULL ||
        !ingest_numbers_are(below->labels->labels))
        return;
    note = ingest_note(notes, ROLL_SEVERITY_INFO, "column-numbers", "message");
    note->line = below->line;
    note->row = below->row;
    row->n_below++;
}

static void
tell(const IngestHeader *header, const IngestHabit *habit, gboolean is_declared, GPtrArray *notes)
{
    if (!is_declared && header->delimiter != ',')
        ingest_note(notes, ROLL_SEVERITY_INFO, "delimiter-guessed",
                    header->labels->n > 1 ? ingest_delimiter_name(header->delimiter) : "none");
    if (header->labels->sent != NULL) {
        IngestNote *note = ingest_note(notes, ROLL_SEVERITY_INFO, "encoding-zawgyi", "header");

        note->hint = "column-hint";
        note->line = header->line;
        note->row = header->row;
    }
    if (header->row > 1) {
        gboolean is_doubtful = habit->raw && !is_declared;
        IngestNote *note =
            ingest_note(notes, is_doubtful ? ROLL_SEVERITY_WARNING : ROLL_SEVERITY_INFO,
                        "header-below-top", "message");

        note->hint = is_doubtful ? "hint" : NULL;
        roll_values_set_number(note->values, "row", header->row);
        note->line = header->line;
        note->row = header->row;
    }
}

/* What the profile declares, else what the first rows show. */
static void
find_quotes(IngestHeader *header, GBytes *head, const IngestHabit *habit, GPtrArray *notes)
{
    const IngestQuotesText text = {head, header->delimiter, header->last_line, header->labels};
    gboolean is_none = FALSE;
    IngestNote *note = NULL;

    header->quotes = quotes_of(habit);
    if (header->quotes != ROLL_QUOTES_UNDECLARED)
        return;
    header->quotes = ingest_quotes_find(&text);
    if (header->quotes == ROLL_QUOTES_UNDECLARED)
        return;
    is_none = header->quotes == ROLL_QUOTES_NONE;
    note = ingest_note(notes, ROLL_SEVERITY_INFO, "quotes-guessed", is_none ? "none" : "undoubled");
    note->hint = is_none ? "none-hint" : "undoubled-hint";
}

/* With --raw no header is known. */
static gboolean
find_raw(GBytes *head, const IngestHabit *habit, const gchar *delimiters, Attempt *attempt,
         GError **error)
{
    IngestRaw raw = ingest_raw_find(head, delimiters, quotes_of(habit),
                                    ingest_delimiter_announced(head) != '\0');

    attempt->delimiter = raw.delimiter;
    attempt->rows = raw.rows;
    attempt->best = raw.header;
    attempt->score = raw.header != INGEST_NOWHERE;
    if (attempt->score > 0 && raw.faulty != INGEST_NOWHERE)
        set_fault(habit, row_at(attempt, raw.faulty), error);
    return attempt->score == 0 || raw.faulty == INGEST_NOWHERE;
}

IngestHeader *
ingest_header_find(GBytes *head, const IngestHabit *habit, GPtrArray *notes, GError **error)
{
    g_auto(Attempt) attempt = {0};
    gchar only[2] = "";
    IngestHeader *header = NULL;
    IngestHeadRow *row = NULL;
    gboolean is_declared = FALSE;

    if (habit->profile != NULL)
        only[0] = habit->profile->delimiter;
    if (only[0] == '\0')
        only[0] = ingest_delimiter_announced(head);
    is_declared = only[0] != '\0';
    if (!habit->raw)
        try_delimiters(head, habit, is_declared ? only : INGEST_DELIMITERS, &attempt);
    else if (!find_raw(head, habit, is_declared ? only : INGEST_DELIMITERS, &attempt, error))
        return NULL;
    if (attempt.score == 0) {
        set_no_header(head, habit, &attempt, is_declared, error);
        return NULL;
    }
    row = row_at(&attempt, attempt.best);
    if (!habit->raw) {
        pass_near_tags(&attempt, row, notes);
        reach_tags(&attempt, row, notes);
        pass_numbers(&attempt, row, notes);
    }
    tell_joined(row, notes);
    header = g_new0(IngestHeader, 1);
    header->delimiter = attempt.delimiter;
    header->line = row->line;
    header->row = row->row;
    header->last_line = row[row->n_below].line;
    header->labels = g_steal_pointer(&row->labels);
    tell(header, habit, is_declared, notes);
    find_quotes(header, head, habit, notes);
    return header;
}

void
ingest_header_free(IngestHeader *header)
{
    if (header == NULL)
        return;
    ingest_labels_free(header->labels);
    g_free(header);
}
