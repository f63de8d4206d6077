#include "pipeline/lib/thai_signs.h"

static void
push(RollThaiWord *word, guint8 sign)
{
    if (word->n < THAI_SIGNS_MAX)
        word->signs[word->n++] = sign;
}

static guint8
last(const RollThaiWord *word, guint back)
{
    return word->n > back ? word->signs[word->n - 1 - back] : 0;
}

/* The letter under the killer is not spoken, nor a vowel on it, nor what a syllable has no room
 * for: of Chan(thr), Sat(tr), Lak(shn) what stands in brackets. */
static void
kill_letter(RollThaiWord *word)
{
    guint8 killed = 0;

    if (last(word, 0) == THAI_SARA_I || last(word, 0) == THAI_SARA_U)
        word->n--;
    killed = last(word, 0);
    if (word->n > 1)
        word->n--;
    if (!roll_thai_is_consonant(last(word, 0)) || !roll_thai_is_consonant(last(word, 1)))
        return;
    if ((killed == THAI_RO && (last(word, 0) == THAI_THO || last(word, 0) == THAI_TO)) ||
        (killed == THAI_NO_NEN && last(word, 0) == THAI_SO_RUSI) || last(word, 2) == THAI_HAN_AKAT)
        word->n--;
}

/* THAI_RU is R with a vowel, which after some letters is i; in front of it THAI_HO is a syllable.
 */
static void
push_ru(RollThaiWord *word, guint8 next)
{
    static const guint8 with_i[] = {THAI_KO, THAI_TO, THAI_THO, THAI_PO, THAI_SO_SALA, THAI_SO_SUA};
    gboolean i =
        word->n > 0 ? roll_thai_is_one_of(last(word, 0), with_i, sizeof with_i) : next == THAI_THO;

    if (last(word, 0) == THAI_HO)
        push(word, THAI_SARA_A);
    push(word, THAI_RO);
    push(word, i ? THAI_SARA_I : THAI_SARA_UE);
}

/* THAI_RO twice is a short a, at the end of a syllable with n behind it. */
static void
double_ro(RollThaiWord *word, guint8 next, guint8 behind)
{
    word->n--;
    push(word, THAI_HAN_AKAT);
    if (!roll_thai_is_consonant(next) || roll_thai_is_vowel(behind))
        push(word, THAI_NO);
}

static void
push_sign(RollThaiWord *word, guint8 sign, guint8 next, guint8 behind)
{
    if (sign == THAI_KILLER)
        kill_letter(word);
    else if (sign == THAI_RU || sign == THAI_LU)
        push_ru(word, next);
    else if (sign == THAI_RO && last(word, 0) == THAI_RO && word->n > 1 &&
             !roll_thai_is_vowel(next))
        double_ro(word, next, behind);
    else if (sign == THAI_SARA_AA && last(word, 0) == THAI_NIKHAHIT)
        word->signs[word->n - 1] = THAI_SARA_AM;
    else if (sign == THAI_NIKHAHIT ? !word->is_thai || next == THAI_SARA_AA
                                   : sign < THAI_FIRST_TONE || sign > THAI_LAST_MARK)
        push(word, sign);
}

static guint8
sign_at(const RollThaiWord *word, const gchar *p, const gchar *end)
{
    gunichar c = p < end ? roll_utf8_get(p) : 0;

    return c > word->base && c < word->base + 0x60 ? (guint8)(c - word->base) : 0;
}

void
roll_thai_read(RollThaiWord *word, const gchar **p, const gchar *end)
{
    word->n = 0;
    for (guint8 sign; (sign = sign_at(word, *p, end)) != 0; *p = roll_utf8_next(*p)) {
        const gchar *next = roll_utf8_next(*p);
        guint8 second = sign_at(word, next, end);

        push_sign(word, sign, second, second != 0 ? sign_at(word, roll_utf8_next(next), end) : 0);
    }
    memset(word->signs + word->n, 0, THAI_AHEAD);
}
