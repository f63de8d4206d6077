#include "pipeline/lib/spoken.h"

/* Thai and Lao stand in Unicode in the same order, one block behind the other, so that both are
 * read by their places in it. */
enum {
    KO = 0x01,
    KHO = 0x02,
    KHO_KHWAI = 0x04,
    NGO = 0x07,
    CHO = 0x0a,
    SO = 0x0b,
    YO_YING = 0x0d, /* in Lao: the letter of y */
    THO_THAN = 0x10,
    THO_PHUTHAO = 0x12,
    NO_NEN = 0x13,
    DO = 0x14,
    TO = 0x15,
    THO = 0x17,
    THO_THONG = 0x18,
    NO = 0x19,
    BO = 0x1a,
    PO = 0x1b,
    PHO_PHUNG = 0x1c,
    PHO = 0x1e,
    PHO_SAMPHAO = 0x20,
    MO = 0x21,
    YO = 0x22,
    RO = 0x23,
    RU = 0x24,
    LO = 0x25,
    LU = 0x26,
    WO = 0x27,
    SO_SALA = 0x28,
    SO_RUSI = 0x29,
    SO_SUA = 0x2a,
    HO = 0x2b,
    O_ANG = 0x2d,
    LAST_CONSONANT = 0x2e,
    SARA_A = 0x30,
    HAN_AKAT = 0x31,
    SARA_AA = 0x32,
    SARA_AM = 0x33,
    SARA_I = 0x34,
    SARA_II = 0x35,
    SARA_UE = 0x36,
    SARA_UEE = 0x37,
    SARA_U = 0x38,
    LAO_O = 0x3b,
    LAO_LO = 0x3c, /* below a letter */
    LAO_IA = 0x3d,
    SARA_E = 0x40,
    SARA_AI = 0x43,
    LAST_LEADING = 0x44,
    FIRST_TONE = 0x47,
    KILLER = 0x4c,
    NIKHAHIT = 0x4d,
    LAST_MARK = 0x4e,
    LAO_HO_NO = 0x5c,
    LAO_HO_MO = 0x5d,
};

#define SIGNS_MAX 256 /* of one word; a longer one is no name, and left as it stands */
#define AHEAD     8   /* so many signs are looked at behind the one that is read */

typedef struct {
    guint8 signs[SIGNS_MAX + AHEAD]; /* places in the block; 0 behind the last */
    guint n;
    guint at;         /* what is read next */
    gunichar base;    /* of the block */
    gboolean is_thai; /* there are vowels that nobody writes */
    gboolean begun;   /* a syllable is out */
    GString *out;
} Word;

static gboolean
is_one_of(guint8 sign, const guint8 *signs, guint n)
{
    return memchr(signs, sign, n) != NULL;
}

static gboolean
is_consonant(guint8 sign)
{
    return (sign >= KO && sign <= LAST_CONSONANT && sign != RU && sign != LU) ||
           sign == LAO_HO_NO || sign == LAO_HO_MO;
}

static gboolean
is_vowel(guint8 sign)
{
    return (sign >= SARA_A && sign <= LAO_O) || sign == LAO_IA || sign == NIKHAHIT;
}

static gboolean
is_leading(guint8 sign)
{
    return sign >= SARA_E && sign <= LAST_LEADING;
}

/* ---- signs ---- */

static void
push(Word *word, guint8 sign)
{
    if (word->n < SIGNS_MAX)
        word->signs[word->n++] = sign;
}

static guint8
last(const Word *word, guint back)
{
    return word->n > back ? word->signs[word->n - 1 - back] : 0;
}

/* The letter under the killer is not spoken, nor a vowel on it, nor what a syllable has no room
 * for: of Chan(thr), Sat(tr), Lak(shn) what stands in brackets. */
