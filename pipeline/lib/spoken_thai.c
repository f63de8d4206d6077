#include "pipeline/lib/spoken.h"
#include "pipeline/lib/thai_signs.h"

typedef struct {
    RollThaiWord letters;
    guint at;       /* what is read next */
    gboolean begun; /* a syllable is out */
    GString *out;
} Word;

static gboolean
is_leading(guint8 sign)
{
    return sign >= THAI_SARA_E && sign <= THAI_LAST_LEADING;
}

static void
emit(Word *word, guint8 sign)
{
    g_string_append_unichar(word->out, word->letters.base + sign);
}

/* THAI_O_ANG and THAI_WO between two consonants of which the second has no vowel are vowels
 * themselves. */
static gboolean
is_vowel_letter(const Word *word, guint at)
{
    guint8 sign = word->letters.signs[at];
    guint8 next = word->letters.signs[at + 1];

    if (sign == THAI_O_ANG)
        return !roll_thai_is_vowel(next);
    return sign == THAI_WO && roll_thai_is_consonant(next) &&
           !roll_thai_is_vowel(word->letters.signs[at + 2]) &&
           !(next == THAI_O_ANG && roll_thai_is_consonant(word->letters.signs[at + 2]));
}

/* Whether two letters can begin a syllable together. */
static gboolean
is_cluster(guint8 first, guint8 second)
{
    static const guint8 with_liquids[] = {THAI_KO,  THAI_KHO,     THAI_KHO_KHWAI, THAI_TO,
                                          THAI_DO,  THAI_THO,     THAI_PO,        THAI_PHO_PHUNG,
                                          THAI_PHO, THAI_SO_SALA, THAI_BO,        THAI_SO_SUA};
    static const guint8 with_wo[] = {THAI_KO, THAI_KHO, THAI_KHO_KHWAI};
    static const guint8 behind_ho[] = {THAI_NGO, THAI_YO_YING, THAI_NO, THAI_MO,
                                       THAI_YO,  THAI_RO,      THAI_LO, THAI_WO};

    if (second == THAI_LAO_LO)
        return TRUE;
    if (first == THAI_HO)
        return roll_thai_is_one_of(second, behind_ho, sizeof behind_ho);
    if (second == THAI_RO || second == THAI_LO)
        return roll_thai_is_one_of(first, with_liquids, sizeof with_liquids);
    return second == THAI_WO && roll_thai_is_one_of(first, with_wo, sizeof with_wo);
}

/* The same behind a leading vowel: whether the vowel is of both, or the second has its own. */
static gboolean
is_onset_of(guint8 leading, const guint8 *signs, gboolean is_thai)
{
    if (!roll_thai_is_vowel(signs[2]))
        return TRUE;
    return leading == THAI_SARA_E &&
           (!is_thai || signs[2] == THAI_SARA_AA || signs[2] == THAI_SARA_I ||
            signs[3] == THAI_YO || signs[3] == THAI_O_ANG);
}

/* How many letters begin the syllable at @at; @leading: the vowel in front, or 0. */
static guint
onset(const Word *word, guint at, guint8 leading)
{
    const guint8 *signs = word->letters.signs + at;
    gboolean both = FALSE;

    if (!roll_thai_is_consonant(signs[0]))
        return 0;
    if (signs[1] == THAI_LAO_LO)
        return 2;
    if (!roll_thai_is_consonant(signs[1]) || !is_cluster(signs[0], signs[1]))
        return 1;
    if (leading != 0)
        both = is_onset_of(leading, signs, word->letters.is_thai);
    else
        both =
            roll_thai_is_vowel(signs[2]) || (is_vowel_letter(word, at + 2) && signs[1] != THAI_WO);
    return both ? 2 : 1;
}

/* What is heard of the first of @n letters: 0 is nothing. */
static guint8
first_heard(const guint8 *signs, guint n, gboolean begins_word)
{
    if (n == 2 && signs[0] == THAI_HO)
        return 0;
    if (n == 2 && signs[0] == THAI_THO && signs[1] == THAI_RO && begins_word)
        return THAI_SO;
    if (signs[0] == THAI_LAO_HO_NO)
        return THAI_NO;
    if (signs[0] == THAI_LAO_HO_MO)
        return THAI_MO;
    return signs[0] != THAI_O_ANG ? signs[0] : 0;
}

static void
emit_onset(Word *word, guint n)
{
    const guint8 *signs = word->letters.signs + word->at;
    guint8 first = first_heard(signs, n, word->at == 0);

    if (word->begun)
        g_string_append_c(word->out, '-');
    word->begun = TRUE;
    word->at += n;
    if (first != 0)
        emit(word, first);
    if (n == 2 && !(first == THAI_SO && signs[0] == THAI_THO))
        emit(word, signs[1] == THAI_LAO_LO ? THAI_LO : signs[1]);
}

