#include "stages/match/name_parts.h"

static void
part_init(MatchNamePart *part)
{
    part->text = g_string_new(NULL);
    part->keys = g_string_new(NULL);
    part->skeletons = g_string_new(NULL);
}

static void
part_empty(MatchNamePart *part)
{
    g_string_truncate(part->text, 0);
    g_string_truncate(part->keys, 0);
    g_string_truncate(part->skeletons, 0);
}

static void
part_clear(MatchNamePart *part)
{
    g_string_free(part->text, TRUE);
    g_string_free(part->keys, TRUE);
    g_string_free(part->skeletons, TRUE);
}

void
match_name_parts_init(MatchNameParts *parts)
{
    part_init(&parts->family);
    part_init(&parts->given);
    part_init(&parts->middle);
    part_init(&parts->suffix);
    part_init(&parts->whole);
}

void
match_name_parts_clear(MatchNameParts *parts)
{
    part_clear(&parts->family);
    part_clear(&parts->given);
    part_clear(&parts->middle);
    part_clear(&parts->suffix);
    part_clear(&parts->whole);
}

/* Appends a word without its inner blanks, so that words and keys stay paired. */
static void
append_word(GString *out, const gchar *word, gsize length)
{
    gsize mark = 0;

    if (out->len > 0)
        g_string_append_c(out, ' ');
    mark = out->len;
    roll_text_fold((RollText){word, (guint32)length}, out);
    for (gsize i = mark; i < out->len;)
        if (out->str[i] == ' ')
            g_string_erase(out, (gssize)i, 1);
        else
            i++;
}

static MatchNamePart *
part_of(MatchNameParts *parts, const gchar *role)
{
    switch (*role) {
    case 'f':
        return &parts->family;
    case 'g':
        return &parts->given;
    case 'm':
        return &parts->middle;
    case 's':
        return &parts->suffix;
    default:
        return &parts->whole;
    }
}

/* The next word of @text behind *@position; FALSE when there is none. */
static gboolean
next_word(RollText text, gsize *position, RollText *word)
{
    gsize start = *position;
    gsize end = 0;

    while (start < text.length && text.data[start] == ' ')
        start++;
    for (end = start; end < text.length && text.data[end] != ' ';)
        end++;
    *word = (RollText){text.data + start, (guint32)(end - start)};
    *position = end;
    return end > start;
}

static void
append_part(MatchNamePart *whole, const MatchNamePart *part)
{
    if (part->text->len == 0)
        return;
    if (whole->text->len > 0) {
        g_string_append_c(whole->text, ' ');
        g_string_append_c(whole->keys, ' ');
        g_string_append_c(whole->skeletons, ' ');
    }
    g_string_append_len(whole->text, part->text->str, (gssize)part->text->len);
    g_string_append_len(whole->keys, part->keys->str, (gssize)part->keys->len);
    g_string_append_len(whole->skeletons, part->skeletons->str, (gssize)part->skeletons->len);
}

void
match_name_parts_read(MatchNameParts *parts, const MatchNameCells *cells)
{
    gsize at_word = 0;
    gsize at_key = 0;
    gsize at_skeleton = 0;
    RollText word = ROLL_TEXT_EMPTY;

    part_empty(&parts->family);
    part_empty(&parts->given);
    part_empty(&parts->middle);
    part_empty(&parts->suffix);
    part_empty(&parts->whole);
    for (guint i = 0; next_word(cells->clean, &at_word, &word); i++) {
        MatchNamePart *part = part_of(parts, i < cells->roles.length ? cells->roles.data + i : "?");
        RollText its_key = word;
        RollText its_skeleton = ROLL_TEXT_EMPTY;

        next_word(cells->key, &at_key, &its_key);
        if (!next_word(cells->skeleton, &at_skeleton, &its_skeleton))
            its_skeleton = its_key;
        append_word(part->text, word.data, word.length);
        append_word(part->keys, its_key.data, its_key.length);
        append_word(part->skeletons, its_skeleton.data, its_skeleton.length);
    }
    append_part(&parts->whole, &parts->family);
    append_part(&parts->whole, &parts->given);
    append_part(&parts->whole, &parts->middle);
    while (next_word(cells->skeleton, &at_skeleton, &word))
        append_word(parts->whole.skeletons, word.data, word.length);
}

/* ---- keys ---- */

static guint
n_words(RollText text)
{
    guint n = text.length > 0 ? 1 : 0;

    for (guint i = 0; i < text.length; i++)
        n += text.data[i] == ' ' ? 1 : 0;
    return n;
}

RollText
match_name_key(RollText clean, RollText key, RollText others)
{
    guint n = n_words(clean);
    const gchar *end = others.data + others.length;
    RollText best = n_words(key) == n ? key : ROLL_TEXT_EMPTY;

    if (key.length == 0 || (best.length > 0 && (guchar)key.data[0] < 0x80))
        return key;
    for (const gchar *p = others.data; p < end;) {
        const gchar *stop = memchr(p, ';', (gsize)(end - p));
        RollText other = {p, (guint32)((stop != NULL ? stop : end) - p)};

        if (n_words(other) == n && roll_text_is_ascii(other))
            return other;
        if (n_words(other) == n && best.length == 0)
            best = other;
        p += other.length + 1;
    }
    return best.length > 0 ? best : key;
}

void
match_name_further_keys(RollText keys, RollText key, GString *out)
{
    g_string_truncate(out, 0);
    for (guint i = 0; i < key.length; i++)
        if (key.data[i] != ' ')
            g_string_append_c(out, key.data[i]);
    if (key.length > 0)
        g_string_append_c(out, ' ');
    for (guint i = 0; i < keys.length; i++)
        if (keys.data[i] == ';')
            g_string_append_c(out, ' ');
        else if (keys.data[i] != ' ')
            g_string_append_c(out, keys.data[i]);
}
