#include "pipeline/lib/rule_builtin.h"

#include <stdlib.h>

#include "pipeline/lib/rule_years.h"
#include "pipeline/lib/spoken.h"

static void
append(GString *out, RollText text)
{
    roll_text_append(text, out);
}

/* ---- signs ---- */

/* Composed, and never by compatibility, which takes Thai and Lao vowels apart. */
static void
make_nfc(RollText text, GString *out)
{
    g_autofree gchar *composed = NULL;

    if (!roll_text_is_composed(text))
        composed = g_utf8_normalize(text.data, (gssize)text.length, G_NORMALIZE_NFC);
    append(out, composed != NULL ? roll_text(composed) : text);
}

static void
make_blanks(RollText text, GString *out)
{
    gsize start = out->len;

    for (guint32 i = 0; i < text.length; i++) {
        gchar c = text.data[i];

        if (c != ' ' || (out->len > start && out->str[out->len - 1] != ' '))
            g_string_append_c(out, c);
    }
    if (out->len > start && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
}

static void
make_digits(RollText text, GString *out)
{
    const gchar *end = text.data + text.length;

    for (const gchar *p = text.data; p < end; p = roll_utf8_next(p)) {
        gunichar c = roll_utf8_get(p);
        gint digit = c < 0x80 ? -1 : g_unichar_digit_value(c);

        if (digit >= 0)
            g_string_append_c(out, (gchar)('0' + digit));
        else
            g_string_append_len(out, p, roll_utf8_next(p) - p);
    }
}

/* ---- Khmer ---- */

#define KHMER_ROBAT 0x17cc
#define KHMER_COENG 0x17d2
#define KHMER_RO    0x179a
#define MARKS_MAX   16 /* behind one letter; more are left as they stand */

/* A mark behind a letter, or COENG with the letter that it puts below. */
typedef struct {
    guint rank;
    guint place; /* as it was typed: equal ranks stay in order */
    RollText text;
} Mark;

/* Where in a syllable a mark stands: what is below the letter, with RO last, then the shifters of
 * the series, the vowel, the signs.  It looks the same in any order, and is to be one text.  0: no
 * mark. */
static guint
khmer_rank(gunichar c)
{
    if (c == KHMER_ROBAT)
        return 1;
    if (c == 0x17c9 || c == 0x17ca)
        return 4;
    if (c >= 0x17b6 && c <= 0x17c5)
        return 5;
    return (c >= 0x17c6 && c <= 0x17d1) || c == 0x17dd ? 6 : 0;
}

static gboolean
is_khmer_letter(gunichar c)
{
    return c >= 0x1780 && c <= 0x17b3;
}

/* The mark at @p, if it is one; its text is empty if not. */
static Mark
read_mark(const gchar *p, const gchar *end)
{
    gunichar c = roll_utf8_get(p);
    const gchar *next = roll_utf8_next(p);
    guint rank = khmer_rank(c);

    if (c == KHMER_COENG && next < end && is_khmer_letter(roll_utf8_get(next))) {
        rank = roll_utf8_get(next) == KHMER_RO ? 3 : 2;
        next = roll_utf8_next(next);
    }
    return (Mark){rank, 0, {p, rank > 0 ? (guint32)(next - p) : 0}};
}

static int
compare_marks(const void *a, const void *b)
{
    const Mark *x = a;
    const Mark *y = b;

    return x->rank != y->rank ? (x->rank > y->rank) - (x->rank < y->rank)
                              : (x->place > y->place) - (x->place < y->place);
}

/* The marks at *@p in their order; moves behind them. */
static void
append_marks(const gchar **p, const gchar *end, GString *out)
{
    Mark marks[MARKS_MAX];
    guint n = 0;

    while (*p < end && n < MARKS_MAX) {
        Mark mark = read_mark(*p, end);

        if (mark.text.length == 0)
            break;
        mark.place = n;
        marks[n++] = mark;
        *p += mark.text.length;
    }
    qsort(marks, n, sizeof marks[0], compare_marks);
    for (guint i = 0; i < n; i++)
        append(out, marks[i].text);
}

static void
make_khmer_order(RollText text, GString *out)
{
    const gchar *p = text.data;
    const gchar *end = text.data + text.length;

    while (p < end) {
        const gchar *letter = p;

        p = roll_utf8_next(p);
        g_string_append_len(out, letter, p - letter);
        if (is_khmer_letter(roll_utf8_get(letter)))
            append_marks(&p, end, out);
    }
}

/* ---- words ---- */

static gint
compare_words(gconstpointer a, gconstpointer b)
{
    return roll_text_compare(*(const RollText *)a, *(const RollText *)b);
}

static GArray *
words_of(RollText text)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(RollText));
    guint32 start = 0;

    for (guint32 i = 0; i <= text.length; i++) {
        RollText word = {text.data + start, i - start};

        if (i < text.length && text.data[i] != ' ')
            continue;
        if (word.length > 0)
            g_array_append_val(words, word);
        start = i + 1;
    }
    return words;
}

static void
make_sorted_tokens(RollText text, GString *out)
{
    g_autoptr(GArray) words = words_of(text);

    g_array_sort(words, compare_words);
    for (guint i = 0; i < words->len; i++) {
        if (i > 0)
            g_string_append_c(out, ' ');
        append(out, g_array_index(words, RollText, i));
    }
}

static void
make_joined_tokens(RollText text, GString *out)
{
    g_autoptr(GArray) words = words_of(text);

    for (guint i = 0; i < words->len; i++)
        append(out, g_array_index(words, RollText, i));
}

/* ---- by name ---- */

static const RollRuleBuiltin builtins[] = {
    {"nfc", "[^\\x{01}-\\x{7F}]", make_nfc},
    {"blanks", "^[ ]|[ ][ ]|[ ]$", make_blanks},
    {"digits", "[^\\x{01}-\\x{7F}]", make_digits},
    {"khmer-order", "[\\x{17B6}-\\x{17D2}\\x{17DD}]", make_khmer_order},
    {"fold", ".", roll_text_fold},
    {"sorted-tokens", "[ ]", make_sorted_tokens},
    {"joined-tokens", "[ ]", make_joined_tokens},
    {"split-syllables", "[a-z][a-z][a-z]", roll_split_syllables},
    {"thai-spoken", "[\\x{0E01}-\\x{0E4E}]", roll_spoken_thai},
    {"lao-spoken", "[\\x{0E81}-\\x{0EDF}]", roll_spoken_lao},
    {"khmer-spoken", "[\\x{1780}-\\x{17D2}]", roll_spoken_khmer},
    {"burmese-spoken", "[\\x{1000}-\\x{103F}]", roll_spoken_burmese},
    {"buddhist-years", "BE[ ]*[0-9]", roll_buddhist_years},
    {"chula-years", "CS[ ]*[0-9]", roll_chula_years},
};

const gchar *const *
roll_rule_builtin_names(void)
{
    static const gchar *const names[] = {
        "nfc",           "blanks",         "digits",          "khmer-order", "fold",
        "sorted-tokens", "joined-tokens",  "split-syllables", "thai-spoken", "lao-spoken",
        "khmer-spoken",  "burmese-spoken", "buddhist-years",  "chula-years", NULL};

    return names;
}

const RollRuleBuiltin *
roll_rule_builtin_at(guint index)
{
    return &builtins[index];
}