/* A consonant without a vowel of its own. */
static gboolean
is_bare(const Word *word, guint at)
{
    return roll_thai_is_consonant(word->letters.signs[at]) &&
           !roll_thai_is_vowel(word->letters.signs[at + 1]) && onset(word, at, 0) == 1 &&
           !(is_vowel_letter(word, at + 1) &&
             (at + 2 < word->letters.n || word->letters.signs[at + 1] == THAI_O_ANG));
}

static guint
n_bare(const Word *word, guint at)
{
    guint n = 0;

    while (is_bare(word, at + n))
        n++;
    return n;
}

static void
take_last(Word *word)
{
    emit(word, word->letters.signs[word->at++]);
}

/* Whether an a is spoken behind the letter in the middle of a name: Su-ra-sak, but Bun-mi. */
static gboolean
is_linked(guint8 sign)
{
    return sign == THAI_RO || sign == THAI_PHO_SAMPHAO;
}

/* The letter ends this syllable and, with an a, begins the next one: Nat-tha-phon. */
static gboolean
is_spoken_twice(guint8 sign)
{
    static const guint8 signs[] = {THAI_CHO, THAI_THO_THAN, THAI_THO_PHUTHAO, THAI_THO_THONG};

    return roll_thai_is_one_of(sign, signs, sizeof signs);
}

/* Ends the syllable; of a letter that is spoken twice the next one is to begin with it again. */
static void
end_syllable(Word *word, gboolean at_end)
{
    guint8 sign = word->letters.signs[word->at];

    if (word->letters.is_thai && !at_end && is_spoken_twice(sign))
        emit(word, sign);
    else
        take_last(word);
}

/* The last consonant of a syllable, if there is one; @needed: the vowel is never without. */
static void
close_syllable(Word *word, gboolean needed)
{
    guint n = n_bare(word, word->at);
    const guint8 *signs = word->letters.signs + word->at;
    gboolean at_end = word->at + n == word->letters.n;

    if (n == 0)
        return;
    if (!word->letters.is_thai || needed) {
        end_syllable(word, at_end && n == 1);
    } else if (n == 1) {
        if (at_end || !is_linked(signs[0]))
            end_syllable(word, at_end);
    } else if (n == 2 && at_end && signs[1] == THAI_RO &&
               (signs[0] == THAI_TO || signs[0] == THAI_CHO)) {
        take_last(word);
        word->at++; /* the RO of Phet and Mit is not spoken */
    } else if (n == 3 && !is_linked(signs[0]) && signs[0] != THAI_YO &&
               !is_spoken_twice(signs[0])) {
        take_last(word);
    }
}

/* Takes @n signs for the vowel. */
static void
take(Word *word, guint n)
{
    for (guint i = 0; i < n; i++)
        take_last(word);
}

/* Whether @sign stands at @at as the end of a vowel: THAI_YO of ai, THAI_WO of ao. */
static gboolean
ends_vowel(const Word *word, guint at, guint8 sign)
{
    guint8 found = word->letters.signs[at];

    if (!word->letters.is_thai && sign == THAI_YO && found == THAI_YO_YING)
        found = THAI_YO;
    return found == sign && !roll_thai_is_vowel(word->letters.signs[at + 1]) &&
           !is_vowel_letter(word, at + 1);
}

/* A vowel that begins with THAI_SARA_E: what else belongs to it stands behind the consonant. */
static void
take_leading_e(Word *word)
{
    const guint8 *signs = word->letters.signs + word->at;
    gboolean lao_y =
        !word->letters.is_thai && signs[0] == THAI_YO_YING && !roll_thai_is_vowel(signs[1]);

    if ((signs[0] == THAI_SARA_II && signs[1] == THAI_YO) ||
        (signs[0] == THAI_SARA_UEE && signs[1] == THAI_O_ANG) ||
        (signs[0] == THAI_HAN_AKAT && signs[1] == THAI_YO_YING)) {
        take(word, 2);
        close_syllable(word, FALSE);
    } else if (signs[0] == THAI_LAO_O && signs[1] == THAI_SARA_AA) {
        take(word, 2);
    } else if (signs[0] == THAI_SARA_AA || ends_vowel(word, word->at, THAI_YO)) {
        take(word, 1);
        if (lao_y)
            close_syllable(word, FALSE);
    } else if (signs[0] == THAI_SARA_I || signs[0] == THAI_SARA_II || signs[0] == THAI_O_ANG ||
               signs[0] == THAI_LAO_IA) {
        take(word, 1);
        close_syllable(word, FALSE);
    } else {
        close_syllable(word, FALSE);
    }
}

