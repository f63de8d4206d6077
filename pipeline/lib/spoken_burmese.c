#include "pipeline/lib/spoken.h"

#define FIRST       0x1000
#define LAST_LETTER 0x1021 /* then letters that are vowels themselves, to LAST_OWN */
#define LAST_OWN    0x102a
#define FIRST_VOWEL 0x102b
#define LAST_VOWEL  0x1036
#define DOT         0x1037 /* tones */
#define VISARGA     0x1038
#define STACK       0x1039 /* the next letter stands below */
#define ASAT        0x103a /* the letter is the last of its syllable */
#define FIRST_BELOW 0x103b /* y, r, w, h behind the consonant */
#define LAST_BELOW  0x103e
#define GREAT_SA    0x103f /* two of them */
#define SA          0x101e

static gboolean
is_letter(gunichar c)
{
    return c >= FIRST && c <= LAST_LETTER;
}

static gboolean
is_of_vowel(gunichar c)
{
    return (c >= FIRST_VOWEL && c <= LAST_VOWEL) || c == ASAT;
}

static gunichar
get(const gchar *p, const gchar *end)
{
    return p < end ? roll_utf8_get(p) : 0;
}

/* Past tones, which may stand between a letter and its asat. */
static const gchar *
skip_tones(const gchar *p, const gchar *end)
{
    while (get(p, end) == DOT || get(p, end) == VISARGA)
        p = roll_utf8_next(p);
    return p;
}

static void
emit(GString *out, gunichar sign)
{
    g_string_append_unichar(out, sign);
}

/* The asat that stacked letters do without; the next letter begins a syllable. */
static gboolean
is_stacked(const gchar *p, const gchar *end)
{
    return get(p, end) == STACK || (get(p, end) == ASAT && get(roll_utf8_next(p), end) == STACK);
}

/* Whether the letter at @p ends a syllable. */
static gboolean
is_last_letter(const gchar *p, const gchar *end)
{
    const gchar *behind = NULL;

    if (!is_letter(get(p, end)))
        return FALSE;
    behind = skip_tones(roll_utf8_next(p), end);
    return get(behind, end) == ASAT || is_stacked(behind, end);
}

/* The asat of a last letter, written or not; returns what is behind it. */
static const gchar *
end_syllable(const gchar *p, const gchar *end, GString *out)
{
    emit(out, ASAT);
    while (get(p, end) == ASAT || get(p, end) == STACK)
        p = roll_utf8_next(p);
    return p;
}

/* The letter at @p, which begins a syllable unless an asat or a stack follows; moves behind all
 * that belongs to it. */
static const gchar *
read_letter(const gchar *p, const gchar *end, gboolean *begun, GString *out)
{
    gunichar letter = roll_utf8_get(p);
    const gchar *behind = skip_tones(roll_utf8_next(p), end);
    gboolean is_last = *begun && is_last_letter(p, end);

    if (!is_last && *begun)
        g_string_append_c(out, '-');
    *begun = TRUE;
    emit(out, letter == GREAT_SA ? SA : letter);
    if (is_last)
        return end_syllable(behind, end, out);
    for (; get(behind, end) >= FIRST_BELOW && get(behind, end) <= LAST_BELOW;
         behind = roll_utf8_next(behind))
        emit(out, get(behind, end));
    behind = skip_tones(behind, end);
    if (letter <= LAST_LETTER && !is_of_vowel(get(behind, end)) && !is_stacked(behind, end) &&
        !is_last_letter(behind, end))
        g_string_append_c(out, 'a');
    return behind;
}

void
roll_spoken_burmese(RollText text, GString *out)
{
    const gchar *p = text.data;
    const gchar *end = text.data + text.length;
    gboolean begun = FALSE;

    while (p < end) {
        gunichar c = roll_utf8_get(p);

        if (c == GREAT_SA && begun) {
            emit(out, SA);
            emit(out, ASAT);
        }
        if ((c >= FIRST && c <= LAST_OWN) || c == GREAT_SA) {
            p = read_letter(p, end, &begun, out);
            continue;
        }
        if (c != DOT && c != VISARGA && c != STACK)
            emit(out, c);
        begun = begun && c >= FIRST_VOWEL && c <= GREAT_SA;
        p = roll_utf8_next(p);
    }
}
