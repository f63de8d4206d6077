#include "stages/normalise/name_columns.h"

#include <string.h>

void
normalise_name_init(NormaliseName *name)
{
    *name = (NormaliseName){
        .clean = g_string_new(NULL),
        .roles = g_string_new(NULL),
        .key = g_string_new(NULL),
        .keys_other = g_string_new(NULL),
        .skeleton = g_string_new(NULL),
        .rank = g_string_new(NULL),
        .honorific = g_string_new(NULL),
        .local = g_string_new(NULL),
        .nickname = g_string_new(NULL),
    };
}

void
normalise_name_empty_words(NormaliseName *name)
{
    g_string_truncate(name->clean, 0);
    g_string_truncate(name->roles, 0);
    g_string_truncate(name->key, 0);
    g_string_truncate(name->keys_other, 0);
    g_string_truncate(name->skeleton, 0);
}

void
normalise_name_empty(NormaliseName *name)
{
    normalise_name_empty_words(name);
    g_string_truncate(name->rank, 0);
    g_string_truncate(name->honorific, 0);
    g_string_truncate(name->local, 0);
    g_string_truncate(name->nickname, 0);
    name->flag = NULL;
    g_clear_error(&name->fault);
}

void
normalise_name_clear(NormaliseName *name)
{
    g_string_free(name->clean, TRUE);
    g_string_free(name->roles, TRUE);
    g_string_free(name->key, TRUE);
    g_string_free(name->keys_other, TRUE);
    g_string_free(name->skeleton, TRUE);
    g_string_free(name->rank, TRUE);
    g_string_free(name->honorific, TRUE);
    g_string_free(name->local, TRUE);
    g_string_free(name->nickname, TRUE);
    g_clear_error(&name->fault);
}

void
normalise_append_word(GString *out, RollText word)
{
    if (out->len > 0)
        g_string_append_c(out, ' ');
    roll_text_append(word, out);
}

/* The first letter decides. */
static gboolean
is_latin(RollText text)
{
    const gchar *end = text.data + text.length;

    for (const gchar *p = text.data; p < end; p = roll_utf8_next(p)) {
        gunichar c = g_utf8_get_char(p);

        if (g_unichar_isalpha(c))
            return g_unichar_get_script(c) == G_UNICODE_SCRIPT_LATIN;
    }
    return TRUE;
}

void
normalise_name_keep(NormaliseName *name, RollText text, RollText rest)
{
    GString *kept = is_latin(text) == is_latin(rest) ? name->nickname : name->local;

    if (text.length == 0)
        return;
    if (kept->len > 0)
        g_string_append_c(kept, ';');
    roll_text_append(text, kept);
}

void
normalise_name_write(NormaliseName *name, const NormaliseTokens *tokens)
{
    for (guint i = 0; i < tokens->list->len; i++) {
        const NormaliseToken *token = normalise_tokens_at(tokens, i);

        normalise_append_word(name->clean, token->text);
        normalise_append_word(name->key, token->key);
        normalise_append_word(name->skeleton, token->skeleton);
        g_string_append_c(name->roles, token->role);
    }
}

/* TRUE when @key is one of those in @list, ";" between. */
static gboolean
is_listed(const GString *list, const gchar *key, gsize length)
{
    const gchar *at = list->str;

    while (*at != '\0') {
        const gchar *end = strchrnul(at, ';');

        if ((gsize)(end - at) == length && memcmp(at, key, length) == 0)
            return TRUE;
        at = *end != '\0' ? end + 1 : end;
    }
    return FALSE;
}

void
normalise_name_add_key(NormaliseName *name, const gchar *key, gsize length)
{
    if (length == 0 || (name->key->len == length && memcmp(name->key->str, key, length) == 0) ||
        is_listed(name->keys_other, key, length))
        return;
    if (name->keys_other->len > 0)
        g_string_append_c(name->keys_other, ';');
    g_string_append_len(name->keys_other, key, (gssize)length);
}

void
normalise_name_replace_key(NormaliseName *name, RollText key)
{
    g_auto(GStrv) others = NULL;

    if (roll_text_equal(key, (RollText){name->key->str, (guint32)name->key->len}))
        return;
    others = g_strsplit(name->keys_other->str, ";", 0);
    g_string_assign(name->keys_other, name->key->str);
    g_string_truncate(name->key, 0);
    roll_text_append(key, name->key);
    for (gchar **other = others; *other != NULL; other++)
        normalise_name_add_key(name, *other, strlen(*other));
}
