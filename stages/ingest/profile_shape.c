#include "stages/ingest/profile_shape.h"

#define MAX_SIGNS 24 /* of a shape; longer ones tell nothing more */

const gchar *
ingest_shape_letter(GUnicodeScript script)
{
    static const struct {
        GUnicodeScript script;
        const gchar *letter;
    } letters[] = {
        {G_UNICODE_SCRIPT_LATIN, "a"}, {G_UNICODE_SCRIPT_KHMER, "ក"},
        {G_UNICODE_SCRIPT_THAI, "ก"},  {G_UNICODE_SCRIPT_LAO, "ກ"},
        {G_UNICODE_SCRIPT_HAN, "字"},  {G_UNICODE_SCRIPT_MYANMAR, "က"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(letters); i++) {
        if (letters[i].script == script)
            return letters[i].letter;
    }
    return NULL;
}

/* What stands for @c; "" for a mark, which belongs to the letter before it. */
static const gchar *
sign_of(gunichar c, gchar buffer[2])
{
    const gchar *letter = NULL;

    if (g_unichar_isdigit(c))
        return "9";
    if (g_unichar_ismark(c))
        return "";
    if (g_unichar_isalpha(c)) {
        letter = ingest_shape_letter(g_unichar_get_script(c));
        if (letter == NULL)
            return "?";
        return *letter == 'a' && g_unichar_isupper(c) ? "A" : letter;
    }
    if (g_unichar_isspace(c))
        return " ";
    if (!g_ascii_isgraph((gchar)MIN(c, 0x7f)))
        return "?";
    buffer[0] = (gchar)c;
    return buffer;
}

void
ingest_shape_append(RollText value, GString *out)
{
    gunichar last = 0;
    guint n = 0;

    for (const gchar *p = value.data; p < value.data + value.length; p = roll_utf8_next(p)) {
        gchar buffer[2] = "";
        const gchar *sign = sign_of(g_utf8_get_char(p), buffer);
        gunichar c = g_utf8_get_char(sign);

        if (c == 0 || (c == last && (c == ' ' || c == '?' || g_unichar_isalpha(c))))
            continue;
        if (n++ == MAX_SIGNS) {
            g_string_append(out, "…");
            return;
        }
        g_string_append(out, sign);
        last = c;
    }
}
