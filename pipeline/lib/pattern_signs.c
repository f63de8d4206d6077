#include "pipeline/lib/pattern_signs.h"

#include <string.h>

#include "pipeline/lib/text.h"

#define LAST_CHARACTER 0x10ffff

/* ---- where parts end ---- */

const gchar *
roll_pattern_next(const gchar *p)
{
    if (*p == '\\')
        return p[1] != '\0' ? p + 2 : p + 1;
    if (*p != '[')
        return p + 1;
    p++;
    p += *p == '^' ? 1 : 0;
    p += *p == ']' ? 1 : 0;
    while (*p != '\0' && *p != ']')
        p += *p == '\\' && p[1] != '\0' ? 2 : 1;
    return *p == ']' ? p + 1 : p;
}

const gchar *
roll_pattern_skip(const gchar *p)
{
    guint depth = 0;
    RollSigns signs;

    if (roll_pattern_signs(&p, FALSE, &signs))
        return p;
    do {
        if (*p == '\0')
            return NULL;
        depth += *p == '(';
        depth -= *p == ')' && depth > 0;
        p = roll_pattern_next(p);
    } while (depth > 0);
    return p;
}

gboolean
roll_pattern_is_begin(const gchar *p)
{
    return *p == '^' && (p[1] == '\0' || strchr("?*+{", p[1]) == NULL);
}

gboolean
roll_pattern_is_look_behind(const gchar *p)
{
    return g_str_has_prefix(p, "(?<=") || g_str_has_prefix(p, "(?<!");
}

gboolean
roll_pattern_is_look(const gchar *p)
{
    return g_str_has_prefix(p, "(?=") || g_str_has_prefix(p, "(?!") ||
           roll_pattern_is_look_behind(p);
}

const gchar *
roll_pattern_open(const gchar *p)
{
    if (p[1] != '?')
        return p + 1;
    if (p[2] == ':' || p[2] == '>' || p[2] == '|')
        return p + 3;
    return NULL;
}

gboolean
roll_pattern_is_end(gchar c)
{
    return c == '\0' || c == '|' || c == ')';
}

static gboolean
read_number(const gchar **p, guint *number)
{
    gchar *end = NULL;

    if (!g_ascii_isdigit(**p))
        return FALSE;
    *number = (guint)g_ascii_strtoull(*p, &end, 10);
    *p = end;
    return TRUE;
}

static gboolean
read_bounds(const gchar **p, RollRepeat *repeat)
{
    const gchar *end = *p + 1;

    if (!read_number(&end, &repeat->least))
        return FALSE;
    repeat->most = repeat->least;
    if (*end == ',') {
        end++;
        if (!read_number(&end, &repeat->most))
            repeat->most = G_MAXUINT;
    }
    if (*end != '}')
        return FALSE;
    *p = end + 1;
    return TRUE;
}

gboolean
roll_pattern_repeat(const gchar **p, RollRepeat *repeat)
{
    *repeat = (RollRepeat){1, 1};
    if (**p == '{') {
        if (!read_bounds(p, repeat))
            return FALSE;
    } else if (**p != '\0' && strchr("?*+", **p) != NULL) {
        repeat->least = **p == '+' ? 1 : 0;
        repeat->most = **p == '?' ? 1 : G_MAXUINT;
        (*p)++;
    } else {
        return TRUE;
    }
    if (**p == '?' || **p == '+') /* lazy, possessive */
        (*p)++;
    return TRUE;
}

/* ---- characters ---- */

/* Scripts and signs without capitals. */
static gboolean
has_no_case(gunichar first, gunichar last)
{
    static const RollSignsRange blocks[] = {{0x0e00, 0x109f}, {0x1780, 0x17ff}, {0x2000, 0x206f},
                                            {0x2e80, 0x9fff}, {0xff01, 0xff20}, {0xff3b, 0xff40}};

    for (gsize i = 0; i < G_N_ELEMENTS(blocks); i++)
        if (blocks[i].first <= first && last <= blocks[i].last)
            return TRUE;
    return FALSE;
}

static void
add_beyond(RollSigns *signs, gunichar first, gunichar last)
{
    static const gunichar lengths[] = {0x800, 0x10000, LAST_CHARACTER + 1};

    for (gsize i = 0; i < G_N_ELEMENTS(lengths) && first <= last; i++) {
        if (first >= lengths[i])
            continue;
        if (signs->n_ranges == ROLL_SIGNS_RANGES) {
            signs->any_beyond = TRUE;
            return;
        }
        signs->ranges[signs->n_ranges++] = (RollSignsRange){first, MIN(last, lengths[i] - 1)};
        first = lengths[i];
    }
}

