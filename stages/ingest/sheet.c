#include "stages/ingest/sheet.h"

#include <string.h>

#include "pipeline/lib/config.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/fields.h"
#include "pipeline/lib/text.h"
#include "stages/ingest/value.h"

#define MAX_CELLS    4 /* of a row that may be something else than a record */
#define MIN_COLUMNS  3 /* of a sheet in which a row of one cell is remarkable */
#define WIDE_COLUMNS 5 /* ... and one of two */
#define MAX_DIGITS   6 /* of a total; a telephone number has more */
#define LINE_DIGITS  4 /* of the number of a line */

/* What a row that may be none is looked at for. */
typedef enum { TOTALS, COUNTED, SIGNATURES, NOTES, N_LISTS } List;

struct IngestSheet {
    gchar **written[N_LISTS];   /* owned, as all here */
    GPtrArray *folded[N_LISTS]; /* the same; NULL until such a row comes, as in most exports none
                                   does and folding takes longer than all else with these words */
    gchar **line_numbers;       /* as written */
};

/* @text in small letters, every run of signs and blanks one blank, none at the ends.  Accents stay:
 * "Tổng số" is a total and "Tong So" a name (transfer full). */
static gchar *
fold(RollText text)
{
    g_autofree gchar *small = g_utf8_casefold(text.data, (gssize)text.length);
    g_autofree gchar *composed = roll_text_is_composed(roll_text(small))
                                     ? NULL
                                     : g_utf8_normalize(small, -1, G_NORMALIZE_NFC);
    GString *folded = g_string_sized_new(text.length);

    for (const gchar *p = composed != NULL ? composed : small; *p != '\0'; p = roll_utf8_next(p)) {
        gunichar c = g_utf8_get_char(p);

        if (g_unichar_isalnum(c) || g_unichar_ismark(c))
            g_string_append_unichar(folded, c);
        else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
            g_string_append_c(folded, ' ');
    }
    if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
        g_string_truncate(folded, folded->len - 1);
    return g_string_free(folded, FALSE);
}

static GPtrArray *
fold_all(gchar *const *words)
{
    GPtrArray *folded = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; words[i] != NULL; i++) {
        gchar *word = fold(roll_text(words[i]));

        if (word[0] != '\0')
            g_ptr_array_add(folded, word);
        else
            g_free(word);
    }
    return folded;
}

static const GPtrArray *
words_of(IngestSheet *sheet, List list)
{
    if (sheet->folded[list] == NULL)
        sheet->folded[list] = fold_all(sheet->written[list]);
    return sheet->folded[list];
}

IngestSheet *
ingest_sheet_load(const RollLayers *layers, GError **error)
{
    g_autofree gchar *path = roll_layers_find(layers, "sheet.ini");
    g_autoptr(IngestSheet) sheet = g_new0(IngestSheet, 1);
    g_autoptr(RollConfig) config = NULL;
    static const gchar *const keys[N_LISTS] = {"totals", "counted", "signatures", "notes"};
    RollGroup *group = NULL;

    if (path == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "sheet.ini: no folder of rules has it");
        return NULL;
    }
    config = roll_config_load(path, error);
    if (config == NULL)
        return NULL;
    group = roll_config_group(config, "sheet");
    if (group == NULL) {
        g_set_error(error, ROLL_ERROR, ROLL_ERROR_CONFIG, "%s: the group [sheet] is missing", path);
        return NULL;
    }
    for (guint i = 0; i < N_LISTS; i++)
        sheet->written[i] = roll_group_lists(group, keys[i]);
    sheet->line_numbers = roll_group_lists(group, "line-numbers");
    return roll_config_done(config, error) ? g_steal_pointer(&sheet) : NULL;
}

void
ingest_sheet_free(IngestSheet *sheet)
{
    if (sheet == NULL)
        return;
    for (guint i = 0; i < N_LISTS; i++) {
        g_strfreev(sheet->written[i]);
        g_clear_pointer(&sheet->folded[i], g_ptr_array_unref);
    }
    g_strfreev(sheet->line_numbers);
    g_free(sheet);
}

/* Digits of any script, and the blanks that signs have become.  *@n_digits: the most in one
 * number. */
static gboolean
is_number(const gchar *text, guint *n_digits)
{
    guint n = 0;

    *n_digits = 0;
    for (const gchar *p = text; *p != '\0'; p = roll_utf8_next(p)) {
        gunichar c = g_utf8_get_char(p);

        if (!g_unichar_isdigit(c) && c != ' ')
            return FALSE;
        n = c != ' ' ? n + 1 : 0;
        *n_digits = MAX(*n_digits, n);
    }
    return *n_digits > 0;
}

/* What follows the longest word of @words at the start of @cell, folded; NULL when none is. */
static const gchar *
behind_word(const GPtrArray *words, const gchar *cell)
{
    gsize longest = 0;

    for (guint i = 0; i < words->len; i++) {
        const gchar *word = g_ptr_array_index(words, i);
        gsize length = strlen(word);

        if (length > longest && strncmp(cell, word, length) == 0 &&
            !g_unichar_isalpha(g_utf8_get_char(cell + length)) &&
            !g_unichar_ismark(g_utf8_get_char(cell + length)))
            longest = length;
    }
    return longest > 0 ? cell + longest : NULL;
}

