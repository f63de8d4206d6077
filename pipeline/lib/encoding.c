#include "pipeline/lib/encoding.h"

#include "pipeline/lib/encoding_key.h"

#define FILTER_BITS  1024 /* before it is folded */
#define FOLDED_BITS  (FILTER_BITS / 2)
#define BASE64_BYTES 88 /* of a filter */
#define MARK_LENGTH  18 /* "1:" and 16 digits */
#define YEAR_TOKENS  4  /* a year counts as much as its four digits would */
#define BITS_A_WORD  64

/* A filter being made. */
typedef struct {
    RollEncodingKey *key;
    const gchar *label;
    guint64 words[FILTER_BITS / BITS_A_WORD];
    guint n_tokens;
} Making;

static void
add_token(Making *making, RollText token)
{
    guint8 digest[ENCODING_DIGEST_BYTES];

    encoding_digest(making->key, making->label, token, digest);
    for (guint i = 0; i < ENCODING_DIGEST_BYTES; i += 2) {
        guint bit = ((guint)digest[i] << 8 | digest[i + 1]) % FILTER_BITS;

        making->words[bit / BITS_A_WORD] |= G_GUINT64_CONSTANT(1) << bit % BITS_A_WORD;
    }
    making->n_tokens++;
}

/* ---- tokens ---- */

/* Every two neighbouring signs of a word that stands between two signs "_". */
static void
add_word(Making *making, const gchar *word, const gchar *end)
{
    g_autoptr(GString) padded = g_string_new("_");

    g_string_append_len(padded, word, end - word);
    g_string_append_c(padded, '_');
    for (const gchar *p = padded->str; *roll_utf8_next(p) != '\0'; p = roll_utf8_next(p)) {
        const gchar *behind = roll_utf8_next(roll_utf8_next(p));

        add_token(making, (RollText){p, (guint32)(behind - p)});
    }
}

static void
add_words(Making *making, RollText text)
{
    const gchar *end = text.data + text.length;
    const gchar *start = text.data;

    for (const gchar *p = text.data; p <= end; p++) {
        if (p < end && *p != ' ')
            continue;
        if (p > start)
            add_word(making, start, p);
        start = p + 1;
    }
}

static void
add_named(Making *making, const gchar *name, const gchar *value, guint length)
{
    g_autofree gchar *token = g_strdup_printf("%s:%.*s", name, (int)length, value);

    add_token(making, roll_text(token));
}

/* The digits by their place; the year; month and day without saying which is which, so that a date
 * in which they have changed places keeps both. */
static void
add_date(Making *making, RollText text)
{
    for (guint i = 0; i < text.length; i++) {
        const gchar place[] = {(gchar)('a' + i % 26), '\0'};

        if (g_ascii_isdigit(text.data[i]))
            add_named(making, place, text.data + i, 1);
    }
    if (text.length >= 4)
        add_named(making, "year", text.data, 4);
    if (text.length == 10) {
        add_named(making, "part", text.data + 5, 2);
        add_named(making, "part", text.data + 8, 2);
    }
}

static void
add_year(Making *making, const gchar *year)
{
    for (guint i = 0; i < YEAR_TOKENS; i++) {
        const gchar number[] = {(gchar)('0' + i), '\0'};

        add_named(making, number, year, 4);
    }
}

static void
add_years(Making *making, RollText text)
{
    if (text.length >= 4)
        add_year(making, text.data);
    if (text.length == 9)
        add_year(making, text.data + 5);
}

/* ---- filters ---- */

gboolean
roll_encoding_filter(RollEncodingKey *key, const gchar *label, RollTokens tokens, RollText text,
                     RollFilter *filter)
{
    Making making = {.key = key, .label = label};

    switch (tokens) {
    case ROLL_TOKENS_DATE:
        add_date(&making, text);
        break;
    case ROLL_TOKENS_YEARS:
        add_years(&making, text);
        break;
    case ROLL_TOKENS_WORDS:
    default:
        add_words(&making, text);
        break;
    }
    if (making.n_tokens == 0)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(filter->words); i++)
        filter->words[i] = making.words[i] ^ making.words[i + FOLDED_BITS / BITS_A_WORD];
    return TRUE;
}

