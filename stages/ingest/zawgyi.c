#include "stages/ingest/zawgyi.h"

#include <string.h>

#include "pipeline/lib/csv.h"
#include "pipeline/lib/phases.h"
#include "stages/ingest/note.h"

#define MIN_CELLS 2
#define MIN_RATIO 20 /* cells for Zawgyi to one for Unicode */
#define PIECE_BYTES                                                                                \
    (ROLL_RULE_SUBJECT_MAX / 4) /* a letter may become three, in the making four                   \
                                 */

struct IngestZawgyi {
    const RollLayers *layers; /* not owned */
    RollRuleset *signs;       /* of Zawgyi; NULL: rules are not read yet */
    RollRuleset *unicode;     /* signs of that */
    RollRuleset *rules;
    gboolean fired;
    GString *scratch;
};

/* What the cells of one column speak for. */
typedef struct {
    guint n_zawgyi;
    guint n_unicode;
} Votes;

IngestZawgyi *
ingest_zawgyi_new(const RollLayers *layers)
{
    IngestZawgyi *zawgyi = g_new0(IngestZawgyi, 1);

    zawgyi->layers = layers;
    zawgyi->scratch = g_string_new(NULL);
    return zawgyi;
}

void
ingest_zawgyi_free(IngestZawgyi *zawgyi)
{
    if (zawgyi == NULL)
        return;
    roll_ruleset_free(zawgyi->signs);
    roll_ruleset_free(zawgyi->unicode);
    roll_ruleset_free(zawgyi->rules);
    g_string_free(zawgyi->scratch, TRUE);
    g_free(zawgyi);
}

/* Letters from U+1000 to U+109F begin with E1 80, 81 or 82. */
static gboolean
has_burmese(const gchar *text, gsize length)
{
    const gchar *end = text + length;

    while (text < end && (text = memchr(text, 0xe1, (gsize)(end - text))) != NULL) {
        if (++text < end && (guchar)*text >= 0x80 && (guchar)*text <= 0x82)
            return TRUE;
    }
    return FALSE;
}

static RollRuleset *
load_phase(const IngestZawgyi *zawgyi, const gchar *phase, GError **error)
{
    const gchar *const phases[] = {phase, NULL};

    return roll_phases_load(zawgyi->layers, "encodings", phases, error);
}

static gboolean
load(IngestZawgyi *zawgyi, GError **error)
{
    if (zawgyi->rules != NULL)
        return TRUE;
    zawgyi->signs = load_phase(zawgyi, "zawgyi_signs", error);
    if (zawgyi->signs != NULL)
        zawgyi->unicode = load_phase(zawgyi, "unicode_signs", error);
    if (zawgyi->unicode != NULL)
        zawgyi->rules = load_phase(zawgyi, "zawgyi", error);
    return zawgyi->rules != NULL;
}

static void
on_hit(gpointer self, const RollRuleHit *hit)
{
    (void)hit;
    ((IngestZawgyi *)self)->fired = TRUE;
}

/* A cell that is too long for rules says nothing. */
static gboolean
fires(IngestZawgyi *zawgyi, RollRuleset *signs, RollText cell)
{
    const RollRuleReceiver receiver = {on_hit, zawgyi};

    zawgyi->fired = FALSE;
    return roll_ruleset_apply(signs, NULL, cell, zawgyi->scratch, &receiver, NULL) && zawgyi->fired;
}

static void
count_cell(IngestZawgyi *zawgyi, RollText cell, Votes *votes)
{
    gboolean is_zawgyi = FALSE;
    gboolean is_unicode = FALSE;

    if (!has_burmese(cell.data, cell.length))
        return;
    is_zawgyi = fires(zawgyi, zawgyi->signs, cell);
    is_unicode = fires(zawgyi, zawgyi->unicode, cell);
    votes->n_zawgyi += is_zawgyi && !is_unicode;
    votes->n_unicode += is_unicode && !is_zawgyi;
}

/* The header once more tells nothing of the column. */
static gboolean
is_label(const IngestZawgyiText *text, const RollCsvRow *row, guint place)
{
    gchar *const *sent = text->header->labels->sent;

    return sent != NULL && roll_text_equal(row->fields[place], roll_text(sent[place]));
}

static void
count_row(IngestZawgyi *zawgyi, const IngestZawgyiText *text, const RollCsvRow *row, Votes *votes)
{
    for (guint i = 0; i < text->mapping->len; i++) {
        const GArray *places = ((IngestColumn *)g_ptr_array_index(text->mapping, i))->columns;

        for (guint j = 0; j < places->len; j++) {
            guint place = g_array_index(places, guint, j);

            if (place < row->n_fields && !is_label(text, row, place))
                count_cell(zawgyi, row->fields[place], &votes[i]);
        }
    }
}

