#include "pipeline/lib/spoken.h"

#define RUN_MAX 8 /* consonants between two vowels; of more only the last begins a syllable */

static gboolean
is_letter(gchar c)
{
    return c >= 'a' && c <= 'z';
}

static gboolean
is_vowel_letter(gchar c)
{
    return c != '\0' && strchr("aeiou", c) != NULL;
}

/* Y and w are vowels unless one stands behind; in Vietnamese, y is one in uye, too. */
static gboolean
is_vowel(const gchar *p, const gchar *begin, const gchar *end)
{
    gchar next = (gchar)(p + 1 < end ? p[1] : '\0');

    if (*p != 'y' && *p != 'w')
        return is_vowel_letter(*p);
    if (*p == 'y' && next == 'e' && p > begin && p[-1] == 'u')
        return TRUE;
    return !is_vowel_letter(next) && p > begin;
}

/* How many of the @n letters at @run begin the next syllable. */
static guint
n_of_onset(const gchar *run, guint n)
{
    static const gchar *const onsets[] = {"ngh", "chh", "ch", "gh", "gi", "hl", "hm", "hn",
                                          "hp",  "hs",  "ht", "hk", "kh", "kw", "ky", "gy",
                                          "my",  "ny",  "ph", "py", "by", "hw", "sh", "sw",
                                          "th",  "tr",  "zh", "qu", "pw", "tw", "nw", "lw"};

    for (guint i = 0; i < G_N_ELEMENTS(onsets); i++) {
        gsize length = strlen(onsets[i]);

        if (length <= n && memcmp(run + n - length, onsets[i], length) == 0)
            return (guint)length;
    }
    return MIN(n, 1);
}

/* The consonants at @p, behind a vowel, and where among them a syllable begins. */
static const gchar *
split_run(const gchar *p, const gchar *begin, const gchar *end, GString *out)
{
    const gchar *behind = p;
    guint n = 0;
    guint n_next = 0;

    while (behind < end && is_letter(*behind) && !is_vowel(behind, begin, end))
        behind++;
    n = (guint)(behind - p);
    if (behind < end && is_letter(*behind))
        n_next = n > RUN_MAX ? 1 : n_of_onset(p, n);
    g_string_append_len(out, p, (gssize)(n - n_next));
    if (n_next > 0)
        g_string_append_c(out, ' ');
    g_string_append_len(out, behind - n_next, (gssize)n_next);
    return behind;
}

void
roll_split_syllables(RollText text, GString *out)
{
    const gchar *begin = text.data;
    const gchar *end = text.data + text.length;
    gboolean behind_vowel = FALSE;

    for (const gchar *p = begin; p < end;) {
        if (!is_letter(*p)) {
            behind_vowel = FALSE;
            begin = p + 1;
        } else if (is_vowel(p, begin, end)) {
            behind_vowel = TRUE;
        } else if (behind_vowel) {
            p = split_run(p, begin, end, out);
            behind_vowel = FALSE;
            continue;
        }
        g_string_append_c(out, *p++);
    }
}