static void
add_ascii(RollSigns *signs, gchar c, gboolean ignore_case)
{
    roll_byte_set_add(&signs->ascii, (guint8)c);
    if (!ignore_case)
        return;
    roll_byte_set_add(&signs->ascii, (guint8)g_ascii_tolower(c));
    roll_byte_set_add(&signs->ascii, (guint8)g_ascii_toupper(c));
    if (g_ascii_tolower(c) == 'k') /* U+212A KELVIN SIGN */
        add_beyond(signs, 0x212a, 0x212a);
    if (g_ascii_tolower(c) == 's') /* U+017F LATIN SMALL LETTER LONG S */
        add_beyond(signs, 0x017f, 0x017f);
}

static void
add_range(RollSigns *signs, gunichar first, gunichar last, gboolean ignore_case)
{
    for (gunichar c = first; c <= last && c < 0x80; c++)
        add_ascii(signs, (gchar)c, ignore_case);
    if (last < 0x80)
        return;
    first = MAX(first, 0x80);
    if (!ignore_case || has_no_case(first, last)) {
        add_beyond(signs, first, last);
        return;
    }
    signs->any_beyond = TRUE;
    if (first <= 0x212a && last >= 0x212a)
        add_ascii(signs, 'k', TRUE);
    if (first <= 0x017f && last >= 0x017f)
        add_ascii(signs, 's', TRUE);
}

/* Those of ASCII that @is_in says are in; with all characters beyond. */
static void
add_where(RollSigns *signs, gboolean (*is_in)(gchar c), gboolean inverted)
{
    for (guint c = 0; c < 0x80; c++)
        if (is_in((gchar)c) != inverted)
            roll_byte_set_add(&signs->ascii, (guint8)c);
    signs->any_beyond = TRUE;
}

static gboolean
is_digit(gchar c)
{
    return g_ascii_isdigit(c);
}

static gboolean
is_word(gchar c)
{
    return g_ascii_isalnum(c) || c == '_';
}