static void
count_rows(IngestZawgyi *zawgyi, const IngestZawgyiText *text, Votes *votes)
{
    g_autoptr(RollCsvReader) reader = roll_csv_reader_new(roll_source_memory("", text->head, 0),
                                                          text->header->delimiter, ROLL_CSV_LIMITS);
    RollCsvRow row = {0};

    roll_csv_reader_set_quotes(reader, text->header->quotes);
    while (roll_csv_reader_next(reader, &row, NULL)) {
        if (row.line > text->header->last_line && row.fault == ROLL_CSV_SOUND && !row.is_ascii)
            count_row(zawgyi, text, &row, votes);
    }
}

static void
name_column(IngestNote *note, const IngestZawgyiText *text, guint i)
{
    const IngestColumn *column = g_ptr_array_index(text->mapping, i);
    guint place = g_array_index(column->columns, guint, 0);

    note->line = text->header->line;
    note->row = text->header->row;
    note->column = g_strdup(text->header->labels->labels[place]);
    note->position = place + 1;
}

static gboolean
decide(const Votes *votes, IngestNote **note, GPtrArray *notes)
{
    *note = NULL;
    if (votes->n_zawgyi == 0)
        return FALSE;
    if (votes->n_zawgyi >= MIN_CELLS && votes->n_zawgyi >= MIN_RATIO * votes->n_unicode) {
        *note = ingest_note(notes, ROLL_SEVERITY_INFO, "encoding-zawgyi", "column");
        (*note)->hint = "column-hint";
        roll_values_set_number((*note)->values, "n", votes->n_zawgyi);
        return TRUE;
    }
    *note = ingest_note(notes, ROLL_SEVERITY_WARNING, "encoding-zawgyi", "doubt");
    (*note)->hint = "doubt-hint";
    roll_values_set_number((*note)->values, "n", votes->n_zawgyi);
    roll_values_set_number((*note)->values, "n-unicode", votes->n_unicode);
    return FALSE;
}

gboolean
ingest_zawgyi_find(IngestZawgyi *zawgyi, const IngestZawgyiText *text, GPtrArray *notes,
                   guint8 **columns, GError **error)
{
    gsize length = 0;
    const gchar *head = g_bytes_get_data(text->head, &length);
    g_autofree Votes *votes = NULL;
    g_autofree guint8 *found = NULL;
    gboolean any = FALSE;

    *columns = NULL;
    if (!has_burmese(head, length))
        return TRUE;
    if (!load(zawgyi, error))
        return FALSE;
    votes = g_new0(Votes, text->mapping->len);
    found = g_new0(guint8, text->mapping->len);
    count_rows(zawgyi, text, votes);
    for (guint i = 0; i < text->mapping->len; i++) {
        IngestNote *note = NULL;

        found[i] = (guint8)decide(&votes[i], &note, notes);
        any = any || found[i] != 0;
        if (note != NULL)
            name_column(note, text, i);
    }
    if (any)
        *columns = g_steal_pointer(&found);
    return TRUE;
}

/* Bytes of @text up to the last place where a word ends, PIECE_BYTES at most; all of a shorter one.
 * 0: there is no such place. */
static gsize
cut(RollText text)
{
    static const gchar *const ends[] = {" ", "\n", "\xe1\x81\x8a", "\xe1\x81\x8b"};
    gsize best = 0;

    if (text.length <= PIECE_BYTES)
        return text.length;
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        const gchar *last = g_strrstr_len(text.data, PIECE_BYTES, ends[i]);

        if (last != NULL)
            best = MAX(best, (gsize)(last - text.data) + strlen(ends[i]));
    }
    return best;
}

void
ingest_zawgyi_convert(gpointer self, RollText value, GString *out)
{
    IngestZawgyi *zawgyi = self;

    while (value.length > 0) {
        gsize n = cut(value);
        RollText piece = {value.data, n > 0 ? (guint32)n : value.length};

        if (n > 0 && roll_ruleset_apply(zawgyi->rules, NULL, piece, zawgyi->scratch, NULL, NULL))
            g_string_append_len(out, zawgyi->scratch->str, (gssize)zawgyi->scratch->len);
        else
            roll_text_append(piece, out);
        value.data += piece.length;
        value.length -= piece.length;
    }
}

void
ingest_zawgyi_turn(IngestZawgyi *zawgyi, IngestLabels *labels)
{
    Votes votes = {0};

    for (guint i = 0; i < labels->n; i++) {
        RollText label = roll_text(labels->labels[i]);

        if (has_burmese(label.data, label.length) && load(zawgyi, NULL))
            count_cell(zawgyi, label, &votes);
    }
    if (votes.n_zawgyi == 0 || votes.n_unicode > 0)
        return;
    for (guint i = 0; i < labels->n; i++) {
        RollText label = roll_text(labels->labels[i]);
        GString *turned = NULL;

        if (!has_burmese(label.data, label.length))
            continue;
        turned = g_string_new(NULL);
        ingest_zawgyi_convert(zawgyi, label, turned);
        ingest_labels_turn(labels, i, g_string_free(turned, FALSE));
    }
}
