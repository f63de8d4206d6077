#include "stages/ingest/profile_values.h"

#include <string.h>

#include "stages/ingest/profile_shape.h"

#define FEWEST      3 /* cells from which anything is concluded */
#define MOST_PARTS  9 /* of ten: nearly all */
#define MAX_SHAPES  3
#define SHAPES_KEPT 1000

static const GUnicodeScript scripts[INGEST_N_SCRIPTS] = {
    G_UNICODE_SCRIPT_LATIN, G_UNICODE_SCRIPT_KHMER,   G_UNICODE_SCRIPT_THAI,
    G_UNICODE_SCRIPT_LAO,   G_UNICODE_SCRIPT_MYANMAR, G_UNICODE_SCRIPT_HAN,
};

void
ingest_values_init(IngestValues *values)
{
    values->distinct = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    values->shapes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void
ingest_values_clear(IngestValues *values)
{
    g_clear_pointer(&values->distinct, g_hash_table_unref);
    g_clear_pointer(&values->shapes, g_hash_table_unref);
}

/* ---- one cell ---- */

/* What a cell is made of. */
typedef struct {
    guint n_digits;
    guint n_letters;
    guint n_others;      /* neither, nor a sign that stands in telephone numbers */
    guint n_points;      /* full stops: 11.5 is no identifier */
    guint64 number;      /* of its digits */
    gboolean is_dialled; /* begins with 0 or + */
} Makeup;

static Makeup
makeup_of(RollText cell)
{
    Makeup makeup = {0};

    for (const gchar *p = cell.data; p < cell.data + cell.length; p = roll_utf8_next(p)) {
        gunichar c = g_utf8_get_char(p);

        if (g_unichar_isdigit(c)) {
            if (makeup.n_digits + makeup.n_letters == 0)
                makeup.is_dialled |= g_unichar_digit_value(c) == 0;
            makeup.n_digits++;
            makeup.number = makeup.number * 10 + (guint64)g_unichar_digit_value(c);
        } else if (g_unichar_isalpha(c)) {
            makeup.n_letters++;
        } else if (c == '+' && makeup.n_digits == 0) {
            makeup.is_dialled = TRUE;
        } else if (c == '.') {
            makeup.n_points++;
        } else if (c >= 0x80 || strchr(" -()/", (gint)c) == NULL) {
            makeup.n_others++;
        }
    }
    return makeup;
}

static gboolean
is_email(RollText cell)
{
    const gchar *at = memchr(cell.data, '@', cell.length);
    gsize behind = 0;

    if (at == NULL || at == cell.data || memchr(cell.data, ' ', cell.length) != NULL)
        return FALSE;
    behind = (gsize)(cell.data + cell.length - at) - 1;
    return behind > 2 && memchr(at + 1, '@', behind) == NULL && memchr(at + 1, '.', behind) != NULL;
}

void
ingest_values_look_at_scripts(IngestValues *values, RollText text)
{
    gboolean has[INGEST_N_SCRIPTS] = {FALSE};

    for (const gchar *p = text.data; p < text.data + text.length; p = roll_utf8_next(p)) {
        gunichar c = g_utf8_get_char(p);

        for (guint i = 0; g_unichar_isalpha(c) && i < INGEST_N_SCRIPTS; i++)
            has[i] |= g_unichar_get_script(c) == scripts[i];
    }
    for (guint i = 0; i < INGEST_N_SCRIPTS; i++)
        values->n_scripts[i] += has[i] ? 1 : 0;
}

static void
look_at_digits(IngestValues *values, const Makeup *makeup)
{
    gboolean is_plain = makeup->n_letters == 0 && makeup->n_others == 0;
    gboolean is_year = is_plain && makeup->n_digits == 4;

    values->n_phones +=
        is_plain && makeup->is_dialled && makeup->n_digits >= 8 && makeup->n_digits <= 15;
    values->n_identifiers += makeup->n_digits >= 4 && makeup->n_digits >= makeup->n_letters &&
                             makeup->n_others == 0 && makeup->n_points != 1;
    values->n_numbers += is_plain && makeup->n_digits > 0 && makeup->n_digits <= 9;
    values->n_years += is_year && ((makeup->number >= 1900 && makeup->number <= 2100) ||
                                   (makeup->number >= 2400 && makeup->number <= 2600));
    values->n_years_ce += is_year && makeup->number >= 1900 && makeup->number <= 2100;
    if (is_plain && makeup->n_digits > 0 && makeup->n_digits <= 9) {
        values->n_counting += makeup->number == values->last_number + 1;
        values->last_number = makeup->number;
    }
}

static void
count_shape(IngestValues *values, RollText cell)
{
    g_autoptr(GString) shape = g_string_new(NULL);
    gpointer known = NULL;
    gpointer n = NULL;

    ingest_shape_append(cell, shape);
    if (g_hash_table_lookup_extended(values->shapes, shape->str, &known, &n))
        g_hash_table_insert(values->shapes, g_strdup(shape->str),
                            GUINT_TO_POINTER(GPOINTER_TO_UINT(n) + 1));
    else if (g_hash_table_size(values->shapes) < SHAPES_KEPT)
        g_hash_table_insert(values->shapes, g_strdup(shape->str), GUINT_TO_POINTER(1));
}

void
ingest_values_look(IngestValues *values, const IngestWords *words, RollText cell)
{
    Makeup makeup = makeup_of(cell);
    guint64 hash = roll_text_hash(cell, 0);

    values->n++;
    g_hash_table_add(values->distinct, g_memdup2(&hash, sizeof hash));
    ingest_values_look_at_scripts(values, cell);
    look_at_digits(values, &makeup);
    values->n_sexes += ingest_words_have(words->sexes, cell) ? 1 : 0;
    values->n_emails += is_email(cell) ? 1 : 0;
    (void)ingest_dates_look(&values->dates, words, cell);
    count_shape(values, cell);
}

/* ---- the column ---- */

gboolean
ingest_values_most(const IngestValues *values, guint part)
{
    return values->n >= FEWEST && (guint64)part * 10 >= (guint64)values->n * MOST_PARTS;
}

RollType
ingest_values_type(const IngestValues *values)
{
    guint n_distinct = g_hash_table_size(values->distinct);

    if (ingest_values_most(values, values->dates.n))
        return ROLL_TYPE_DATE;
    if (ingest_values_most(values, values->n_sexes))
        return ROLL_TYPE_SEX;
    if (ingest_values_most(values, values->n_emails))
        return ROLL_TYPE_EMAIL;
    if (ingest_values_most(values, values->n_years))
        return ROLL_TYPE_YEAR;
    if (ingest_values_most(values, values->n_phones))
        return ROLL_TYPE_PHONE;
    if (ingest_values_most(values, values->n_identifiers) && ingest_values_most(values, n_distinct))
        return ROLL_TYPE_IDENTIFIER;
    return ingest_values_most(values, values->n_numbers) ? ROLL_TYPE_NUMBER : ROLL_TYPE_TEXT;
}

IngestScript
ingest_values_script(const IngestValues *values)
{
    IngestScript most = INGEST_SCRIPT_LATIN;

    for (guint i = 0; i < INGEST_N_SCRIPTS; i++) {
        if (values->n_scripts[i] > values->n_scripts[most])
            most = (IngestScript)i;
    }
    return most;
}

gboolean
ingest_values_count_lines(const IngestValues *values)
{
    return ingest_values_most(values, values->n_counting);
}

static gint
compare_shapes(gconstpointer a, gconstpointer b, gpointer shapes)
{
    const gchar *shape_a = *(const gchar *const *)a;
    const gchar *shape_b = *(const gchar *const *)b;
    guint n_a = GPOINTER_TO_UINT(g_hash_table_lookup(shapes, shape_a));
    guint n_b = GPOINTER_TO_UINT(g_hash_table_lookup(shapes, shape_b));

    return n_a != n_b ? (n_a < n_b ? 1 : -1) : strcmp(shape_a, shape_b);
}

void
ingest_values_append_shapes(const IngestValues *values, GString *out)
{
    guint n = 0;
    g_autofree gpointer *shapes = g_hash_table_get_keys_as_array(values->shapes, &n);

    g_qsort_with_data(shapes, (gint)n, sizeof *shapes, compare_shapes, values->shapes);
    for (guint i = 0; i < MIN(n, MAX_SHAPES); i++)
        g_string_append_printf(out, "%s\"%s\"", i > 0 ? ", " : "", (const gchar *)shapes[i]);
}