static gboolean
is_space(gchar c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static gboolean
is_blank(gchar c)
{
    return c == ' ' || c == '\t';
}

static gboolean
is_letter(gchar c)
{
    return g_ascii_isalpha(c);
}

static gboolean
is_upper(gchar c)
{
    return g_ascii_isupper(c);
}

static gboolean
is_lower(gchar c)
{
    return g_ascii_islower(c);
}

static gboolean
is_none(gchar c)
{
    (void)c;
    return FALSE;
}

/* ---- escapes ---- */

/* \p{L} or \P{^L}, @p behind the p.  A property that is not known has all of ASCII. */
static gboolean
read_property(const gchar **p, gboolean inverted, gboolean ignore_case, RollSigns *signs)
{
    static const struct {
        const gchar *name;
        gboolean (*is_in)(gchar c);
    } known[] = {{"L", is_letter},   {"Lu", is_upper},  {"Ll", is_lower}, {"N", is_digit},
                 {"Nd", is_digit},   {"M", is_none},    {"Mn", is_none},  {"Mc", is_none},
                 {"Khmer", is_none}, {"Thai", is_none}, {"Lao", is_none}, {"Myanmar", is_none},
                 {"Han", is_none}};
    gsize length = **p == '{' ? strcspn(*p + 1, "}") : 1;
    g_autofree gchar *name = g_strndup(**p == '{' ? *p + 1 : *p, length);
    gboolean has_case = name[0] == 'L' && name[1] != '\0' && ignore_case;

    if (**p == '\0' || strlen(name) < length)
        return FALSE;
    *p += length + (**p == '{' ? 2 : 0);
    for (gsize i = 0; i < G_N_ELEMENTS(known) && !has_case; i++)
        if (strcmp(known[i].name, name) == 0) {
            add_where(signs, known[i].is_in, inverted);
            return TRUE;
        }
    add_where(signs, is_none, TRUE);
    return TRUE;
}

/* @letter is what follows the backslash. */
static gboolean
read_kind(gchar letter, RollSigns *signs)
{
    switch (letter) {
    case 'd':
    case 'D':
        add_where(signs, is_digit, letter == 'D');
        return TRUE;
    case 'w':
    case 'W':
        add_where(signs, is_word, letter == 'W');
        return TRUE;
    case 's':
    case 'S':
        add_where(signs, is_space, letter == 'S');
        return TRUE;
    case 'h':
    case 'H':
        add_where(signs, is_blank, letter == 'H');
        return TRUE;
    default:
        return FALSE;
    }
}

/* The character that is written at *@p, plainly or behind a backslash.  FALSE: another escape. */
static gboolean
read_character(const gchar **p, gunichar *c)
{
    const gchar *escaped = *p + 1;
    gchar *end = NULL;

    if (**p != '\\') {
        *c = g_utf8_get_char(*p);
        *p = roll_utf8_next(*p);
        return TRUE;
    }
    if (escaped[0] == 'x' && escaped[1] == '{') {
        *c = (gunichar)g_ascii_strtoull(escaped + 2, &end, 16);
        *p = end + 1;
        return *end == '}' && *c <= LAST_CHARACTER;
    }
    if (g_ascii_isalnum(*escaped) || *escaped == '\0')
        return FALSE;
    *c = g_utf8_get_char(escaped);
    *p = roll_utf8_next(escaped);
    return TRUE;
}

/* What is at *@p matches one of several characters, as \d and \p{L} do. */
static gboolean
read_escape(const gchar **p, gboolean ignore_case, RollSigns *signs)
{
    if ((*p)[0] != '\\')
        return FALSE;
    if ((*p)[1] == 'p' || (*p)[1] == 'P') {
        gboolean inverted = (*p)[1] == 'P';

        *p += 2;
        return read_property(p, inverted, ignore_case, signs);
    }
    if (!read_kind((*p)[1], signs))
        return FALSE;
    *p += 2;
    return TRUE;
}

/* ---- classes ---- */

/* One character of a class, or a range of them, or a kind. */
static gboolean
read_member(const gchar **p, gboolean ignore_case, RollSigns *signs)
{
    gunichar first = 0;
    gunichar last = 0;

    if ((*p)[0] == '[' && (*p)[1] != '\0' && strchr(":.=", (*p)[1]) != NULL)
        return FALSE;
    if (read_escape(p, ignore_case, signs))
        return **p != '-' || (*p)[1] == ']';
    if (!read_character(p, &first))
        return FALSE;
    last = first;
    if ((*p)[0] == '-' && (*p)[1] != ']') {
        (*p)++;
        if (**p == '[' || !read_character(p, &last))
            return FALSE;
    }
    add_range(signs, first, last, ignore_case);
    return TRUE;
}

/* Turns @signs into all other characters.  What it says of ASCII is exact but for properties that
 * are not known: those are left to who calls. */
static void
invert(RollSigns *signs)
{
    signs->ascii.bits[0] = ~signs->ascii.bits[0];
    signs->ascii.bits[1] = ~signs->ascii.bits[1];
    signs->any_beyond = TRUE;
    signs->n_ranges = 0;
}

static gboolean
read_class(const gchar **p, gboolean ignore_case, RollSigns *signs)
{
    const gchar *end = *p + 1;
    gboolean inverted = *end == '^';
    const gchar *first = inverted ? ++end : end;
    gboolean has_property = FALSE;

    for (; *end != ']' || end == first;) {
        has_property = has_property || g_ascii_strncasecmp(end, "\\p", 2) == 0;
        if (*end == '\0' || !read_member(&end, ignore_case, signs))
            return FALSE;
    }
    if (inverted && has_property)
        add_where(signs, is_none, TRUE);
    else if (inverted)
        invert(signs);
    *p = end + 1;
    return TRUE;
}

gboolean
roll_pattern_signs(const gchar **p, gboolean ignore_case, RollSigns *signs)
{
    const gchar *end = *p;
    gunichar c = 0;
    gboolean is_read = FALSE;

    *signs = (RollSigns){.n_ranges = 0};
    if (*end == '[') {
        is_read = read_class(&end, ignore_case, signs);
    } else if (*end == '.') {
        add_where(signs, is_none, TRUE);
        end++;
        is_read = TRUE;
    } else if (*end == '\\' && read_escape(&end, ignore_case, signs)) {
        is_read = TRUE;
    } else if (*end != '\0' && strchr("()|^$*+?{", *end) == NULL && read_character(&end, &c)) {
        add_range(signs, c, c, ignore_case);
        is_read = TRUE;
    }
    if (is_read)
        *p = end;
    return is_read;
}
