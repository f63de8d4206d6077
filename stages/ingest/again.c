#include "stages/ingest/again.h"

#include <string.h>

#include "stages/ingest/numbers.h"
#include "stages/ingest/value.h"

#define MIN_KNOWN   2
#define MAX_LETTERS 12 /* bytes of a word, of which a trace is made */

/* Any word of a header leaves its traces here.  Most cells of records miss the first, nearly all
 * the second; what is dear, folding them, is done for rows only that do not. */
typedef struct {
    guint8 bits[0x10000 / 8];
} Traces;

struct IngestAgain {
    const IngestExport *export;
    GHashTable *own;   /* the labels of the header, as headers are compared; owned */
    gboolean is_below; /* the row before this one was a header */
    guint figures;     /* the place of the cell by which the last row was seen to be none */
    Traces ends;       /* of the first and the last letter of a word */
    Traces letters;    /* of the first of its letters */
};

/* ---- traces of words ---- */

static gboolean
has_trace(const Traces *traces, guint trace)
{
    return (traces->bits[trace / 8] >> trace % 8 & 1) != 0;
}

static void
leave_trace(Traces *traces, guint trace)
{
    traces->bits[trace / 8] |= (guint8)(1u << trace % 8);
}

static gboolean
is_sign(gchar c)
{
    return (guchar)c < 0x80 && !g_ascii_isalnum(c);
}

static gboolean
is_inside(gchar c)
{
    return ((guchar)c & 0xc0) == 0x80;
}

/* An ASCII letter in small, a digit as it is. */
static guchar
small(gchar c)
{
    return (guchar)c < 0x80 ? (guchar)c | 0x20 : (guchar)c;
}

/* Whether what begins at @p may be folded away or to another letter: all of two bytes (Latin and
 * others with a case, accents, blanks that do not break), Vietnamese, what nobody sees, and letters
 * of another width.  Scripts of the region have no case. */
static gboolean
is_soft(const gchar *p)
{
    guchar lead = (guchar)p[0];

    return (lead >= 0xc0 && lead < 0xe0) || lead == 0xe2 || lead == 0xef ||
           (lead == 0xe1 && ((guchar)p[1] == 0xba || (guchar)p[1] == 0xbb));
}

/* The first and the last letter of @cell as a trace, 0x10000 for those that only folding can tell;
 * of a script without case a letter is known by its last byte. */
static guint
ends_of(RollText cell)
{
    const gchar *first = cell.data;
    const gchar *end = cell.data + cell.length;
    const gchar *last = NULL;
    guchar head = 0;

    if (end > first && g_ascii_isalnum(*first) && g_ascii_isalnum(end[-1]))
        return (guint)small(*first) << 8 | small(end[-1]); /* so most are */
    while (first < end && *first != '#' && is_sign(*first))
        first++;
    while (end > first && is_sign(end[-1]))
        end--;
    if (first == end || *first == '#')
        return 0x10000;
    for (last = end - 1; last > first && is_inside(*last);)
        last--;
    if (is_soft(first) || is_soft(last))
        return 0x10000;
    head = (guchar)*first >= 0xe0 ? (guchar)first[2] : small(*first);
    return (guint)head << 8 | small(end[-1]);
}

/* The first letters of @cell, soft ones, case and signs aside. */
static guint
letters_of(RollText cell)
{
    const gchar *end = cell.data + cell.length;
    guint32 hash = 2166136261;
    guint n = 0;

    for (const gchar *p = cell.data; p < end && n < MAX_LETTERS; p++) {
        if (is_sign(*p))
            continue;
        if (is_soft(p)) {
            p = roll_utf8_next(p) - 1;
            continue;
        }
        hash = (hash ^ small(*p)) * 16777619;
        n++;
    }
    return (hash ^ hash >> 16) & 0xffff;
}

static void
add_form(IngestAgain *again, const gchar *word)
{
    guint ends = ends_of(roll_text(word));

    if (ends < 0x10000)
        leave_trace(&again->ends, ends);
    leave_trace(&again->letters, letters_of(roll_text(word)));
}

static gboolean
has_soft(const gchar *word)
{
    for (; *word != '\0'; word = roll_utf8_next(word)) {
        if (is_soft(word))
            return TRUE;
    }
    return FALSE;
}

/* An accent may stand in a letter, apart from it, or not at all; the latter two leave one trace. */
static void
add_word(IngestAgain *again, const gchar *word)
{
    g_autofree gchar *folded = NULL;

    add_form(again, word);
    if (!has_soft(word))
        return;
    folded = roll_header_fold(word);
    add_form(again, folded);
}

