/* roll_nearest() of config.h: the word that was probably meant. */
#include <string.h>

#include "pipeline/lib/config.h"

/* Insertions, deletions, substitutions and swaps of two neighbours (optimal string alignment),
 * over letters and not bytes, as headers come in eight scripts. */
static guint
edit_distance(const gunichar *a, glong n_a, const gunichar *b, glong n_b)
{
    g_autofree guint *cells = g_new(guint, (gsize)(n_a + 1) * (gsize)(n_b + 1));
    glong width = n_b + 1;

    for (glong j = 0; j <= n_b; j++)
        cells[j] = (guint)j;
    for (glong i = 1; i <= n_a; i++) {
        guint *row = cells + i * width;

        row[0] = (guint)i;
        for (glong j = 1; j <= n_b; j++) {
            row[j] = row[j - 1 - width] + (a[i - 1] != b[j - 1]);
            row[j] = MIN(row[j], MIN(row[j - 1], row[j - width]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = MIN(row[j], row[j - 2 - 2 * width] + 1);
        }
    }
    return cells[n_a * width + n_b];
}

const gchar *
roll_nearest_within(const gchar *word, const gchar *const *names, guint most)
{
    glong n_word = 0;
    g_autofree gunichar *letters = g_utf8_to_ucs4_fast(word, -1, &n_word);
    guint best = most + 1;
    const gchar *nearest = NULL;

    for (guint i = 0; names[i] != NULL; i++) {
        glong n_name = 0;
        g_autofree gunichar *name = g_utf8_to_ucs4_fast(names[i], -1, &n_name);
        guint distance = 0;

        /* Every letter that one has more is an insertion. */
        if (ABS(n_word - n_name) >= (glong)best)
            continue;
        distance = edit_distance(letters, n_word, name, n_name);
        if (distance < best) {
            best = distance;
            nearest = names[i];
        }
    }
    return nearest;
}

const gchar *
roll_nearest(const gchar *word, const gchar *const *names)
{
    return roll_nearest_within(word, names, (guint)g_utf8_strlen(word, -1) / 3);
}
