#include "stages/match/distance.h"

#define WORD_MAX 255

/* The three rows of the table that an exchange of neighbours looks back to. */
typedef struct {
    guint8 before[WORD_MAX + 1];
    guint8 above[WORD_MAX + 1];
    guint8 row[WORD_MAX + 1];
} Rows;

/* What both begin and end with does not change their distance. */
static void
trim_common(RollText *a, RollText *b)
{
    while (a->length > 0 && b->length > 0 && a->data[0] == b->data[0]) {
        *a = (RollText){a->data + 1, a->length - 1};
        *b = (RollText){b->data + 1, b->length - 1};
    }
    while (a->length > 0 && b->length > 0 && a->data[a->length - 1] == b->data[b->length - 1]) {
        a->length--;
        b->length--;
    }
}

static guint8
cell(const Rows *rows, RollText a, RollText b, guint i, guint j)
{
    guint best = rows->above[j - 1] + (a.data[i - 1] != b.data[j - 1] ? 1u : 0u);

    best = MIN(best, MIN(rows->above[j], rows->row[j - 1]) + 1u);
    if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] && a.data[i - 2] == b.data[j - 1])
        best = MIN(best, rows->before[j - 2] + 1u);
    return (guint8)MIN(best, WORD_MAX);
}

/* Of texts that neither begin nor end alike. */
static guint
fill_table(RollText a, RollText b, guint limit)
{
    Rows rows;

    for (guint j = 0; j <= b.length; j++)
        rows.above[j] = (guint8)j;
    for (guint i = 1; i <= a.length; i++) {
        guint best = i;

        rows.row[0] = (guint8)i;
        for (guint j = 1; j <= b.length; j++) {
            rows.row[j] = cell(&rows, a, b, i, j);
            best = MIN(best, rows.row[j]);
        }
        if (best > limit + 1)
            return limit + 1;
        memcpy(rows.before, rows.above, b.length + 1u);
        memcpy(rows.above, rows.row, b.length + 1u);
    }
    return MIN(rows.above[b.length], limit + 1);
}

guint
match_osa(RollText a, RollText b, guint limit)
{
    guint gap = a.length > b.length ? a.length - b.length : b.length - a.length;

    if (gap > limit || a.length > WORD_MAX || b.length > WORD_MAX)
        return limit + 1;
    trim_common(&a, &b);
    if (a.length == 0 || b.length == 0)
        return gap;
    if (limit > 1)
        return fill_table(a, b, limit);
    if (a.length == 1 && b.length == 1)
        return 1;
    return a.length == 2 && b.length == 2 && a.data[0] == b.data[1] && a.data[1] == b.data[0] ? 1
                                                                                              : 2;
}

/* Letters of two words that match, a bit each. */
typedef struct {
    guint64 of_a;
    guint64 of_b;
} Hits;

/* The bits below @n, which is 64 at most. */
static guint64
bits_below(guint n)
{
    return n < 64 ? ((guint64)1 << n) - 1 : ~(guint64)0;
}

/* Each letter of @a takes the first free one of @b that it equals, @window places away at most: all
 * places of a letter in @b are looked at in one step. */
static Hits
match_letters(RollText a, RollText b, guint window)
{
    Hits hits = {0, 0};
    guint64 places[256]; /* in @b, by letter: of those that there are */

    for (guint i = 0; i < a.length; i++)
        places[(guchar)a.data[i]] = 0;
    for (guint j = 0; j < b.length; j++)
        places[(guchar)b.data[j]] = 0;
    for (guint j = 0; j < b.length; j++)
        places[(guchar)b.data[j]] |= (guint64)1 << j;
    for (guint i = 0; i < a.length; i++) {
        guint64 near =
            bits_below(MIN(i + window + 1, b.length)) & ~bits_below(i > window ? i - window : 0);
        guint64 open = places[(guchar)a.data[i]] & near & ~hits.of_b;

        hits.of_b |= open & (~open + 1); /* the lowest */
        hits.of_a |= (guint64)(open != 0) << i;
    }
    return hits;
}

static gdouble
jaro(RollText a, RollText b)
{
    guint longer = MAX(a.length, b.length);
    guint window = longer / 2 > 0 ? longer / 2 - 1 : 0;
    Hits hits = match_letters(a, b, window);
    guint n = (guint)__builtin_popcountll(hits.of_a);
    guint moved = 0;

    if (n == 0)
        return 0;
    for (; hits.of_a != 0; hits.of_a &= hits.of_a - 1, hits.of_b &= hits.of_b - 1)
        moved += a.data[__builtin_ctzll(hits.of_a)] != b.data[__builtin_ctzll(hits.of_b)];
    return ((gdouble)n / a.length + (gdouble)n / b.length + (n - moved / 2.0) / n) / 3;
}

gdouble
match_jaro_winkler(RollText a, RollText b)
{
    gdouble similarity = 0;
    guint prefix = 0;

    if (a.length == 0 || b.length == 0)
        return 0;
    a.length = MIN(a.length, MATCH_LETTERS_MAX);
    b.length = MIN(b.length, MATCH_LETTERS_MAX);
    similarity = jaro(a, b);
    while (prefix < 4 && prefix < MIN(a.length, b.length) && a.data[prefix] == b.data[prefix])
        prefix++;
    return similarity + prefix * 0.1 * (1 - similarity);
}
