#include "stages/validate/date_token.h"

#include "stages/validate/digits.h"

#define MAX_DIGITS 9 /* more than any date; fits a guint */

static gboolean
add(ValidateTokens *tokens, ValidateTokenKind kind, guint value, guint n_digits)
{
    if (tokens->n == VALIDATE_MAX_DATE_TOKENS)
        return FALSE;
    tokens->tokens[tokens->n++] = (ValidateToken){kind, value, n_digits};
    return TRUE;
}

static gboolean
add_word(ValidateTokens *tokens, gint word)
{
    switch (word) {
    case VALIDATE_WORD_UNKNOWN:
        return FALSE;
    case VALIDATE_WORD_IGNORED:
        return TRUE;
    case VALIDATE_WORD_BE:
        tokens->era = ROLL_ERA_BE;
        return TRUE;
    case VALIDATE_WORD_CE:
        tokens->era = ROLL_ERA_CE;
        return TRUE;
    case VALIDATE_WORD_MONTH_BEFORE:
        return add(tokens, VALIDATE_TOKEN_MONTH_BEFORE, 0, 0);
    case VALIDATE_WORD_MONTH_AFTER:
        return add(tokens, VALIDATE_TOKEN_MONTH_AFTER, 0, 0);
    case VALIDATE_WORD_RANGE:
        return add(tokens, VALIDATE_TOKEN_RANGE, 0, 0);
    default:
        return add(tokens, VALIDATE_TOKEN_MONTH, (guint)word, 0);
    }
}

/* Cuts a run of letters, folded, into known words, the longest first: several scripts write no
 * blanks between words.  Latin words end where their letters do. */
static gboolean
add_words(const ValidateSettings *settings, GString *run, ValidateTokens *tokens)
{
    gsize at = 0;

    while (at < run->len) {
        gsize length = MIN(run->len - at, settings->longest_date_word);
        gint word = VALIDATE_WORD_UNKNOWN;

        if (run->str[at] == ' ') {
            at++;
            continue;
        }
        for (; length > 0 && word == VALIDATE_WORD_UNKNOWN; length--) {
            gchar next = run->str[at + length];

            if (g_ascii_isalpha(run->str[at + length - 1]) && g_ascii_isalpha(next))
                continue;
            run->str[at + length] = '\0';
            word = GPOINTER_TO_INT(g_hash_table_lookup(settings->date_words, run->str + at));
            run->str[at + length] = next;
            if (word != VALIDATE_WORD_UNKNOWN)
                at += length;
        }
        if (!add_word(tokens, word))
            return FALSE;
    }
    return TRUE;
}

/* Letters, their marks, full stops and blanks between them: one run of words. */
static gboolean
is_of_word(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);

    return g_unichar_isalpha(c) || type == G_UNICODE_NON_SPACING_MARK ||
           type == G_UNICODE_SPACING_MARK || type == G_UNICODE_FORMAT || c == '\'' || c == 0x2019;
}

static const gchar *
take_run(const ValidateSettings *settings, const gchar *p, const gchar *end, ValidateTokens *tokens)
{
    const gchar *stop = p;
    g_autoptr(GString) folded = g_string_new(NULL);

    while (stop < end &&
           (is_of_word(g_utf8_get_char(stop)) || *stop == '.' || g_ascii_isspace(*stop)))
        stop = roll_utf8_next(stop);
    roll_text_fold((RollText){p, (guint32)(stop - p)}, folded);
    return add_words(settings, folded, tokens) ? stop : NULL;
}

/* A sign, as one of / - . and what it means between blanks. */
static gboolean
add_sign(gunichar c, gboolean spaced, ValidateTokens *tokens)
{
    switch (c) {
    case '/':
    case '.':
        return add(tokens, VALIDATE_TOKEN_SIGN, c, 0);
    case '-':
    case '~':
    case 0x2010: /* hyphens and dashes */
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212: /* minus */
    case 0xff5e: /* full-width tilde */
        return add(tokens, spaced ? VALIDATE_TOKEN_DASH : VALIDATE_TOKEN_SIGN, '-', 0);
    case ',':
    case '(':
    case ')':
        return TRUE;
    default:
        return g_unichar_isspace(c);
    }
}

static gboolean
is_between_blanks(const gchar *start, const gchar *p, const gchar *end)
{
    const gchar *next = roll_utf8_next(p);

    return p > start && g_ascii_isspace(p[-1]) && next < end && g_ascii_isspace(*next);
}

gboolean
validate_date_tokens(const ValidateSettings *settings, RollText text, ValidateTokens *tokens)
{
    const gchar *end = text.data + text.length;
    const gchar *p = text.data;

    tokens->n = 0;
    tokens->era = ROLL_ERA_UNDECLARED;
    while (p != NULL && p < end) {
        gunichar c = g_utf8_get_char(p);
        RollText rest = {p, (guint32)(end - p)};
        guint value = 0;
        guint n_digits = validate_take_number(&rest, MAX_DIGITS, &value);

        if (n_digits > 0) {
            if (!add(tokens, VALIDATE_TOKEN_NUMBER, value, n_digits))
                return FALSE;
            p = rest.data;
        } else if (is_of_word(c)) {
            p = take_run(settings, p, end, tokens);
        } else {
            if (!add_sign(c, is_between_blanks(text.data, p, end), tokens))
                return FALSE;
            p = roll_utf8_next(p);
        }
    }
    return p != NULL;
}
