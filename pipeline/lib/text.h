/* text: a stretch of UTF-8 that somebody else owns.
 *
 * A RollText is valid as long as what it was taken from.  Unless a header says otherwise a NUL
 * stands behind data[length], and none inside, so @data also serves as a C string. */
#pragma once

#include <glib.h>
#include <string.h>

typedef struct {
    const gchar *data; /* never NULL; "" when empty */
    guint32 length;    /* bytes */
} RollText;

#define ROLL_TEXT_EMPTY ((RollText){"", 0})

static inline RollText
roll_text(const gchar *string)
{
    return string != NULL ? (RollText){string, (guint32)strlen(string)} : ROLL_TEXT_EMPTY;
}

/* The eight bytes at @data as they lie in memory. */
static inline guint64
roll_text_word(const gchar *data)
{
    guint64 word = 0;

    memcpy(&word, data, sizeof word);
    return word;
}

/* All of a text of fewer than eight bytes in one word, by loads of fixed size; of two texts of one
 * length the words are equal where the texts are. */
static inline guint64
roll_text_short_word(RollText text)
{
    guint32 low = 0;
    guint32 high = 0;

    if (text.length >= sizeof low) {
        memcpy(&low, text.data, sizeof low);
        memcpy(&high, text.data + text.length - sizeof high, sizeof high);
        return low | (guint64)high << 32;
    }
    if (text.length == 0)
        return 0;
    return (guchar)text.data[0] | (guint64)(guchar)text.data[text.length / 2] << 8 |
           (guint64)(guchar)text.data[text.length - 1] << 16;
}

/* Most texts are shorter than what a call of memcmp() costs. */
static inline gboolean
roll_text_equal(RollText a, RollText b)
{
    if (a.length != b.length)
        return FALSE;
    if (a.length < 8)
        return roll_text_short_word(a) == roll_text_short_word(b);
    if (roll_text_word(a.data) != roll_text_word(b.data) ||
        roll_text_word(a.data + a.length - 8) != roll_text_word(b.data + b.length - 8))
        return FALSE;
    for (gsize at = 8; at + 8 < a.length; at += 8) {
        if (roll_text_word(a.data + at) != roll_text_word(b.data + at))
            return FALSE;
    }
    return TRUE;
}

/* Behind the character at @p, in valid UTF-8.  g_utf8_next_char() takes the const off. */
static inline const gchar *
roll_utf8_next(const gchar *p)
{
    return p + g_utf8_skip[(guchar)*p];
}

/* The character at @p, in valid UTF-8, without a call for those of up to three bytes. */
static inline gunichar
roll_utf8_get(const gchar *p)
{
    const guchar *bytes = (const guchar *)p;

    if (bytes[0] < 0x80)
        return bytes[0];
    if (bytes[0] < 0xe0)
        return (bytes[0] & 0x1fu) << 6 | (bytes[1] & 0x3fu);
    if (bytes[0] < 0xf0)
        return (bytes[0] & 0x0fu) << 12 | (bytes[1] & 0x3fu) << 6 | (bytes[2] & 0x3fu);
    return g_utf8_get_char(p);
}

/* Past ASCII from @p on, eight bytes at a time: what is returned is ASCII no more, or less than
 * eight bytes before @end. */
static inline const gchar *
roll_utf8_skip_ascii(const gchar *p, const gchar *end)
{
    guint64 eight = 0;

    for (; end - p >= (gssize)sizeof eight; p += sizeof eight) {
        memcpy(&eight, p, sizeof eight);
        if ((eight & G_GUINT64_CONSTANT(0x8080808080808080)) != 0)
            break;
    }
    return p;
}

/* Whether @text, in which there is no NUL, is UTF-8.  g_utf8_validate_len() takes three times as
 * long for scripts of three bytes a letter; it tells where a fault is. */
gboolean roll_text_is_utf8(RollText text);

static inline gboolean
roll_text_is_ascii(RollText text)
{
    const gchar *end = text.data + text.length;

    for (const gchar *p = roll_utf8_skip_ascii(text.data, end); p < end; p++) {
        if ((guchar)*p >= 0x80)
            return FALSE;
    }
    return TRUE;
}

/* What the bytes of @text have in common with @bits, of which every byte is the same: 0 where none
 * of its bytes has any of them. */
static inline guint64
roll_text_bits(RollText text, guint64 bits)
{
    guint64 all = 0;

    if (text.length < sizeof all)
        return roll_text_short_word(text) & bits;
    for (gsize at = 0; at + sizeof all <= text.length; at += sizeof all)
        all |= roll_text_word(text.data + at);
    return (all | roll_text_word(text.data + text.length - sizeof all)) & bits;
}

/* Byte order, as strcmp(): the one order of rollcall, whatever the locale. */
static inline gint
roll_text_compare(RollText a, RollText b)
{
    gint order = memcmp(a.data, b.data, MIN(a.length, b.length));

    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

/* 64 bits that depend on the bytes and on @seed only: the same on every machine and in every run.
 * For tables, blocking and sampling; not against an adversary. */
guint64 roll_text_hash(RollText text, guint64 seed);

/* Mixes one integer (splitmix64; Steele, Lea, Flood, OOPSLA 2014). */
static inline guint64
roll_hash_mix(guint64 x)
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/* Texts that a normalisation form leaves as they are, told without making it: nearly all are such,
 * and making one costs ten times what looking does.  FALSE: it may be otherwise.
 *
 * TRUE: NFC leaves @text as it is, and there are no signs in it that nobody sees, nor blanks that
 * do not break. */
gboolean roll_text_is_composed(RollText text);
/* TRUE: NFKD leaves @text as it is; for the scripts of the region, of Latin only for ASCII. */
gboolean roll_text_is_decomposed(RollText text);

/* Appends @text to @out: a call of g_string_append_len() costs more than most texts do. */
static inline void
roll_text_append(RollText text, GString *out)
{
    if (out->allocated_len - out->len <= text.length) {
        g_string_append_len(out, text.data, (gssize)text.length);
        return;
    }
    memcpy(out->str + out->len, text.data, text.length);
    out->len += text.length;
    out->str[out->len] = '\0';
}

/* Appends @text to @out in the form in which texts are compared: compatibility-decomposed,
 * combining marks of Latin letters dropped, lower case, apostrophes and full stops inside a word
 * deleted, every other sign that is neither letter, mark nor digit turned into one blank, none at
 * the ends.  Idempotent. */
void roll_text_fold(RollText text, GString *out);

/* @number in decimal digits, at the end of @buffer. */
RollText roll_text_number(guint64 number, gchar buffer[24]);

/* Appends @text as a terminal, a log or a message may show it: control characters, bidi controls
 * and bytes that are not UTF-8 stand as \x1b or \u{202e}.  Line ends too. */
void roll_text_printable(RollText text, GString *out);
