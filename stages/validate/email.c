#include <string.h>

#include "pipeline/lib/missing.h"
#include "stages/validate/person.h"

#define PLAIN_BYTES 64

static const ValidateFault not_an_address = {ROLL_SEVERITY_WARNING, "type-error", "email",
                                             "email-hint"};
static const ValidateFault misspelt = {ROLL_SEVERITY_WARNING, "constraint-error", "email",
                                       "email-hint"};

/* One sign @, something before it, and behind it names with points between. */
static gboolean
is_address(const gchar *address)
{
    const gchar *at = strchr(address, '@');
    const gchar *point = at != NULL ? strrchr(at, '.') : NULL;

    return at != NULL && at > address && strchr(at + 1, '@') == NULL && point != NULL &&
           point > at + 1 && point[1] != '\0' && strstr(at, "..") == NULL &&
           strpbrk(address, "<>()[]\"\\") == NULL;
}

/* A sign between two addresses; a line end is one when there is an address before and behind it. */
static gboolean
ends_address(const gchar *p, const gchar *end, const gchar *address)
{
    if (*p == '\n' || *p == '\r')
        return strchr(address, '@') != NULL && memchr(p, '@', (gsize)(end - p)) != NULL;
    return strchr(";,/", *p) != NULL;
}

/* Of the signs of a plain address. */
enum {
    IS_PLAIN = 1,
    MAKES_SMALL = 'a' - 'A', /* the bit by which a small letter is another than a capital */
};

static const guint8 classes[256] = {
    ['0' ... '9'] = IS_PLAIN, ['a' ... 'z'] = IS_PLAIN, ['A' ... 'Z'] = IS_PLAIN | MAKES_SMALL,
    ['.'] = IS_PLAIN,         ['-'] = IS_PLAIN,         ['_'] = IS_PLAIN,
    ['@'] = IS_PLAIN,
};

/* Two names or more with a point between. */
static gboolean
are_names(const gchar *begin, const gchar *end)
{
    const gchar *name = begin;
    const gchar *point = NULL;

    while ((point = memchr(name, '.', (gsize)(end - name))) != NULL && point > name)
        name = point + 1;
    return point == NULL && name > begin && name < end;
}

/* What nearly all cells hold: one address of letters, digits and a few signs, as is_address() asks
 * for it.  FALSE leaves the cell to the long way. */
static gboolean
append_plain(GString *out, RollText text)
{
    gchar plain[PLAIN_BYTES];
    const gchar *end = NULL;
    const gchar *at = NULL;
    guint8 all = IS_PLAIN;

    if (text.length > sizeof plain)
        return FALSE;
    end = plain + text.length;
    for (guint i = 0; i < text.length; i++) { /* without a branch: the next sign is any */
        guint8 class = classes[(guchar)text.data[i]];

        all &= class;
        plain[i] = (gchar)(text.data[i] | (class & MAKES_SMALL));
    }
    at = all != 0 ? memchr(plain, '@', text.length) : NULL;
    if (at == NULL || at == plain || memchr(at + 1, '@', (gsize)(end - at - 1)) != NULL ||
        !are_names(at + 1, end))
        return FALSE;
    roll_text_append((RollText){plain, text.length}, out);
    return TRUE;
}

const ValidateFault *
validate_email(const ValidateContext *context, RollText text, ValidateCell *cell)
{
    gsize start = cell->norm->len;
    const gchar *end = text.data + text.length;
    const gchar *p = text.data;

    (void)context;
    if (append_plain(cell->norm, text))
        return NULL;
    if (text.length > 7 && g_ascii_strncasecmp(p, "mailto:", 7) == 0)
        p += 7;
    for (; p < end && !ends_address(p, end, cell->norm->str + start); p = roll_utf8_next(p)) {
        gunichar c = g_utf8_get_char(p);

        if (!roll_is_blank(c))
            g_string_append_unichar(cell->norm, g_unichar_tolower(c));
    }
    if (is_address(cell->norm->str + start))
        return memchr(p, '@', (gsize)(end - p)) != NULL ? &validate_several : NULL;
    if (strchr(cell->norm->str + start, '@') != NULL)
        return &misspelt;
    g_string_truncate(cell->norm, start);
    return &not_an_address;
}
