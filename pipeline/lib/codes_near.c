#include "pipeline/lib/codes_near.h"

#define LEAST_LETTERS 3 /* of a name: anything is one slip away from two letters */

typedef struct {
    const gunichar *letters;
    glong n;
} Letters;

/* What is left of both when they begin and end alike is at most a letter of each, or two that have
 * changed places. */
static gboolean
are_one_slip_apart(Letters a, Letters b)
{
    while (a.n > 0 && b.n > 0 && a.letters[0] == b.letters[0]) {
        a = (Letters){a.letters + 1, a.n - 1};
        b = (Letters){b.letters + 1, b.n - 1};
    }
    while (a.n > 0 && b.n > 0 && a.letters[a.n - 1] == b.letters[b.n - 1]) {
        a.n--;
        b.n--;
    }
    return (a.n <= 1 && b.n <= 1) ||
           (a.n == 2 && b.n == 2 && a.letters[0] == b.letters[1] && a.letters[1] == b.letters[0]);
}

gboolean
roll_codes_are_near(const gchar *a, const gchar *b, glong least)
{
    Letters x = {0};
    Letters y = {0};
    g_autofree gunichar *of_a = g_utf8_to_ucs4_fast(a, -1, &x.n);
    g_autofree gunichar *of_b = g_utf8_to_ucs4_fast(b, -1, &y.n);

    x.letters = of_a;
    y.letters = of_b;
    return MIN(x.n, y.n) >= least && are_one_slip_apart(x, y);
}

const RollCode *
roll_codes_near(const RollCodes *codes, RollText name)
{
    g_autoptr(GString) squeezed = g_string_new(NULL);
    const RollCode *found = NULL;

    roll_codes_fold_name(name, squeezed);
    for (guint i = 0; i < roll_codes_n_names(codes); i++) {
        const RollCodeName *known = roll_codes_name_at(codes, i);

        if (!roll_codes_are_near(squeezed->str, known->squeezed, LEAST_LETTERS))
            continue;
        for (guint j = 0; j < known->codes->len; j++) {
            const RollCode *code = g_ptr_array_index(known->codes, j);

            if (found != NULL && found != code)
                return NULL;
            found = code;
        }
    }
    return found;
}