static void
kill_letter(Word *word)
{
    guint8 killed = 0;

    if (last(word, 0) == SARA_I || last(word, 0) == SARA_U)
        word->n--;
    killed = last(word, 0);
    if (word->n > 1)
        word->n--;
    if (!is_consonant(last(word, 0)) || !is_consonant(last(word, 1)))
        return;
    if ((killed == RO && (last(word, 0) == THO || last(word, 0) == TO)) ||
        (killed == NO_NEN && last(word, 0) == SO_RUSI) || last(word, 2) == HAN_AKAT)
        word->n--;
}

/* RU is R with a vowel, which after some letters is i; in front of it HO is a syllable. */
static void
push_ru(Word *word, guint8 next)
{
    static const guint8 with_i[] = {KO, TO, THO, PO, SO_SALA, SO_SUA};
    gboolean i = word->n > 0 ? is_one_of(last(word, 0), with_i, sizeof with_i) : next == THO;

    if (last(word, 0) == HO)
        push(word, SARA_A);
    push(word, RO);
    push(word, i ? SARA_I : SARA_UE);
}

/* RO twice is a short a, at the end of a syllable with n behind it. */
static void
double_ro(Word *word, guint8 next, guint8 behind)
{
    word->n--;
    push(word, HAN_AKAT);
    if (!is_consonant(next) || is_vowel(behind))
        push(word, NO);
}

static void
push_sign(Word *word, guint8 sign, guint8 next, guint8 behind)
{
    if (sign == KILLER)
        kill_letter(word);
    else if (sign == RU || sign == LU)
        push_ru(word, next);
    else if (sign == RO && last(word, 0) == RO && word->n > 1 && !is_vowel(next))
        double_ro(word, next, behind);
    else if (sign == SARA_AA && last(word, 0) == NIKHAHIT)
        word->signs[word->n - 1] = SARA_AM;
    else if (sign == NIKHAHIT ? !word->is_thai || next == SARA_AA
                              : sign < FIRST_TONE || sign > LAST_MARK)
        push(word, sign);
}

static guint8
sign_at(const Word *word, const gchar *p, const gchar *end)
{
    gunichar c = p < end ? roll_utf8_get(p) : 0;

    return c > word->base && c < word->base + 0x60 ? (guint8)(c - word->base) : 0;
}

/* Moves *@p behind the word that stands there. */
static void
read_word(Word *word, const gchar **p, const gchar *end)
{
    word->n = 0;
    for (guint8 sign; (sign = sign_at(word, *p, end)) != 0; *p = roll_utf8_next(*p)) {
        const gchar *next = roll_utf8_next(*p);
        guint8 second = sign_at(word, next, end);

        push_sign(word, sign, second,
                  second != 0 ? sign_at(word, roll_utf8_next(next), end) : 0);
    }
    memset(word->signs + word->n, 0, AHEAD);
}

/* ---- syllables ---- */

static void
emit(Word *word, guint8 sign)
{
    g_string_append_unichar(word->out, word->base + sign);
}

/* O_ANG and WO between two consonants of which the second has no vowel are vowels themselves. */
static gboolean
is_vowel_letter(const Word *word, guint at)
{
    guint8 sign = word->signs[at];
    guint8 next = word->signs[at + 1];

    if (sign == O_ANG)
        return !is_vowel(next);
    return sign == WO && is_consonant(next) && !is_vowel(word->signs[at + 2]) &&
           !(next == O_ANG && is_consonant(word->signs[at + 2]));
}

/* Whether two letters can begin a syllable together. */
static gboolean
is_cluster(guint8 first, guint8 second)
{
    static const guint8 with_liquids[] = {KO,  KHO,       KHO_KHWAI, TO,      DO, THO,
                                          PO,  PHO_PHUNG, PHO,       SO_SALA, BO, SO_SUA};
    static const guint8 with_wo[] = {KO, KHO, KHO_KHWAI};
    static const guint8 behind_ho[] = {NGO, YO_YING, NO, MO, YO, RO, LO, WO};

    if (second == LAO_LO)
        return TRUE;
    if (first == HO)
        return is_one_of(second, behind_ho, sizeof behind_ho);
    if (second == RO || second == LO)
        return is_one_of(first, with_liquids, sizeof with_liquids);
    return second == WO && is_one_of(first, with_wo, sizeof with_wo);
}

