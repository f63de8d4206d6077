#include "stages/ingest/profile_files.h"

#include <string.h>

/* Where the suffixes begin, which stay as they are. */
static gsize
length_of_stem(const gchar *file)
{
    const gchar *dot = strrchr(file, '.');

    if (dot != NULL && g_ascii_strcasecmp(dot, ".gz") == 0)
        dot = g_strrstr_len(file, dot - file, ".");
    return dot != NULL ? (gsize)(dot - file) : strlen(file);
}

static gboolean
is_of_word(gunichar c)
{
    return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

/* "2009", "20090612", "june", "jun09", "12june2009": digits, at most one name of a month. */
static gboolean
is_date(RollText word, const IngestWords *words)
{
    const gchar *begin = word.data;
    const gchar *end = word.data + word.length;

    while (begin < end && g_ascii_isdigit(*begin))
        begin++;
    while (end > begin && g_ascii_isdigit(end[-1]))
        end--;
    return begin == end ||
           ingest_words_have(words->months, (RollText){begin, (guint32)(end - begin)});
}

/* A sign that a pattern or a line of a profile cannot hold as it is stands as ?, any letter. */
static void
append_sign(GString *pattern, const gchar *p)
{
    gunichar c = g_utf8_get_char(p);

    if (g_unichar_iscntrl(c) || c == '*' || (c == ' ' && pattern->len == 0))
        g_string_append_c(pattern, '?');
    else
        g_string_append_unichar(pattern, c);
}

/* Replaces dates that signs alone part by one star. */
static void
replace_dates(const gchar *stem, const IngestWords *words, GString *pattern)
{
    gsize after_star = 0;

    for (const gchar *p = stem; *p != '\0';) {
        const gchar *end = p;

        while (*end != '\0' && is_of_word(g_utf8_get_char(end)))
            end = roll_utf8_next(end);
        if (end == p) {
            append_sign(pattern, p);
            p = roll_utf8_next(p);
            continue;
        }
        if (!is_date((RollText){p, (guint32)(end - p)}, words)) {
            g_string_append_len(pattern, p, end - p);
            after_star = 0;
        } else {
            if (after_star > 0)
                g_string_truncate(pattern, after_star);
            else
                g_string_append_c(pattern, '*');
            after_star = pattern->len;
        }
        p = end;
    }
}

gchar *
ingest_files_pattern(const gchar *file, const IngestWords *words, gboolean *is_certain)
{
    g_autofree gchar *valid = g_utf8_make_valid(file, -1);
    gsize n_stem = length_of_stem(valid);
    g_autofree gchar *stem = g_strndup(valid, n_stem);
    GString *pattern = g_string_new(NULL);
    gboolean has_word = FALSE;

    replace_dates(stem, words, pattern);
    for (const gchar *p = pattern->str; *p != '\0'; p = roll_utf8_next(p))
        has_word = has_word || g_unichar_isalpha(g_utf8_get_char(p));
    *is_certain = has_word && strchr(pattern->str, '*') != NULL && strcmp(valid, file) == 0;
    if (!has_word) {
        g_string_truncate(pattern, 0);
        for (const gchar *p = stem; *p != '\0'; p = roll_utf8_next(p))
            append_sign(pattern, p);
    }
    for (const gchar *p = valid + n_stem; *p != '\0'; p = roll_utf8_next(p))
        append_sign(pattern, p);
    if (pattern->len > 0 && pattern->str[pattern->len - 1] == ' ')
        pattern->str[pattern->len - 1] = '?';
    return g_string_free(pattern, FALSE);
}
