/* thai_signs: a word in Thai or Lao letters, sign by sign: tones, killed letters and what stands
 * for others are settled.  For spoken_thai.c. */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

/* Thai and Lao stand in Unicode in the same order, one block behind the other, so that both are
 * read by their places in it.  THAI_YO_YING is in Lao the letter of y, THAI_LAO_LO stands below
 * another. */
enum {
    THAI_KO = 0x01,
    THAI_KHO = 0x02,
    THAI_KHO_KHWAI = 0x04,
    THAI_NGO = 0x07,
    THAI_CHO = 0x0a,
    THAI_SO = 0x0b,
    THAI_YO_YING = 0x0d,
    THAI_THO_THAN = 0x10,
    THAI_THO_PHUTHAO = 0x12,
    THAI_NO_NEN = 0x13,
    THAI_DO = 0x14,
    THAI_TO = 0x15,
    THAI_THO = 0x17,
    THAI_THO_THONG = 0x18,
    THAI_NO = 0x19,
    THAI_BO = 0x1a,
    THAI_PO = 0x1b,
    THAI_PHO_PHUNG = 0x1c,
    THAI_PHO = 0x1e,
    THAI_PHO_SAMPHAO = 0x20,
    THAI_MO = 0x21,
    THAI_YO = 0x22,
    THAI_RO = 0x23,
    THAI_RU = 0x24,
    THAI_LO = 0x25,
    THAI_LU = 0x26,
    THAI_WO = 0x27,
    THAI_SO_SALA = 0x28,
    THAI_SO_RUSI = 0x29,
    THAI_SO_SUA = 0x2a,
    THAI_HO = 0x2b,
    THAI_O_ANG = 0x2d,
    THAI_LAST_CONSONANT = 0x2e,
    THAI_SARA_A = 0x30,
    THAI_HAN_AKAT = 0x31,
    THAI_SARA_AA = 0x32,
    THAI_SARA_AM = 0x33,
    THAI_SARA_I = 0x34,
    THAI_SARA_II = 0x35,
    THAI_SARA_UE = 0x36,
    THAI_SARA_UEE = 0x37,
    THAI_SARA_U = 0x38,
    THAI_LAO_O = 0x3b,
    THAI_LAO_LO = 0x3c,
    THAI_LAO_IA = 0x3d,
    THAI_SARA_E = 0x40,
    THAI_SARA_AI = 0x43,
    THAI_LAST_LEADING = 0x44,
    THAI_FIRST_TONE = 0x47,
    THAI_KILLER = 0x4c,
    THAI_NIKHAHIT = 0x4d,
    THAI_LAST_MARK = 0x4e,
    THAI_LAO_HO_NO = 0x5c,
    THAI_LAO_HO_MO = 0x5d
};

#define THAI_SIGNS_MAX 256 /* of one word; a longer one is no name */
#define THAI_AHEAD     8   /* so many signs may be looked at behind the last */

typedef struct {
    guint8 signs[THAI_SIGNS_MAX + THAI_AHEAD]; /* places in the block; 0 behind the last */
    guint n;
    gunichar base;    /* of the block */
    gboolean is_thai; /* there are vowels that nobody writes */
} RollThaiWord;

/* Reads the word at *@p, which may be empty, and moves behind it; @base is set already.  Of one
 * that is too long only @n = THAI_SIGNS_MAX counts. */
void roll_thai_read(RollThaiWord *word, const gchar **p, const gchar *end);

static inline gboolean
roll_thai_is_one_of(guint8 sign, const guint8 *signs, guint n)
{
    return memchr(signs, sign, n) != NULL;
}

static inline gboolean
roll_thai_is_consonant(guint8 sign)
{
    return (sign >= THAI_KO && sign <= THAI_LAST_CONSONANT && sign != THAI_RU && sign != THAI_LU) ||
           sign == THAI_LAO_HO_NO || sign == THAI_LAO_HO_MO;
}

/* A vowel that stands behind its consonant, above or below it. */
static inline gboolean
roll_thai_is_vowel(guint8 sign)
{
    return (sign >= THAI_SARA_A && sign <= THAI_LAO_O) || sign == THAI_LAO_IA ||
           sign == THAI_NIKHAHIT;
}