/* How many letters begin the syllable at @at; @leading: the vowel in front, or 0. */
static guint
onset(const Word *word, guint at, guint8 leading)
{
    const guint8 *signs = word->signs + at;

    if (!is_consonant(signs[0]))
        return 0;
    if (signs[1] == LAO_LO)
        return 2;
    if (!is_consonant(signs[1]) || !is_cluster(signs[0], signs[1]))
        return 1;
    if (leading == 0)
        return is_vowel(signs[2]) || (is_vowel_letter(word, at + 2) && signs[1] != WO) ? 2 : 1;
    if (leading == SARA_E && is_vowel(signs[2]))
        return signs[2] == SARA_AA || signs[2] == SARA_I || signs[3] == YO || signs[3] == O_ANG ||
                       !word->is_thai
                   ? 2
                   : 1;
    return is_consonant(signs[2]) || !is_vowel(signs[2]) ? 2 : 1;
}

static void
emit_onset(Word *word, guint n)
{
    const guint8 *signs = word->signs + word->at;

    if (word->begun)
        g_string_append_c(word->out, '-');
    word->begun = TRUE;
    word->at += n;
    if (n == 2 && signs[0] == HO) {
        emit(word, signs[1] == LAO_LO ? LO : signs[1]);
    } else if (n == 2 && signs[0] == THO && signs[1] == RO && word->at == 2) {
        emit(word, SO);
    } else if (signs[0] == LAO_HO_NO || signs[0] == LAO_HO_MO) {
        emit(word, signs[0] == LAO_HO_NO ? NO : MO);
    } else {
        if (signs[0] != O_ANG)
            emit(word, signs[0]);
        if (n == 2)
            emit(word, signs[1] == LAO_LO ? LO : signs[1]);
    }
}

/* A consonant without a vowel of its own. */
static gboolean
is_bare(const Word *word, guint at)
{
    return is_consonant(word->signs[at]) && !is_vowel(word->signs[at + 1]) &&
           onset(word, at, 0) == 1 &&
           !(is_vowel_letter(word, at + 1) && (at + 2 < word->n || word->signs[at + 1] == O_ANG));
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
    emit(word, word->signs[word->at++]);
}

/* Whether an a is spoken behind the letter in the middle of a name: Su-ra-sak, but Bun-mi. */
static gboolean
is_linked(guint8 sign)
{
    return sign == RO || sign == PHO_SAMPHAO;
}

/* The letter ends this syllable and, with an a, begins the next one: Nat-tha-phon. */
static gboolean
is_spoken_twice(guint8 sign)
{
    static const guint8 signs[] = {CHO, THO_THAN, THO_PHUTHAO, THO_THONG};

    return is_one_of(sign, signs, sizeof signs);
}