/* The syllable whose vowel stands in front of it. */
static void
read_leading(Word *word)
{
    guint8 leading = word->letters.signs[word->at++];
    guint n = onset(word, word->at, leading);

    if (n > 0)
        emit_onset(word, n);
    emit(word, leading);
    if (word->letters.signs[word->at] == THAI_HAN_AKAT &&
        word->letters.signs[word->at + 1] != THAI_YO_YING)
        word->at++; /* the vowel is short */
    if (leading == THAI_SARA_E)
        take_leading_e(word);
    else if (leading >= THAI_SARA_AI)
        word->at += ends_vowel(word, word->at, THAI_YO) ? 1 : 0;
    else
        close_syllable(word, FALSE);
    if (word->letters.signs[word->at] == THAI_SARA_A)
        word->at++;
}

/* What a vowel that stands behind its consonant has still behind it. */
static void
read_vowel(Word *word)
{
    guint8 vowel = word->letters.signs[word->at];
    guint8 next = word->letters.signs[word->at + 1];

    take_last(word);
    if ((vowel == THAI_HAN_AKAT || vowel == THAI_LAO_O) && next == THAI_WO &&
        !roll_thai_is_vowel(word->letters.signs[word->at + 1])) {
        take_last(word);
        close_syllable(word, FALSE);
    } else if (vowel == THAI_SARA_UEE && next == THAI_O_ANG && is_vowel_letter(word, word->at)) {
        word->at++;
        close_syllable(word, FALSE);
    } else if (vowel == THAI_SARA_A || vowel == THAI_SARA_AM) {
        return;
    } else if (ends_vowel(word, word->at, THAI_YO) || ends_vowel(word, word->at, THAI_WO)) {
        take_last(word);
    } else {
        close_syllable(word, vowel == THAI_HAN_AKAT || vowel == THAI_LAO_O);
    }
}

/* Consonants without a vowel: of two the first is spoken with o, one alone with a. */
static void
read_bare(Word *word)
{
    guint n = n_bare(word, word->at);

    if (n <= 1 && word->begun && word->at + 1 >= word->letters.n) {
        word->at++; /* written at the end, and not spoken */
        return;
    }
    emit_onset(word, 1);
    g_string_append_c(word->out, n == 2 || n > 3 ? 'o' : 'a');
    if (n == 2 || n > 3)
        take_last(word);
}

static void
read_syllable(Word *word)
{
    guint n = onset(word, word->at, 0);
    guint behind = word->at + n;

    if (is_leading(word->letters.signs[word->at])) {
        read_leading(word);
    } else if (n == 0) {
        take_last(word);
    } else if (roll_thai_is_vowel(word->letters.signs[behind])) {
        emit_onset(word, n);
        read_vowel(word);
    } else if (is_vowel_letter(word, behind) && word->letters.signs[behind] == THAI_WO &&
               behind + 1 < word->letters.n) {
        emit_onset(word, n);
        emit(word, word->letters.is_thai ? THAI_HAN_AKAT : THAI_LAO_O);
        take_last(word);
        close_syllable(word, TRUE);
    } else if (word->letters.signs[behind] == THAI_O_ANG && is_vowel_letter(word, behind)) {
        emit_onset(word, n);
        take_last(word);
        if (ends_vowel(word, word->at, THAI_YO))
            take_last(word);
        else
            close_syllable(word, FALSE);
    } else {
        read_bare(word);
    }
}

static void
speak(RollText text, gunichar base, GString *out)
{
    Word word = {.letters = {.base = base, .is_thai = base == 0x0e00}, .out = out};
    const gchar *p = text.data;
    const gchar *end = text.data + text.length;

    while (p < end) {
        const gchar *from = p;

        roll_thai_read(&word.letters, &p, end);
        word.at = 0;
        word.begun = FALSE;
        while (word.letters.n < THAI_SIGNS_MAX && word.at < word.letters.n)
            read_syllable(&word);
        if (word.letters.n == THAI_SIGNS_MAX)
            g_string_append_len(out, from, p - from);
        if (p == from) {
            p = roll_utf8_next(p);
            g_string_append_len(out, from, p - from);
        }
    }
}

void
roll_spoken_thai(RollText text, GString *out)
{
    speak(text, 0x0e00, out);
}

void
roll_spoken_lao(RollText text, GString *out)
{
    speak(text, 0x0e80, out);
}
