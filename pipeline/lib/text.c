#include "pipeline/lib/text.h"

static guint64
load(const gchar *data)
{
    return GUINT64_FROM_LE(roll_text_word(data));
}

/* Fewer than eight bytes as one word, by loads of fixed size: a copy of variable length would cost
 * more than all the rest of a short text's hash. */
static guint64
load_tail(const gchar *data, gsize length)
{
    guint32 low = 0;
    guint32 high = 0;

    if (length >= 4) {
        memcpy(&low, data, sizeof low);
        memcpy(&high, data + length - sizeof high, sizeof high);
        return GUINT32_FROM_LE(low) | (guint64)GUINT32_FROM_LE(high) << (8 * (length - 4));
    }
    for (gsize i = 0; i < length; i++)
        low |= (guint32)(guchar)data[i] << (8 * i);
    return low;
}

guint64
roll_text_hash(RollText text, guint64 seed)
{
    guint64 hash = seed ^ (text.length * 0x9e3779b97f4a7c15u);
    const gchar *data = text.data;
    gsize left = text.length;

    for (; left >= 8; data += 8, left -= 8) {
        hash = (hash ^ load(data)) * 0xff51afd7ed558ccdu;
        hash ^= hash >> 32;
    }
    return roll_hash_mix(hash ^ load_tail(data, left));
}

static gboolean
is_inside(gchar c)
{
    return ((guchar)c & 0xc0) == 0x80;
}

/* The bytes of the letter of two or three at @p; 0: it is none, or a longer one. */
static gsize
length_of_letter(const gchar *p, gsize left)
{
    guchar lead = (guchar)p[0];
    guchar second = 0;

    if (left < 2 || lead < 0xc2 || !is_inside(p[1]))
        return 0;
    if (lead < 0xe0)
        return 2;
    if (left < 3 || lead > 0xef || !is_inside(p[2]))
        return 0;
    second = (guchar)p[1];
    if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f))
        return 0;
    return 3;
}

/* Past letters of three bytes from @p on, of which the scripts of the region are: as long as four
 * bytes are there to be looked at in one go. */
static const gchar *
skip_letters_of_three(const gchar *p, const gchar *end)
{
    for (; end - p >= 4; p += 3) {
        guint32 four = 0;

        memcpy(&four, p, sizeof four);
        four = GUINT32_FROM_LE(four);
        if ((four & 0xc0c0f0) != 0x8080e0 || (four & 0x20ff) == 0xe0 || (four & 0xff) == 0xed)
            break;
    }
    return p;
}

gboolean
roll_text_is_utf8(RollText text)
{
    const gchar *end = text.data + text.length;
    const gchar *p = text.data;

    while (p < end) {
        gsize n = 0;

        if ((guchar)*p < 0x80) {
            p = roll_utf8_skip_ascii(p + 1, end);
            continue;
        }
        p = skip_letters_of_three(p, end);
        if (p == end || (guchar)*p < 0x80)
            continue;
        n = length_of_letter(p, (gsize)(end - p));
        if (n == 0)
            return g_utf8_validate_len(p, (gsize)(end - p), NULL);
        p += n;
    }
    return TRUE;
}

/* Letters that no normalisation form takes apart, though readers of the same language do. */
static const gchar *
fold_letter(gunichar letter)
{
    switch (letter) {
    case 0x0111: /* d with stroke */
    case 0x00f0: /* eth, typed for it */
        return "d";
    case 0x0142:
        return "l";
    case 0x00f8:
        return "o";
    case 0x00e6:
        return "ae";
    case 0x0153:
        return "oe";
    case 0x00df:
        return "ss";
    case 0x0131:
        return "i";
    default:
        return NULL;
    }
}

static gboolean
is_word_mark(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);

    return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_SPACING_MARK;
}

/* Signs that stand inside words: apostrophes of all kinds and the full stop. */
static gboolean
vanishes(gunichar c)
{
    return c == '\'' || c == '`' || c == '.' || c == 0x00b4 || (c >= 0x02b9 && c <= 0x02bf) ||
           c == 0x2018 || c == 0x2019 || (c >= 0x0300 && c <= 0x036f) ||
           g_unichar_type(c) == G_UNICODE_FORMAT;
}

/* Appends one folded sign; a blank only between words. */
static void
fold_ascii_one(gchar c, GString *out, gsize start, gboolean *gap)
{
    if (g_ascii_isalnum(c)) {
        if (*gap && out->len > start)
            g_string_append_c(out, ' ');
        *gap = FALSE;
        g_string_append_c(out, g_ascii_tolower(c));
    } else if (c != '\'' && c != '`' && c != '.') {
        *gap = TRUE;
    }
}

static void
fold_one(gunichar c, GString *out, gsize start, gboolean *gap)
{
    gunichar lower = 0;
    const gchar *letters = NULL;

    if (c < 0x80) {
        fold_ascii_one((gchar)c, out, start, gap);
        return;
    }
    if (vanishes(c))
        return;
    lower = g_unichar_tolower(c);
    letters = fold_letter(lower);
    if (letters == NULL && !g_unichar_isalnum(lower) && !is_word_mark(lower)) {
        *gap = TRUE;
        return;
    }
    if (*gap && out->len > start)
        g_string_append_c(out, ' ');
    *gap = FALSE;
    if (letters != NULL)
        g_string_append(out, letters);
    else
        g_string_append_unichar(out, lower);
}