gboolean
roll_filter_equal(const RollFilter *a, const RollFilter *b)
{
    return memcmp(a->words, b->words, sizeof a->words) == 0;
}

gdouble
roll_filter_dice(const RollFilter *a, const RollFilter *b)
{
    guint common = 0;
    guint all = 0;

    for (guint i = 0; i < G_N_ELEMENTS(a->words); i++) {
        common += (guint)__builtin_popcountll(a->words[i] & b->words[i]);
        all += (guint)(__builtin_popcountll(a->words[i]) + __builtin_popcountll(b->words[i]));
    }
    return all > 0 ? 2.0 * common / all : 0;
}

guint
roll_filter_first(const RollFilter *filter, guint64 seed)
{
    guint64 least = G_MAXUINT64;
    guint first = 0;

    for (guint i = 0; i < G_N_ELEMENTS(filter->words); i++)
        for (guint64 left = filter->words[i]; left != 0; left &= left - 1) {
            guint bit = i * BITS_A_WORD + (guint)__builtin_ctzll(left);
            guint64 rank = roll_hash_mix(bit ^ roll_hash_mix(seed));

            if (rank < least) {
                least = rank;
                first = bit;
            }
        }
    return first;
}

/* ---- cells ---- */

void
roll_encoding_add(RollEncodingKey *key, const gchar *label, RollTokens tokens, RollText text,
                  GString *cell)
{
    RollFilter filter = {{0}};
    guint8 bytes[ROLL_FILTER_BYTES];
    g_autofree gchar *base64 = NULL;

    if (!roll_encoding_filter(key, label, tokens, text, &filter))
        return;
    for (guint i = 0; i < ROLL_FILTER_BYTES; i++) /* the same on every machine */
        bytes[i] = (guint8)(filter.words[i / 8] >> i % 8 * 8);
    base64 = g_base64_encode(bytes, sizeof bytes);
    if (cell->len == 0)
        g_string_append(cell, roll_encoding_key_mark(key));
    g_string_append_printf(cell, " %s=%s", label, base64);
}

RollText
roll_encoding_mark(RollText cell)
{
    return (RollText){cell.data, MIN(cell.length, MARK_LENGTH)};
}

/* Whether @text, of BASE64_BYTES, is a filter. */
static gboolean
read_filter(const gchar *text, RollFilter *filter)
{
    gchar copy[BASE64_BYTES + 1] = {0};
    gsize n = 0;

    memcpy(copy, text, BASE64_BYTES);
    if (strspn(copy, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") !=
            BASE64_BYTES - 2 ||
        strcmp(copy + BASE64_BYTES - 2, "==") != 0)
        return FALSE;
    g_base64_decode_inplace(copy, &n);
    if (n != ROLL_FILTER_BYTES)
        return FALSE;
    memset(filter, 0, sizeof *filter);
    for (guint i = 0; i < ROLL_FILTER_BYTES; i++)
        filter->words[i / 8] |= (guint64)(guint8)copy[i] << i % 8 * 8;
    return TRUE;
}

gboolean
roll_encoding_next(RollText cell, guint *position, RollText *label, RollFilter *filter)
{
    guint start = MAX(*position, MARK_LENGTH) + 1; /* behind the blank */
    guint end = start;

    while (end < cell.length && (g_ascii_islower(cell.data[end]) || cell.data[end] == '_' ||
                                 g_ascii_isdigit(cell.data[end])))
        end++;
    if (end == start || end + 1 + BASE64_BYTES > cell.length || cell.data[end] != '=' ||
        cell.data[start - 1] != ' ' || !read_filter(cell.data + end + 1, filter))
        return FALSE;
    *label = (RollText){cell.data + start, end - start};
    *position = end + 1 + BASE64_BYTES;
    return TRUE;
}

gboolean
roll_encoding_is_sound(RollText cell)
{
    RollText label = ROLL_TEXT_EMPTY;
    RollFilter filter = {{0}};
    guint position = 0;

    if (cell.length <= MARK_LENGTH || strncmp(cell.data, "1:", 2) != 0 ||
        strspn(cell.data + 2, "0123456789abcdef") != MARK_LENGTH - 2)
        return FALSE;
    while (roll_encoding_next(cell, &position, &label, &filter))
        continue;
    return position == cell.length;
}