static void
add_words(IngestAgain *again, gchar *const *words)
{
    for (guint i = 0; words != NULL && words[i] != NULL; i++)
        add_word(again, words[i]);
}

static void
add_forms(IngestAgain *again, const gchar *const *words)
{
    for (; *words != NULL; words++)
        add_form(again, *words);
}

/* A word of ASCII leaves the traces of its folded form. */
static void
add_aliases(IngestAgain *again, gchar *const *aliases)
{
    for (; *aliases != NULL; aliases++)
        if (!roll_text_is_ascii(roll_text(*aliases)))
            add_form(again, *aliases);
}

/* The names and aliases of @fields, whose folded forms there are already. */
static void
add_fields(IngestAgain *again, const RollFields *fields)
{
    g_autofree const gchar **folded = roll_fields_folded(fields);

    add_forms(again, folded);
    for (guint i = 0; i < roll_fields_n(fields); i++) {
        const RollField *field = roll_fields_at(fields, i);

        add_aliases(again, field->aliases);
        for (guint j = 0; j < field->parts->len; j++)
            add_forms(again, g_ptr_array_index(field->parts, j));
    }
}

static gboolean
may_be_known(const IngestAgain *again, RollText cell)
{
    guint ends = ends_of(cell);

    return (ends == 0x10000 || has_trace(&again->ends, ends)) &&
           has_trace(&again->letters, letters_of(cell));
}

static void
add_own(IngestAgain *again, gchar *const *labels)
{
    add_words(again, labels);
    for (guint i = 0; labels != NULL && labels[i] != NULL; i++)
        g_hash_table_add(again->own, roll_header_fold(labels[i]));
    g_hash_table_remove(again->own, "");
}

void
ingest_again_turn(IngestAgain *again)
{
    const IngestLabels *labels = again->export->header->labels;

    g_hash_table_remove_all(again->own);
    add_own(again, labels->labels);
    add_own(again, labels->second);
    add_own(again, labels->third);
    add_own(again, labels->sent);
    add_own(again, labels->upper);
    add_own(again, labels->tags);
}

IngestAgain *
ingest_again_new(const IngestExport *export)
{
    IngestAgain *again = g_new0(IngestAgain, 1);

    again->export = export;
    again->own = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!export->habit.raw)
        add_fields(again, export->habit.fields);
    ingest_again_turn(again);
    return again;
}

void
ingest_again_free(IngestAgain *again)
{
    if (again == NULL)
        return;
    g_hash_table_unref(again->own);
    g_free(again);
}

/* ---- the same header ---- */

static gboolean
is_cell(RollText cell, const gchar *label, gboolean is_raw)
{
    g_autofree gchar *folded = NULL;
    g_autofree gchar *other = NULL;

    if (roll_text_equal(cell, roll_text(label)))
        return TRUE;
    if (is_raw || cell.length == 0 || label[0] == '\0')
        return FALSE;
    folded = g_strndup(cell.data, cell.length);
    other = roll_header_fold(folded);
    g_free(folded);
    folded = roll_header_fold(label);
    return folded[0] != '\0' && strcmp(folded, other) == 0;
}

/* @is_joined: where @labels are empty in the upper of two rows they were taken from the lower. */
static gboolean
is_row_of(const IngestAgain *again, const RollCsvRow *row, gchar *const *labels, gboolean is_joined)
{
    guint n = again->export->header->labels->n;
    guint n_equal = 0;

    for (guint i = 0; labels != NULL && i < MAX(n, row->n_fields); i++) {
        RollText cell = ingest_value_of(row, i);

        if (cell.length == 0 && (is_joined || i >= n))
            continue;
        if (i >= n || !is_cell(cell, labels[i], again->export->habit.raw))
            return FALSE;
        n_equal += cell.length > 0;
    }
    return n_equal > 0;
}

static gboolean
is_same(const IngestAgain *again, const RollCsvRow *row)
{
    const IngestLabels *labels = again->export->header->labels;

    if (row->n_fields < ingest_labels_n_named(labels))
        return FALSE;
    if (labels->upper != NULL ? is_row_of(again, row, labels->upper, FALSE)
                              : is_row_of(again, row, labels->labels, labels->second != NULL))
        return TRUE;
    return is_row_of(again, row, labels->second, FALSE) ||
           is_row_of(again, row, labels->third, FALSE) ||
           is_row_of(again, row, labels->sent, FALSE) || is_row_of(again, row, labels->tags, FALSE);
}

/* ---- another one ---- */

