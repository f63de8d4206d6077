#include "stages/match/distance.h"

#define WORD_MAX 255

/* The three rows of the table that an exchange of neighbours looks back to. */
typedef struct {
    guint8 before[WORD_MAX + 1];
    guint8 above[WORD_MAX + 1];
    guint8 row[WORD_MAX + 1];
} Rows;

static guint8
cell(const Rows *rows, RollText a, RollText b, guint i, guint j)
{
    guint best = rows->above[j - 1] + (a.data[i - 1] != b.data[j - 1] ? 1u : 0u);

    best = MIN(best, MIN(rows->above[j], rows->row[j - 1]) + 1u);
    if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] && a.data[i - 2] == b.data[j - 1])
        best = MIN(best, rows->before[j - 2] + 1u);
    return (guint8)MIN(best, WORD_MAX);
}

guint
match_osa(RollText a, RollText b, guint limit)
{
    Rows rows;
    guint gap = a.length > b.length ? a.length - b.length : b.length - a.length;

    if (gap > limit || a.length > WORD_MAX || b.length > WORD_MAX)
        return limit + 1;
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

/* Marks in @hit_b which letters of @b match one of @a within @window; those of @a go to
 * @matched. */
static guint
match_letters(RollText a, RollText b, guint window, gboolean *hit_b, gchar *matched)
{
    guint n = 0;

    for (guint i = 0; i < a.length; i++) {
        guint first = i > window ? i - window : 0;
        guint last = MIN(i + window + 1, b.length);

        for (guint j = first; j < last; j++)
            if (!hit_b[j] && a.data[i] == b.data[j]) {
                hit_b[j] = TRUE;
                matched[n++] = a.data[i];
                break;
            }
    }
    return n;
}

static gdouble
jaro(RollText a, RollText b)
{
    gboolean hit_b[WORD_MAX] = {FALSE};
    gchar matched[WORD_MAX] = {0};
    guint longer = MAX(a.length, b.length);
    guint window = longer / 2 > 0 ? longer / 2 - 1 : 0;
    guint n = match_letters(a, b, window, hit_b, matched);
    guint moved = 0;

    if (n == 0)
        return 0;
    for (guint j = 0, k = 0; j < b.length; j++)
        if (hit_b[j])
            moved += b.data[j] != matched[k++] ? 1u : 0u;
    return ((gdouble)n / a.length + (gdouble)n / b.length + (n - moved / 2.0) / n) / 3;
}

gdouble
match_jaro_winkler(RollText a, RollText b)
{
    gdouble similarity = 0;
    guint prefix = 0;

    if (a.length == 0 || b.length == 0 || a.length > WORD_MAX || b.length > WORD_MAX)
        return 0;
    similarity = jaro(a, b);
    while (prefix < 4 && prefix < MIN(a.length, b.length) && a.data[prefix] == b.data[prefix])
        prefix++;
    return similarity + prefix * 0.1 * (1 - similarity);
}