static void
fold_ascii(RollText text, GString *out)
{
    gsize start = out->len;
    gboolean gap = FALSE;

    for (gsize i = 0; i < text.length; i++)
        fold_ascii_one(text.data[i], out, start, &gap);
}

/* ASCII, Latin letters and the accents that stand apart from them. */
static gboolean
is_latin(gunichar c)
{
    return c <= 0x024f || (c >= 0x0300 && c <= 0x036f) || (c >= 0x1e00 && c <= 0x1eff);
}

/* A letter at a time: the order of its accents, which normalising is about, does not matter, as
 * they vanish.  FALSE, and nothing is folded, if a letter is not Latin. */
static gboolean
fold_latin(RollText text, GString *out)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    const gchar *end = text.data + text.length;
    gsize start = out->len;
    gboolean gap = FALSE;

    for (const gchar *p = text.data; p < end; p = roll_utf8_next(p)) {
        gsize n = 1;

        parts[0] = roll_utf8_get(p);
        if (!is_latin(parts[0])) {
            g_string_truncate(out, start);
            return FALSE;
        }
        if (parts[0] >= 0x80)
            n = g_unichar_fully_decompose(parts[0], TRUE, parts, G_N_ELEMENTS(parts));
        for (gsize i = 0; i < n; i++)
            fold_one(parts[i], out, start, &gap);
    }
    return TRUE;
}

/* A letter or mark of a script of the region, which has no case: it stays as it is. */
static gboolean
stays(gunichar c)
{
    gboolean is_there = (c >= 0x0e00 && c <= 0x0eff) || (c >= 0x1000 && c <= 0x109f) ||
                        (c >= 0x1780 && c <= 0x17ff) || (c >= 0x4e00 && c <= 0x9fff);

    return is_there && (g_unichar_isalnum(c) || is_word_mark(c));
}

/* @text is decomposed.  Of what stays as it is as much is appended at once as there is. */
static void
fold_decomposed(RollText text, GString *out)
{
    const gchar *end = text.data + text.length;
    const gchar *p = text.data;
    gsize start = out->len;
    gboolean gap = FALSE;

    while (p < end) {
        const gchar *begin = roll_utf8_next(p);

        fold_one(roll_utf8_get(p), out, start, &gap);
        p = begin;
        while (!gap && p < end && stays(roll_utf8_get(p)))
            p = roll_utf8_next(p);
        if (p > begin)
            g_string_append_len(out, begin, p - begin);
    }
}

/* Appends @text with each letter decomposed by itself.  What is to be ordered beyond that is none
 * of the scripts that are told to be decomposed, and rare. */
static gboolean
decompose(RollText text, GString *out)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    const gchar *end = text.data + text.length;

    for (const gchar *p = text.data; p < end; p = roll_utf8_next(p)) {
        gsize n = g_unichar_fully_decompose(roll_utf8_get(p), TRUE, parts, G_N_ELEMENTS(parts));

        for (gsize i = 0; i < n; i++)
            g_string_append_unichar(out, parts[i]);
    }
    return roll_text_is_decomposed((RollText){out->str, (guint32)out->len});
}

static void
fold_composed(RollText text, GString *out)
{
    g_autoptr(GString) parts = g_string_sized_new(2 * (gsize)text.length);
    g_autofree gchar *decomposed = NULL;

    if (decompose(text, parts)) {
        fold_decomposed((RollText){parts->str, (guint32)parts->len}, out);
        return;
    }
    decomposed = g_utf8_normalize(text.data, (gssize)text.length, G_NORMALIZE_ALL);
    if (decomposed != NULL)
        fold_decomposed(roll_text(decomposed), out);
}

void
roll_text_fold(RollText text, GString *out)
{
    if (roll_text_is_ascii(text))
        fold_ascii(text, out);
    else if (roll_text_is_decomposed(text))
        fold_decomposed(text, out);
    else if (!fold_latin(text, out))
        fold_composed(text, out);
}

RollText
roll_text_number(guint64 number, gchar buffer[24])
{
    gchar *end = buffer + 23;
    gchar *begin = end;

    *end = '\0';
    do {
        *--begin = (gchar)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return (RollText){begin, (guint32)(end - begin)};
}

static gboolean
is_printable(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);

    return type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && type != G_UNICODE_UNASSIGNED &&
           type != G_UNICODE_SURROGATE && type != G_UNICODE_PRIVATE_USE &&
           type != G_UNICODE_LINE_SEPARATOR && type != G_UNICODE_PARAGRAPH_SEPARATOR;
}

void
roll_text_printable(RollText text, GString *out)
{
    const gchar *p = text.data;
    const gchar *end = text.data + text.length;

    while (p < end) {
        const gchar *plain = p; /* mostly all of it */
        gunichar c = 0;

        while (p < end && g_ascii_isprint(*p))
            p++;
        roll_text_append((RollText){plain, (guint32)(p - plain)}, out);
        if (p == end)
            break;
        c = g_utf8_get_char_validated(p, end - p);
        if (c == (gunichar)-1 || c == (gunichar)-2 || c < 0x80) {
            g_string_append_printf(out, "\\x%02x", (guint)(guchar)*p++);
            continue;
        }
        if (is_printable(c))
            g_string_append_unichar(out, c);
        else
            g_string_append_printf(out, "\\u{%04x}", (guint)c);
        p = roll_utf8_next(p);
    }
}