static gboolean
has_letter(const gchar *text)
{
    for (const gchar *p = text; *p != '\0'; p = roll_utf8_next(p)) {
        if (g_unichar_isalpha(g_utf8_get_char(p)))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_alias(const IngestAgain *again, const IngestLabels *row, guint i)
{
    return row->labels[i][0] != '\0' &&
           (ingest_field_of(again->export->habit.fields, row, i) != NULL ||
            g_hash_table_contains(again->own, row->folded[i]));
}

/* Whether in the columns that say who it is stand words of headers, or nothing, and no names. */
static gboolean
is_nobody(const IngestAgain *again, const IngestLabels *row)
{
    const GPtrArray *mapping = again->export->mapping;

    for (guint i = 0; i < mapping->len; i++) {
        const IngestColumn *column = g_ptr_array_index(mapping, i);
        const RollField *field = roll_fields_find(again->export->habit.fields, column->name);

        if (field == NULL || field->type > ROLL_TYPE_FAMILY_NAME)
            continue;
        for (guint j = 0; j < column->columns->len; j++) {
            guint place = g_array_index(column->columns, guint, j);

            if (place < row->n && row->labels[place][0] != '\0' && !is_alias(again, row, place) &&
                !ingest_sheet_counts_lines(again->export->sheet, row->labels[place]))
                return FALSE;
        }
    }
    return TRUE;
}

static gboolean
is_other(const IngestAgain *again, const IngestLabels *row)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    guint n_filled = ingest_labels_n_filled(row);
    guint n_known = 0;
    guint n_own = 0;

    for (guint i = 0; i < row->n; i++) {
        gboolean is_own = g_hash_table_contains(again->own, row->folded[i]);

        if (row->labels[i][0] != '\0' && !is_own && !has_letter(row->labels[i]))
            return FALSE;
        if (!g_hash_table_add(seen, row->folded[i]))
            continue; /* twice the same says no more than once */
        n_own += is_own ? 1 : 0;
        n_known += is_alias(again, row, i) ? 1 : 0;
    }
    if (n_own >= MIN_KNOWN && n_own * 2 >= n_filled)
        return TRUE;
    return n_known >= MIN_KNOWN && n_known * 2 >= n_filled && is_nobody(again, row);
}

/* A number or a date, in figures; rather a record's than a header's. */
static gboolean
is_figures(RollText cell)
{
    if (!g_ascii_isdigit(cell.data[0]))
        return FALSE;
    if (roll_text_bits(cell, G_GUINT64_CONSTANT(0xc0c0c0c0c0c0c0c0)) == 0)
        return TRUE; /* what stands before the letters in ASCII */
    for (guint i = 1; i < cell.length; i++) {
        if ((guchar)cell.data[i] >= 0x80 || g_ascii_isalpha(cell.data[i]))
            return FALSE;
    }
    return TRUE;
}

/* A row with such a cell is none, wherever the cell stands: in the next row often in the same
 * column. */
static gboolean
is_figures_only(const IngestAgain *again, RollText cell)
{
    return is_figures(cell) && !may_be_known(again, cell);
}

/* Whether half of the cells that are not empty may be known.  Nearly every row ends here, and soon:
 * by its number or its first date. */
static gboolean
may_be_header(IngestAgain *again, const RollCsvRow *row)
{
    guint n_misses = 0;
    guint n_hits = 0;

    if (again->figures < row->n_fields && is_figures_only(again, row->fields[again->figures]))
        return FALSE;
    for (guint i = 0; i < row->n_fields && n_misses * 2 <= row->n_fields; i++) {
        RollText cell = row->fields[i];

        if (cell.length == 0)
            continue;
        if (may_be_known(again, cell))
            n_hits++;
        else if (!is_figures(cell))
            n_misses++;
        else {
            again->figures = i;
            return FALSE;
        }
    }
    return n_hits >= n_misses;
}

static IngestAgainKind
look_at(const IngestAgain *again, const RollCsvRow *row)
{
    g_autoptr(IngestLabels) labels = NULL;

    if (is_same(again, row))
        return INGEST_AGAIN_SAME;
    labels = ingest_labels_new(row);
    return is_other(again, labels) ? INGEST_AGAIN_OTHER : INGEST_AGAIN_NONE;
}

static gboolean
are_numbers(const RollCsvRow *row)
{
    g_autoptr(IngestLabels) labels = ingest_labels_new(row);

    return ingest_numbers_are(labels->labels);
}

IngestAgainKind
ingest_again_kind(IngestAgain *again, const RollCsvRow *row)
{
    IngestAgainKind kind = INGEST_AGAIN_NONE;

    if (again->export->habit.raw)
        return INGEST_AGAIN_NONE;
    if (again->is_below && are_numbers(row))
        kind = INGEST_AGAIN_NUMBERS;
    else if (may_be_header(again, row))
        kind = look_at(again, row);
    again->is_below = kind != INGEST_AGAIN_NONE;
    return kind;
}
