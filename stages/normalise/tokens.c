#include "stages/normalise/tokens.h"

void
normalise_tokens_init(NormaliseTokens *tokens)
{
    tokens->list = g_array_new(FALSE, FALSE, sizeof(NormaliseToken));
    tokens->comma = 0;
}

void
normalise_tokens_clear(NormaliseTokens *tokens)
{
    g_clear_pointer(&tokens->list, g_array_unref);
}

void
normalise_tokens_empty(NormaliseTokens *tokens)
{
    g_array_set_size(tokens->list, 0);
    tokens->comma = 0;
}

static gboolean
is_word_sign(const gchar *p)
{
    GUnicodeType type;

    if ((guchar)*p < 0x80)
        return g_ascii_isalnum(*p) || *p == '\'';
    type = g_unichar_type(g_utf8_get_char(p));
    return g_unichar_isalnum(g_utf8_get_char(p)) || type == G_UNICODE_NON_SPACING_MARK ||
           type == G_UNICODE_SPACING_MARK;
}

static void
add_token(NormaliseTokens *tokens, const gchar *start, const gchar *end, gchar role)
{
    NormaliseToken token = {.key = ROLL_TEXT_EMPTY, .skeleton = ROLL_TEXT_EMPTY, .role = role};

    while (start < end && *start == '\'')
        start++;
    while (end > start && end[-1] == '\'')
        end--;
    if (start == end)
        return;
    token.text = (RollText){start, (guint32)(end - start)};
    g_array_append_val(tokens->list, token);
}

void
normalise_tokens_split(NormaliseTokens *tokens, RollText name, gchar role)
{
    const gchar *p = name.data;
    const gchar *end = name.data + name.length;
    guint comma = 0;

    while (p < end) {
        const gchar *start = p;

        while (p < end && is_word_sign(p))
            p = roll_utf8_next(p);
        add_token(tokens, start, p, role);
        if (p < end && *p == ',' && comma == 0)
            comma = tokens->list->len;
        if (p < end)
            p = roll_utf8_next(p);
    }
    tokens->comma = comma < tokens->list->len ? comma : 0;
}

guint
normalise_tokens_write(const NormaliseTokens *tokens, NormaliseRole role, const gchar *between,
                       GString *out)
{
    guint n_words = 0;

    g_string_truncate(out, 0);
    for (guint i = 0; i < tokens->list->len; i++) {
        const NormaliseToken *token = normalise_tokens_at(tokens, i);

        if (token->role != (gchar)role)
            continue;
        if (n_words++ > 0)
            g_string_append(out, between);
        roll_text_append(token->text, out);
    }
    return n_words;
}

gboolean
normalise_token_is_initial(RollText text)
{
    return text.length > 0 && roll_utf8_next(text.data) == text.data + text.length;
}

static gboolean
is_lower(const gchar *p)
{
    return (guchar)*p < 0x80 ? g_ascii_islower(*p) : g_unichar_islower(g_utf8_get_char(p));
}

static gboolean
is_upper(const gchar *p)
{
    return (guchar)*p < 0x80 ? g_ascii_isupper(*p) : g_unichar_isupper(g_utf8_get_char(p));
}

gboolean
normalise_token_is_capitals(RollText text)
{
    const gchar *end = text.data + text.length;
    guint n = 0;

    for (const gchar *p = text.data; p < end; p = roll_utf8_next(p)) {
        if (is_lower(p))
            return FALSE;
        n += is_upper(p) ? 1 : 0;
    }
    return n >= 2;
}

gboolean
normalise_token_is_small(RollText text)
{
    const gchar *end = text.data + text.length;

    for (const gchar *p = text.data; p < end; p = roll_utf8_next(p))
        if (is_lower(p))
            return TRUE;
    return FALSE;
}
