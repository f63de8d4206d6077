#include "stages/ingest/evidence.h"

#include <string.h>

#define MAX_NUMBERS    6    /* in a cell: two dates */
#define MAX_SHAPES     1000 /* of a column that are told apart */
#define MAX_LETTERS    40   /* of a shape */
#define FIRST_BUDDHIST 2400
#define FIRST_COMMON   1900
#define LAST_COMMON    2199

typedef struct {
    guint n;
    guint values[MAX_NUMBERS];
    guint digits[MAX_NUMBERS];
    gboolean has_letters;
} Numbers;

void
ingest_evidence_clear(IngestEvidence *evidence)
{
    g_clear_pointer(&evidence->shapes, g_hash_table_unref);
    memset(evidence, 0, sizeof *evidence);
}

/* Numbers in digits of any script.  FALSE when there are more than dates have. */
static gboolean
read_numbers(RollText value, Numbers *numbers)
{
    const gchar *end = value.data + value.length;
    gboolean in_number = FALSE;

    for (const gchar *p = value.data; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        gint digit = g_unichar_digit_value(c);

        numbers->has_letters = numbers->has_letters || g_unichar_isalpha(c);
        if (digit >= 0 && !in_number && numbers->n++ == MAX_NUMBERS)
            return FALSE;
        in_number = digit >= 0;
        if (!in_number)
            continue;
        if (++numbers->digits[numbers->n - 1] > 8)
            return FALSE;
        numbers->values[numbers->n - 1] = numbers->values[numbers->n - 1] * 10 + (guint)digit;
    }
    return numbers->n > 0;
}

static void
add_year(IngestEvidence *evidence, const Numbers *numbers, guint i)
{
    guint year = numbers->values[i];

    if (numbers->digits[i] == 4 && year >= FIRST_BUDDHIST)
        evidence->n_buddhist++;
    else if (numbers->digits[i] == 4 && year >= FIRST_COMMON && year <= LAST_COMMON)
        evidence->n_common++;
    else if (numbers->digits[i] == 2 && numbers->n > 1)
        evidence->n_short_years++;
}

/* Day and month stand at @i and @i + 1. */
static void
add_order(IngestEvidence *evidence, const Numbers *numbers, guint i)
{
    guint first = numbers->values[i];
    guint second = numbers->values[i + 1];

    if (first > 12 && first <= 31 && second <= 12)
        evidence->n_day_first++;
    else if (second > 12 && second <= 31 && first <= 12)
        evidence->n_month_first++;
    else if (first <= 12 && second <= 12 && first != second)
        evidence->n_open++;
}

/* "12/6/2009", "2009-06-12", "12-14/6/2009", "12 June 2009", "2009", two dates. */
static void
add_date(IngestEvidence *evidence, RollText value)
{
    Numbers numbers = {0};
    guint first = 0; /* of the three numbers of a date */

    if (!read_numbers(value, &numbers))
        return;
    if (numbers.n >= 3 && numbers.digits[0] == 4) {
        evidence->n_year_first++;
        add_year(evidence, &numbers, 0);
        return;
    }
    if (numbers.has_letters || numbers.n < 3) {
        add_year(evidence, &numbers, numbers.n <= 3 ? numbers.n - 1 : 0);
        return;
    }
    if (numbers.n == 4)
        first = 1;
    add_order(evidence, &numbers, first);
    add_year(evidence, &numbers, first + 2);
}

gchar *
ingest_shape(RollText value)
{
    GString *shape = g_string_new(NULL);
    const gchar *end = value.data + value.length;
    gboolean in_word = FALSE;

    for (const gchar *p = value.data; p < end && shape->len < MAX_LETTERS;
         p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (g_unichar_isalpha(c) || g_unichar_ismark(c)) {
            if (!in_word)
                g_string_append(shape, "Aa");
            in_word = TRUE;
            continue;
        }
        in_word = FALSE;
        if (g_unichar_isdigit(c))
            g_string_append_c(shape, '9');
        else if (c < 0x80 && g_ascii_ispunct((gchar)c))
            g_string_append_c(shape, (gchar)c);
        else
            g_string_append_c(shape, ' ');
    }
    return g_string_free(shape, FALSE);
}

static void
add_shape(IngestEvidence *evidence, RollText value)
{
    gchar *shape = ingest_shape(value);
    gsize n = 0;

    evidence->n_one_word += strchr(shape, ' ') == NULL;
    if (evidence->shapes == NULL)
        evidence->shapes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    n = GPOINTER_TO_SIZE(g_hash_table_lookup(evidence->shapes, shape));
    if (n == 0 && g_hash_table_size(evidence->shapes) >= MAX_SHAPES)
        g_free(shape);
    else
        g_hash_table_replace(evidence->shapes, shape, GSIZE_TO_POINTER(n + 1));
}

void
ingest_evidence_add(IngestEvidence *evidence, RollText value)
{
    if (value.length == 0)
        return;
    evidence->n_values++;
    add_date(evidence, value);
    add_shape(evidence, value);
}

void
ingest_evidence_add_dates(IngestEvidence *evidence, const IngestEvidence *other)
{
    evidence->n_day_first += other->n_day_first;
    evidence->n_month_first += other->n_month_first;
    evidence->n_year_first += other->n_year_first;
    evidence->n_open += other->n_open;
    evidence->n_buddhist += other->n_buddhist;
    evidence->n_common += other->n_common;
    evidence->n_short_years += other->n_short_years;
}

typedef struct {
    const gchar *shape;
    gsize n;
} Shape;

/* The most frequent first, then by bytes. */
static gint
compare_shapes(gconstpointer a, gconstpointer b)
{
    const Shape *shape_a = a;
    const Shape *shape_b = b;

    if (shape_a->n != shape_b->n)
        return shape_a->n > shape_b->n ? -1 : 1;
    return strcmp(shape_a->shape, shape_b->shape);
}

gchar *
ingest_evidence_shapes(const IngestEvidence *evidence, guint n)
{
    g_autoptr(GArray) shapes = g_array_new(FALSE, FALSE, sizeof(Shape));
    GString *text = g_string_new(NULL);
    GHashTableIter iter;
    gpointer key = NULL;
    gpointer value = NULL;

    if (evidence->shapes != NULL) {
        g_hash_table_iter_init(&iter, evidence->shapes);
        while (g_hash_table_iter_next(&iter, &key, &value)) {
            Shape shape = {key, GPOINTER_TO_SIZE(value)};

            g_array_append_val(shapes, shape);
        }
    }
    g_array_sort(shapes, compare_shapes);
    for (guint i = 0; i < MIN(n, shapes->len); i++) {
        const Shape *shape = &g_array_index(shapes, Shape, i);

        g_string_append_printf(text, "%s%s (%" G_GSIZE_FORMAT ")", i > 0 ? ", " : "", shape->shape,
                               shape->n);
    }
    return g_string_free(text, FALSE);
}