/* The last consonant of a syllable, if there is one; @needed: the vowel is never without. */
static void
close_syllable(Word *word, gboolean needed)
{
    guint n = n_bare(word, word->at);
    guint8 sign = word->signs[word->at];
    gboolean at_end = word->at + n == word->n;

    if (n == 0)
        return;
    if (!word->is_thai || needed) {
        if (word->is_thai && is_spoken_twice(sign) && !(at_end && n == 1))
            emit(word, sign);
        else
            take_last(word);
        return;
    }
    if (n == 2 && at_end && word->signs[word->at + 1] == RO && (sign == TO || sign == CHO)) {
        take_last(word);
        word->at++; /* the RO of Phet and Mit is not spoken */
    } else if (n == 1 && (at_end || !is_linked(sign))) {
        if (!at_end && is_spoken_twice(sign))
            emit(word, sign);
        else
            take_last(word);
    } else if (n == 3 && !is_linked(sign) && sign != YO && !is_spoken_twice(sign)) {
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

/* Whether @sign stands at @at as the end of a vowel: YO of ai, WO of ao. */
static gboolean
ends_vowel(const Word *word, guint at, guint8 sign)
{
    guint8 found = word->signs[at];

    if (!word->is_thai && sign == YO && found == YO_YING)
        found = YO;
    return found == sign && !is_vowel(word->signs[at + 1]) && !is_vowel_letter(word, at + 1);
}

/* A vowel that begins with SARA_E: what else belongs to it stands behind the consonant. */
static void
take_leading_e(Word *word)
{
    const guint8 *signs = word->signs + word->at;
    gboolean lao_y = !word->is_thai && signs[0] == YO_YING && !is_vowel(signs[1]);

    if ((signs[0] == SARA_II && signs[1] == YO) || (signs[0] == SARA_UEE && signs[1] == O_ANG) ||
        (signs[0] == HAN_AKAT && signs[1] == YO_YING)) {
        take(word, 2);
        close_syllable(word, FALSE);
    } else if (signs[0] == LAO_O && signs[1] == SARA_AA) {
        take(word, 2);
    } else if (signs[0] == SARA_AA || ends_vowel(word, word->at, YO)) {
        take(word, 1);
        if (lao_y)
            close_syllable(word, FALSE);
    } else if (signs[0] == SARA_I || signs[0] == SARA_II || signs[0] == O_ANG ||
               signs[0] == LAO_IA) {
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
    guint8 leading = word->signs[word->at++];
    guint n = onset(word, word->at, leading);

    if (n > 0)
        emit_onset(word, n);
    emit(word, leading);
    if (word->signs[word->at] == HAN_AKAT && word->signs[word->at + 1] != YO_YING)
        word->at++; /* the vowel is short */
    if (leading == SARA_E)
        take_leading_e(word);
    else if (leading >= SARA_AI)
        word->at += ends_vowel(word, word->at, YO) ? 1 : 0;
    else
        close_syllable(word, FALSE);
    if (word->signs[word->at] == SARA_A)
        word->at++;
}

/* What a vowel that stands behind its consonant has still behind it. */
static void
read_vowel(Word *word)
{
    guint8 vowel = word->signs[word->at];
    guint8 next = word->signs[word->at + 1];

    take_last(word);
    if ((vowel == HAN_AKAT || vowel == LAO_O) && next == WO && !is_vowel(word->signs[word->at + 1])) {
        take_last(word);
        close_syllable(word, FALSE);
    } else if (vowel == SARA_UEE && next == O_ANG && is_vowel_letter(word, word->at)) {
        word->at++;
        close_syllable(word, FALSE);
    } else if (vowel == SARA_A || vowel == SARA_AM) {
        return;
    } else if (ends_vowel(word, word->at, YO) || ends_vowel(word, word->at, WO)) {
        take_last(word);
    } else {
        close_syllable(word, vowel == HAN_AKAT || vowel == LAO_O);
    }
}

/* Consonants without a vowel: of two the first is spoken with o, one alone with a. */
static void
read_bare(Word *word)
{
    guint n = n_bare(word, word->at);

    if (n <= 1 && word->begun && word->at + 1 >= word->n) {
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

    if (is_leading(word->signs[word->at])) {
        read_leading(word);
    } else if (n == 0) {
        take_last(word);
    } else if (is_vowel(word->signs[behind])) {
        emit_onset(word, n);
        read_vowel(word);
    } else if (is_vowel_letter(word, behind) && word->signs[behind] == WO && behind + 1 < word->n) {
        emit_onset(word, n);
        emit(word, word->is_thai ? HAN_AKAT : LAO_O);
        take_last(word);
        close_syllable(word, TRUE);
    } else if (word->signs[behind] == O_ANG && is_vowel_letter(word, behind)) {
        emit_onset(word, n);
        take_last(word);
        if (ends_vowel(word, word->at, YO))
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
    Word word = {.base = base, .is_thai = base == 0x0e00, .out = out};
    const gchar *p = text.data;
    const gchar *end = text.data + text.length;

    while (p < end) {
        const gchar *from = p;

        read_word(&word, &p, end);
        word.at = 0;
        word.begun = FALSE;
        while (word.n < SIGNS_MAX && word.at < word.n)
            read_syllable(&word);
        if (word.n == SIGNS_MAX)
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