/* Small numbers and the words for what they count: "25 persons 9 women"; also nothing at all.
 * *@has_number is set where there is one. */
static gboolean
is_count(IngestSheet *sheet, const gchar *text, gboolean *has_number)
{
    guint n_digits = 0;

    while (text != NULL && *text != '\0') {
        if (g_unichar_isdigit(g_utf8_get_char(text))) {
            text = roll_utf8_next(text);
            n_digits++;
            *has_number = TRUE;
        } else if (*text == ' ') {
            text++;
            n_digits = 0;
        } else {
            text = behind_word(words_of(sheet, COUNTED), text);
            n_digits = 0;
        }
        if (n_digits > MAX_DIGITS)
            return FALSE;
    }
    return text != NULL;
}

/* "Total", "Total: 25", "Total: 25 persons". */
static gboolean
is_total(IngestSheet *sheet, const gchar *cell)
{
    const gchar *rest = behind_word(words_of(sheet, TOTALS), cell);
    gboolean has_number = FALSE;

    return rest != NULL && is_count(sheet, rest, &has_number);
}

/* "Note: all were present". */
static gboolean
is_note(IngestSheet *sheet, const gchar *folded, RollText cell)
{
    return (memchr(cell.data, ':', cell.length) != NULL || strstr(cell.data, "：") != NULL) &&
           behind_word(words_of(sheet, NOTES), folded) != NULL;
}

/* Four digits, neither more nor less. */
static gboolean
has_year(const gchar *text)
{
    guint n = 0;

    for (const gchar *p = text; *p != '\0'; p = roll_utf8_next(p)) {
        gboolean is_digit = g_unichar_isdigit(g_utf8_get_char(p));

        if (!is_digit && n == 4)
            return TRUE;
        n = is_digit ? n + 1 : 0;
    }
    return n == 4;
}

typedef struct {
    guint n; /* cells that are not empty */
    guint n_totals;
    guint n_numbers; /* small ones */
    guint n_counts;  /* words for what is counted, with or without numbers */
    guint n_signatures;
    guint n_digits; /* of the last number */
    gboolean has_year;
    gboolean has_note;
    gboolean has_number;        /* a small one, alone or with words */
    gboolean begins_with_count; /* the number of a line or a name does not come first */
} Look;

static void
look_at(IngestSheet *sheet, RollText cell, Look *look)
{
    g_autofree gchar *folded = fold(cell);
    gboolean has_number = FALSE;

    look->n++;
    look->has_year = look->has_year || has_year(folded);
    if (is_number(folded, &look->n_digits))
        look->n_numbers += look->n_digits <= MAX_DIGITS;
    else if (is_total(sheet, folded))
        look->n_totals++;
    else if (is_count(sheet, folded, &has_number))
        look->n_counts++;
    else if (is_note(sheet, folded, cell))
        look->has_note = TRUE;
    else if (behind_word(words_of(sheet, SIGNATURES), folded) != NULL)
        look->n_signatures++;
    if (look->n == 1)
        look->begins_with_count = look->n_counts == 1;
    look->has_number = look->has_number || has_number || look->n_numbers > 0;
}

static IngestRowKind
judge(const Look *look, guint n_named)
{
    if (look->n_signatures > 0)
        return INGEST_ROW_SIGNATURE;
    if (look->n_totals > 0 && look->n_totals + look->n_numbers + look->n_counts == look->n)
        return INGEST_ROW_TOTAL;
    if (look->begins_with_count && look->has_number && look->n_numbers + look->n_counts == look->n)
        return INGEST_ROW_COUNT;
    if (n_named < MIN_COLUMNS || look->n > (n_named < WIDE_COLUMNS ? 1 : 2))
        return INGEST_ROW_ORDINARY;
    if (look->n == 1 && look->n_numbers == 1 && look->n_digits <= LINE_DIGITS)
        return INGEST_ROW_NUMBER;
    if (look->n == 1 && look->has_note)
        return INGEST_ROW_NOTE;
    return look->n == 1 && look->has_year ? INGEST_ROW_DATED : INGEST_ROW_SPARSE;
}

IngestRowKind
ingest_sheet_kind(IngestSheet *sheet, const RollCsvRow *row, guint n_named)
{
    guint limit = MIN(MAX_CELLS, (n_named + 1) / 2);
    guint filled[MAX_CELLS];
    guint n = 0;
    Look look = {0};

    for (guint i = 0; i < row->n_fields; i++) {
        if (row->fields[i].length == 0)
            continue;
        if (n == limit)
            return INGEST_ROW_ORDINARY;
        filled[n++] = i;
    }
    for (guint i = 0; i < n; i++) {
        RollText cell = ingest_value_of(row, filled[i]);

        if (cell.length > 0)
            look_at(sheet, cell, &look);
    }
    return judge(&look, n_named);
}

gboolean
ingest_sheet_counts_lines(const IngestSheet *sheet, const gchar *label)
{
    g_autofree gchar *folded = roll_header_fold(label);

    for (guint i = 0; sheet->line_numbers[i] != NULL; i++) {
        const gchar *known = sheet->line_numbers[i];
        g_autofree gchar *other = roll_header_fold(known);

        if (strcmp(known, label) == 0 || (folded[0] != '\0' && strcmp(other, folded) == 0))
            return TRUE;
    }
    return FALSE;
}
